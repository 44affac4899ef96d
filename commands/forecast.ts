import { bundleOf } from "../lib/core/show.ts";
import type { HistoryPoint } from "../lib/growth/fit_history.ts";
import { forecast } from "../lib/growth/forecast.ts";
import { price, type PriceSheet, SAMPLE_PRICES } from "../lib/growth/price.ts";
import { readHistory } from "../lib/growth/read_history.ts";
import { readPrices } from "../lib/growth/read_prices.ts";
import type { Histories } from "../lib/growth/with_history.ts";
import { openSource } from "../lib/sources/open_source.ts";
import {
  type Command,
  FAILED,
  type Invocation,
  jsonText,
  listOption,
  OK,
  textOption,
  UsageError,
  wholeOption,
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
    window: {
      type: "string",
      value: "TIME",
      help: 'The longest that maintenance of one table may take. Defaults to "8 h".',
    },
    history: {
      type: "string",
      value: "ENTITY=FILE",
      multiple: true,
      help: "CSV with a date and a number of rows a line, which the entity is continued by.",
    },
    prices: {
      type: "string",
      value: "FILE",
      help: "A price sheet in YAML or JSON, or the word sample: says what it costs over time.",
    },
  },
  examples: [
    ['groundplan forecast shop.yaml --horizon "3 years" --disk "500 GB"', "when is the disk full?"],
    ["groundplan forecast shop.yaml --history Order=orders.csv", "growth as it was measured"],
    ["groundplan forecast shop.yaml --prices prices.yaml", "what it costs, month by month"],
    ["groundplan forecast shop.yaml --json | jq .thresholds", "limits for another program"],
  ],
  words: [1, 1],
  run: runForecast,
};

async function runForecast(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const runs = wholeOption(invocation, "runs");
  const given = definedOptions(invocation, ["horizon", "seed"]);
  const capacity = definedOptions(invocation, ["memory", "disk", "window"]);
  const history = await historiesOf(invocation);
  const prices = await pricesOf(invocation);
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Simulating growth");
  const made = forecast(model, {
    today: io.today,
    ...(runs === undefined ? {} : { runs }),
    ...given,
    history,
    capacity,
  });
  const costs = prices && price(made, prices);
  io.progress("");
  if (options["json"] === true) io.print(jsonText({ ...made, ...(costs ? { costs } : {}) }));
  else {
    for (const one of [made, ...(costs ? [costs] : [])]) {
      io.print(`${(await bundleOf(one))["text/plain"]}\n`);
    }
  }
  return made.findings.some(({ severity }) => severity === "error") ? FAILED : OK;
}

function definedOptions(
  invocation: Invocation,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOption(invocation, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

async function historiesOf(invocation: Invocation): Promise<Histories> {
  const histories: Record<string, readonly HistoryPoint[]> = {};
  for (const text of listOption(invocation, "history")) {
    const [, entity, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (!entity || !file) {
      throw new UsageError(`--history takes ENTITY=FILE, such as Order=orders.csv, not ${text}`);
    }
    histories[entity] = readHistory(await readTextFile(file));
  }
  return histories;
}

async function pricesOf(invocation: Invocation): Promise<PriceSheet | undefined> {
  const file = textOption(invocation, "prices");
  if (file === undefined) return undefined;
  return file === "sample" ? SAMPLE_PRICES : readPrices(await readTextFile(file));
}

async function readTextFile(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new RangeError(`Cannot read ${path}: there is no such file`);
  }
}
