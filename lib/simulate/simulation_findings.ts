import { capitalize } from "../core/capitalize.ts";
import type { Finding } from "../core/finding.ts";
import { formatDuration, formatNumber, formatRate } from "../core/format.ts";
import type { Bottleneck, SimulatedPattern, SimulatedStation } from "./simulation.ts";
import { stationTitle } from "./solve_dates.ts";

/** What a simulation finds wrong: targets that are missed, stations that cannot keep up, waits for locks. */
export function simulationFindings(
  patterns: readonly SimulatedPattern[],
  stations: readonly SimulatedStation[],
  bottleneck: Bottleneck,
): readonly Finding[] {
  const first = patterns[0]?.points[0]?.date;
  return [
    ...patterns.flatMap(({ name, missed }) =>
      missed.slice(0, 1).map(({ percentile, target, date, earliest, latest, why }): Finding => ({
        code: "latency-target-missed",
        severity: "warning",
        where: name,
        what: `${name} misses its ${percentile} of ${formatDuration(target)} ${
          date === first ? "from the first day" : `from ${date}`
        } (${earliest} at the earliest, ${latest ?? "not within the horizon"} at the latest)`,
        why: capitalize(why),
        fix: "Compare an index, memory, another device or a replica: simulate(lab, { whatIf })",
      }))
    ),
    ...(bottleneck.full
      ? [{
        code: "cannot-keep-up",
        severity: bottleneck.date === first ? "error" as const : "warning" as const,
        where: bottleneck.station,
        what: bottleneck.sentence,
        why: "Lines grow without end, so latencies have no number.",
        fix: "Give it more, or ask less of it",
      }]
      : []),
    ...stations.filter(({ kind, points }) =>
      kind === "locks" && points.at(-1)!.utilization >= 0.3 &&
      Number.isFinite(points.at(-1)!.utilization)
    )
      .map((station): Finding => ({
        code: "hot-row",
        severity: "warning",
        where: stationTitle(station),
        what: `${capitalize(stationTitle(station))} is held ${
          formatNumber(Math.round(station.points.at(-1)!.utilization * 100))
        } % of the time at the end of the horizon`,
        why: "Who changes the row waits for all who change it before: a queue of its own.",
        fix: "Change it in a transaction of its own, split it, or add up changes elsewhere",
      })),
    ...patterns.filter(({ points }) => points.some(({ stable }) => !stable)).flatMap(
      ({ name, points }) => {
        const { rate, throughput, date } = points.find(({ stable }) => !stable)!;
        return throughput < rate && !bottleneck.full
          ? [{
            code: "throughput-short",
            severity: date === first ? "error" as const : "warning" as const,
            where: name,
            what: `${name} is asked for ${formatRate(rate)} on ${date}, and ${
              formatRate(throughput)
            } come through`,
            why: "A station on its way cannot keep up.",
            fix: "See where its time goes",
          }]
          : [];
      },
    ),
  ];
}
