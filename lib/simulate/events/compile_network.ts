import { checkServers } from "../queues/erlang.ts";
import type { QueueNetwork, Step } from "./network.ts";

/** What a step does, as a number. */
export const OP = { serve: 0, delay: 1, seize: 2, lock: 3, end: 4 } as const;
/** How a station serves, as a number. */
export const DISCIPLINE = { queue: 0, sharing: 1, batch: 2, tokens: 3 } as const;

/** One choice of a step that locks. */
export interface LockChoice {
  readonly lock: number;
  /** Shares of this and all choices before it. */
  readonly upTo: number;
  readonly shared: boolean;
}

/** Steps one after the other in typed arrays, each execution's with an end. */
export interface Program {
  readonly op: Uint8Array;
  readonly station: Int32Array;
  readonly seconds: Float64Array;
  readonly variability: Float64Array;
  /** Mean of visits; −1: exactly one; −2: by a function. */
  readonly visits: Float64Array;
  readonly visitsAt: readonly (((seconds: number) => number) | undefined)[];
  readonly width: Int32Array;
  readonly locks: readonly (readonly LockChoice[])[];
  /** The first step of each case, by source. */
  readonly starts: readonly (readonly number[])[];
}

/**
 * Checks a network and writes its steps one after the other.
 *
 * @throws {RangeError} When a step names a station or a lock that there is not, or a number is out of bounds.
 */
export function compileNetwork(network: QueueNetwork): Program {
  const { stations, sources, locks = [] } = network;
  for (const { servers } of stations) checkServers(servers);
  const steps: (Step | undefined)[] = [];
  const starts = sources.map(({ name, cases }) => {
    if (cases.length === 0) throw new RangeError(`Cannot simulate ${name}: it has no case`);
    return cases.map((one) => {
      const start = steps.length;
      for (const step of one.steps) {
        checkStep(step, name);
        steps.push(step);
      }
      steps.push(undefined);
      return start;
    });
  });
  const numbers = (of: (step: Step) => number) =>
    Float64Array.from(steps, (step) => step ? of(step) : 0);
  return {
    op: Uint8Array.from(steps, (step) => step ? OP[step.do] : OP.end),
    station: Int32Array.from(steps, (step) => step && "station" in step ? step.station : -1),
    seconds: numbers((step) => "seconds" in step ? step.seconds : 0),
    variability: numbers((step) => "variability" in step ? step.variability ?? 1 : 1),
    visits: numbers((step) =>
      step.do !== "serve" || step.visits === undefined
        ? -1
        : typeof step.visits === "function"
        ? -2
        : step.visits
    ),
    visitsAt: steps.map((step) =>
      step?.do === "serve" && typeof step.visits === "function" ? step.visits : undefined
    ),
    width: Int32Array.from(steps, (step) => step?.do === "serve" ? step.width ?? 1 : 1),
    locks: steps.map((step) => step?.do === "lock" ? choicesOf(step) : []),
    starts,
  };

  function checkStep(step: Step, name: string): void {
    if ("station" in step && stations[step.station] === undefined) {
      throw new RangeError(`Cannot simulate ${name}: there is no station ${step.station}`);
    }
    if ("seconds" in step && !(step.seconds >= 0 && Number.isFinite(step.seconds))) {
      throw new RangeError(
        `Cannot simulate ${name}: a step takes ${step.seconds} s; give 0 or more`,
      );
    }
    if (step.do !== "lock") return;
    for (const { lock } of step.locks) {
      if (locks[lock] === undefined) {
        throw new RangeError(`Cannot simulate ${name}: there is no lock ${lock}`);
      }
    }
  }
}

function choicesOf({ locks }: Extract<Step, { do: "lock" }>): readonly LockChoice[] {
  let upTo = 0;
  return locks.map(({ lock, share, shared = false }) => ({ lock, upTo: upTo += share, shared }));
}
