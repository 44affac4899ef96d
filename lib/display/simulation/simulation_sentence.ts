import { formatDuration } from "../../core/format.ts";
import type { PlainSimulation } from "../../simulate/simulation.ts";

/** What a simulation comes to, in one sentence. */
export function simulationSentence({ patterns, bottleneck, dates }: PlainSimulation): string {
  if (patterns.length === 0) return "There is no query pattern to simulate";
  if (bottleneck.full) return bottleneck.sentence;
  const missed = patterns.flatMap(({ name, missed }) => missed.map((one) => ({ name, ...one })))
    .toSorted((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
  const [first] = missed;
  const targets = patterns.some((one) => Object.keys(one.targets).length > 0);
  const found = !first
    ? targets ? `Every target is met until ${dates.at(-1)}` : "No pattern has a target"
    : `${first.name} misses its ${first.percentile} of ${formatDuration(first.target)} ${
      first.date === dates[0] ? "from the first day" : `from ${first.date}`
    }`;
  return `${found}. ${bottleneck.sentence}`;
}
