import { formatBytes, formatNumber, formatShare } from "../core/format.ts";
import { multiplied } from "./load_curve.ts";
import { shareOf } from "./missed_targets.ts";
import type { LatencySensitivity, SimulatedPattern } from "./simulation.ts";
import type { SolvedDate } from "./solve_dates.ts";
import { solveSystem } from "./system/solve_system.ts";
import type { SolvedSystem } from "./system/solved_system.ts";
import type { ServedSystem } from "./system/system.ts";

/** What the sensitivity is reckoned from. */
export interface SensitivityOptions {
  /** The system at the last date. */
  readonly last: SolvedDate;
  /** Its streams, in its order. */
  readonly patterns: readonly SimulatedPattern[];
  /** The same with another memory, in bytes. */
  readonly withMemory: (bytes: number) => Promise<ServedSystem>;
  /** The same with the rates of another growth: none, or as much again. */
  readonly grown: (times: number) => ServedSystem;
}

/** What each bar varies, and how its ends are called. */
interface Bar {
  readonly name: string;
  readonly low: ServedSystem | SolvedSystem;
  readonly high: ServedSystem | SolvedSystem;
  readonly lowText: string;
  readonly highText: string;
}

/** Reckons what matters most to the pattern that is nearest to its target. */
export async function sensitivityOf(
  options: SensitivityOptions,
): Promise<LatencySensitivity | undefined> {
  const { last, patterns, withMemory, grown } = options;
  const { system } = last;
  if (patterns.length === 0) return undefined;
  const at = nearest(patterns);
  const p95 = (one: ServedSystem | SolvedSystem) =>
    ("nodes" in one ? solveSystem(one) : one).streams[at]!.quantile(0.95);
  const { memory, cores, device } = system.nodes[0]!.demands.machine;
  const bars: Bar[] = [
    {
      name: "Service times, within their band",
      low: last.low,
      high: last.high,
      lowText: "shortest",
      highText: "longest",
    },
    {
      name: "Load",
      low: multiplied(system, 0.5),
      high: multiplied(system, 1.5),
      lowText: "half",
      highText: `${formatShare(0.5)} more`,
    },
    {
      name: "Growth of the rates",
      low: grown(0),
      high: grown(2),
      lowText: "none",
      highText: "twice",
    },
    {
      name: "Memory",
      low: await withMemory(memory * 2),
      high: await withMemory(memory / 2),
      lowText: formatBytes(memory * 2),
      highText: formatBytes(memory / 2),
    },
    {
      name: "Cores",
      low: onMachine(system, { cores: cores * 2 }),
      high: onMachine(system, { cores: Math.max(1, Math.floor(cores / 2)) }),
      lowText: formatNumber(cores * 2),
      highText: formatNumber(Math.max(1, Math.floor(cores / 2))),
    },
    {
      name: "Seconds of a read and a flush",
      low: onDevice(system, 0.5),
      high: onDevice(system, 2),
      lowText: "half",
      highText: `twice (${formatNumber(device.readSeconds * 2e3)} ms)`,
    },
  ];
  const base = p95(last.middle);
  const reckoned = bars.map(({ name, low, high, lowText, highText }) => ({
    name,
    low: p95(low),
    high: p95(high),
    lowText,
    highText,
  }));
  const width = ({ low, high }: { readonly low: number; readonly high: number }) =>
    Number.isFinite(high) && Number.isFinite(low) ? Math.abs(Math.log(high / low)) : Infinity;
  return {
    pattern: patterns[at]!.name,
    base,
    bars: reckoned.toSorted((a, b) => width(b) - width(a) || 0),
  };
}

/** The pattern whose p95 at the last date is the largest part of its target; without targets, of its time. */
function nearest(patterns: readonly SimulatedPattern[]): number {
  const strain = patterns.map(({ targets, points }) => {
    const { p50, p95, p99 } = points.at(-1)!;
    return Math.max(
      0,
      ...Object.entries(targets).map(([name, target]) => {
        const share = shareOf(name) ?? 0;
        const value = share >= 0.99 ? p99 : share > 0.5 ? p95 : p50;
        return value / target;
      }),
    );
  });
  return strain.indexOf(Math.max(...strain));
}

function onMachine(system: ServedSystem, change: { readonly cores: number }): ServedSystem {
  return {
    ...system,
    nodes: system.nodes.map((node) => ({
      ...node,
      demands: { ...node.demands, machine: { ...node.demands.machine, ...change } },
    })),
  };
}

function onDevice(system: ServedSystem, factor: number): ServedSystem {
  const slower = <F extends { readonly value: number; readonly band?: readonly [number, number] }>(
    one: F,
  ): F => ({
    ...one,
    value: one.value * factor,
    ...(one.band ? { band: [one.band[0] * factor, one.band[1] * factor] } : {}),
  });
  return {
    nodes: system.nodes.map((node) => {
      const { device } = node.demands.machine;
      const readSeconds = device.readSeconds * factor;
      return {
        ...node,
        demands: {
          ...node.demands,
          machine: { ...node.demands.machine, device: { ...device, readSeconds } },
        },
      };
    }),
    streams: system.streams.map((stream) => ({
      ...stream,
      statements: stream.statements.map((list) =>
        list.map((demand) =>
          demand.writes
            ? {
              ...demand,
              writes: { ...demand.writes, commitSeconds: slower(demand.writes.commitSeconds) },
            }
            : demand
        )
      ),
    })),
  };
}
