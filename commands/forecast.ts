import { bundleOf } from "../lib/core/show.ts";
import { forecast } from "../lib/growth/forecast.ts";
import { openSource } from "../lib/sources/open_source.ts";
import {
  type Command,
  FAILED,
  type Invocation,
  jsonText,
  OK,
  textOption,
  UsageError,
} from "./command.ts";

/** `groundplan forecast SOURCE`. */
export const forecastCommand: Command = {
  name: "forecast",
  summary: "Forecasts sizes, and the limits that they run into, with dates and probabilities",
  usage: "SOURCE [--horizon TIME]",
  description:
    "Simulates the growth of every table many times. A limit counts as reached when keys overflow, the disk\n" +
    "is full, the working set leaves memory, or maintenance takes too long. The exit code is 1 when the\n" +
    "model has a growth that cannot be reckoned with.",
  options: {
    horizon: { type: "string", value: "TIME", help: 'How far to look. Defaults to "5 years".' },
    runs: { type: "string", value: "N", help: "Runs of the simulation. Defaults to 1000." },
    seed: { type: "string", value: "TEXT", help: "The same seed gives the same forecast." },
    memory: { type: "string", value: "BYTES", help: 'Memory of the server, such as "64 GB".' },
    disk: { type: "string", value: "BYTES", help: 'Size of the disk, such as "2 TB".' },
  },
  examples: [
    ['groundplan forecast shop.yaml --horizon "3 years" --disk "500 GB"', "when is the disk full?"],
    ["groundplan forecast shop.yaml --json | jq .thresholds", "limits for another program"],
  ],
  words: [1, 1],
  run: runForecast,
};

async function runForecast(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const text = (name: string) => textOption(invocation, name);
  const [horizon, seed, memory, disk] = [
    text("horizon"),
    text("seed"),
    text("memory"),
    text("disk"),
  ];
  const runs = Number(text("runs") ?? 1000);
  if (!Number.isInteger(runs)) {
    throw new UsageError(`--runs takes a whole number, not ${text("runs")}`);
  }
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Simulating growth");
  const made = forecast(model, {
    today: io.today,
    runs,
    ...(horizon === undefined ? {} : { horizon }),
    ...(seed === undefined ? {} : { seed }),
    capacity: {
      ...(memory === undefined ? {} : { memory }),
      ...(disk === undefined ? {} : { disk }),
    },
  });
  io.progress("");
  io.print(options["json"] === true ? jsonText(made) : `${(await bundleOf(made))["text/plain"]}\n`);
  return made.findings.some(({ severity }) => severity === "error") ? FAILED : OK;
}
