import { capitalize } from "../core/capitalize.ts";
import { formatShare } from "../core/format.ts";
import { crossingDate } from "./crossing_date.ts";
import type { Bottleneck, SimulatedStation } from "./simulation.ts";
import { stationTitle } from "./solve_dates.ts";

/**
 * The station that gives out first; where none does, the busiest at the last date. Connections run out because
 * something else does: they are named only where nothing else is near its end.
 */
export function findBottleneck(stations: readonly SimulatedStation[]): Bottleneck {
  const judged = stations.map((station) => {
    const over = station.points.findIndex(({ utilization }) => utilization >= 1);
    const at = over < 0 ? station.points.length - 1 : over;
    const { date, utilization } = station.points[at]!;
    const before = station.points[at - 1];
    const full = over >= 0 && before
      ? crossingDate({ ...before, value: before.utilization }, { date, value: utilization }, 1)
      : date;
    return { station, full: over >= 0, at, date: over >= 0 ? full : date, then: date, utilization };
  });
  // A lock that is never given back waits for what is full itself.
  const causes = judged.filter(({ station, utilization }) =>
    station.kind !== "connections" && Number.isFinite(utilization)
  );
  const others = causes.some(({ full, utilization }) => full || utilization >= 0.8)
    ? causes
    : judged;
  const worst = others.reduce((worst, one) => {
    if (one.full !== worst.full) return one.full ? one : worst;
    if (one.full && one.date !== worst.date) return one.date < worst.date ? one : worst;
    return one.utilization > worst.utilization ? one : worst;
  });
  const { station, full, date, then, utilization, at } = worst;
  const title = stationTitle(station);
  const busy = Number.isFinite(utilization)
    ? formatShare(Math.round(utilization * 1000) / 1000)
    : "more than all";
  const named = title.startsWith("the ") ? title : `the ${title}`;
  const [are, it, its] = station.kind === "connections"
    ? ["are", "they are", "their"]
    : ["is", "it is", "its"];
  return {
    station: title,
    kind: station.kind,
    utilization,
    date,
    full,
    sentence: full
      ? `${capitalize(named)} cannot keep up ${
        at === 0 ? "from the first day" : `from ${date}`
      }: on ${then} ${it} asked for ${busy} of ${its} time`
      : `${
        capitalize(named)
      } ${are} what is busiest: ${busy} of ${its} time on ${date}, in the busiest hour`,
  };
}
