import type { Calibration } from "../service/calibration.ts";
import type { MachineSpec } from "../service/machine.ts";
import type { ServiceDemand, ServiceDemands } from "../service/service_demand.ts";
import { serviceDemands } from "../service/service_demands.ts";
import type { Load, LoadStream } from "../load/read_load.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { ServedStream, ServedSystem, ServerNode } from "./system.ts";

/** What a load is served by. */
export interface ServeLoadOptions {
  readonly load: Load;
  /** The date by which rates have grown. */
  readonly date: string;
  /** Seconds since Monday, midnight: the moment that is reckoned with. */
  readonly moment: number;
  readonly machine?: MachineSpec;
  readonly calibration?: Calibration;
  readonly protocol?: "prepared" | "simple";
  /** Servers that hold copies and answer what may be a little old, from 0. */
  readonly replicas: number;
}

/** What replay takes of a replica for each second that the statement took of the primary; assumed. */
const REPLAY = 0.3;

/**
 * The servers of a load at a date, with what is asked of each: what tolerates old data goes to the replicas, all
 * else to the primary. Caches are those of the mix that each server sees.
 */
export async function serveLoad(lab: Lab, options: ServeLoadOptions): Promise<ServedSystem> {
  const { load, date, moment, replicas, machine, calibration, protocol } = options;
  const rated = load.streams.map((stream) => ({
    stream,
    rate: stream.rate * stream.growth.at(date) * stream.curve.at(moment),
    copied: replicas > 0 && mayBeOld(lab, stream),
  }));
  const demandsFor = async (copied: boolean, share: number): Promise<ServiceDemands> => {
    const rates: Record<string, number> = {};
    for (const { stream, rate } of rated.filter((one) => one.copied === copied)) {
      for (const name of stream.statements) rates[name] = (rates[name] ?? 0) + rate * share;
    }
    return await serviceDemands(lab, {
      queries: Object.keys(rates),
      rates,
      ...(machine ? { machine } : {}),
      ...(calibration ? { calibration } : {}),
      ...(protocol ? { protocol } : {}),
    });
  };
  const primary = await demandsFor(false, 1);
  const replica = replicas > 0 ? await demandsFor(true, 1 / replicas) : undefined;
  const written = primary.patterns.reduce(
    (sum, demand) => sum + (demand.writes ? demand.rate * demand.cpuSeconds.value : 0),
    0,
  );
  const { deviceShare } = primary.background;
  const node = (name: string, demands: ServiceDemands, replayCores: number): ServerNode => ({
    name,
    demands,
    replayCores,
    // A replica writes what the primary writes.
    writeShare: deviceShare,
    connections: demands.machine.connections,
  });
  const nodes = [
    node("primary", primary, 0),
    ...Array.from(
      { length: replicas },
      (_, at) => node(`replica ${at + 1}`, replica!, written * REPLAY),
    ),
  ];
  const copies = Array.from({ length: replicas }, (_, at) => at + 1);
  const streams = rated.map(({ stream, rate, copied }): ServedStream => {
    const demands = copied ? replica! : primary;
    const statements = stream.statements.map((name) => demandOf(demands, name));
    const places = copied ? copies : [0];
    return {
      name: stream.name,
      rate,
      nodes: places,
      statements: places.map(() => statements),
      think: stream.think,
    };
  });
  return { nodes, streams };
}

function demandOf({ patterns }: ServiceDemands, name: string): ServiceDemand {
  return patterns.find(({ pattern }) => pattern === name)!;
}

/** Whether all that a stream does is to read what may be old. */
function mayBeOld(lab: Lab, { statements }: LoadStream): boolean {
  return statements.every((name) => {
    const declared = lab.model?.patterns.find((one) => one.name === name);
    return (declared?.staleness ?? 0) > 0 &&
      lab.patterns.find((one) => one.name === name)?.kind === "select";
  });
}
