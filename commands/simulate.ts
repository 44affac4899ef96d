import { join } from "node:path";
import { writeFilesAtomic } from "../lib/core/atomic_file.ts";
import { formatRate } from "../lib/core/format.ts";
import { bundleOf } from "../lib/core/show.ts";
import { parseCount } from "../lib/core/quantity.ts";
import type { DayName, LoadSpec, WeekName } from "../lib/simulate/load/load.ts";
import { k6Script } from "../lib/simulate/load_tools/k6_script.ts";
import { pgbenchScripts } from "../lib/simulate/load_tools/pgbench_scripts.ts";
import { loadCalibration } from "../lib/simulate/service/calibration_file.ts";
import { simulate } from "../lib/simulate/simulate.ts";
import type { FailureSpec, SimulateOptions } from "../lib/simulate/simulate_options.ts";
import { simulationJson } from "../lib/simulate/simulation_json.ts";
import { openSource } from "../lib/sources/open_source.ts";
import type { Lab } from "../lib/whatif/lab.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import {
  type Command,
  FAILED,
  type Invocation,
  jsonText,
  listOption,
  OK,
  textOption,
  UsageError,
} from "./command.ts";
import { hardwareOf, LAB_OPTIONS } from "./lab_options.ts";

/** `groundplan simulate SOURCE`. */
export const simulateCommand: Command = {
  name: "simulate",
  summary: "Simulates latency, throughput and bottlenecks of the workload over the years",
  usage: "SOURCE [--horizon TIME] [--days N]",
  description:
    "Reckons service times from PostgreSQL's own plans, solves the queues for every date, and runs some hours\n" +
    "or days event by event. Says what gives out first and when each latency target is missed. The exit code\n" +
    "is 1 when the load cannot be served from the first day.",
  options: {
    horizon: { type: "string", value: "TIME", help: 'How far to look. Defaults to "3 years".' },
    days: {
      type: "string",
      value: "N",
      help: "Days to run event by event, from the busiest one on. Defaults to 0.",
    },
    hours: {
      type: "string",
      value: "N",
      help: "Hours to run event by event, from the busiest one on. Defaults to 1.",
    },
    at: { type: "string", value: "DATE", help: "The date of the run. Defaults to today." },
    seed: {
      type: "string",
      value: "SEED",
      help: "The same seed gives the same bytes. Defaults to 1.",
    },
    load: { type: "string", value: "FACTOR", help: "Multiplies every rate. Defaults to 1." },
    daily: {
      type: "string",
      value: "SHAPE",
      help: "How rates go over a day: flat, office, evening or nightly. Defaults to flat.",
    },
    weekly: {
      type: "string",
      value: "SHAPE",
      help: "How rates go over a week: flat, workdays or weekend. Defaults to flat.",
    },
    cores: { type: "string", value: "N", help: "Cores of the server. Defaults to 4." },
    pool: { type: "string", value: "N", help: "Connections of the pool. Defaults to 100." },
    replicas: {
      type: "string",
      value: "N",
      help: "Servers with a copy, which answer what tolerates old data. Defaults to 0.",
    },
    calibration: {
      type: "string",
      value: "FILE",
      help: "Constants of a server, as calibrate() saved them. Defaults to assumed ones.",
    },
    pgbench: {
      type: "string",
      value: "DIR",
      help: "Writes the workload as scripts for pgbench, with run.sh that starts it.",
    },
    k6: { type: "string", value: "DIR", help: "Writes the workload as a script for k6." },
    fail: {
      type: "string",
      value: "WHAT@TIME",
      multiple: true,
      help: "Something that goes wrong in the run: replica@20min, cold-cache@10min.",
    },
    ...LAB_OPTIONS,
  },
  examples: [
    ["groundplan simulate shop.yaml", "three years, and the busiest hour of today"],
    ["groundplan simulate shop.yaml --days 1 --daily evening --load 5", "a day, event by event"],
    ["groundplan simulate shop.yaml --pgbench load/", "the same load for a real server"],
    [
      "groundplan simulate shop.yaml --replicas 2 --fail replica@20min",
      "an hour in which a replica is lost",
    ],
  ],
  words: [1, 1],
  run: runSimulate,
};

async function runSimulate(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const simulated = await optionsOf(invocation);
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Opening the planner");
  const cores = numberOf(invocation, "cores");
  await using lab = await openLab(model, {
    today: io.today,
    hardware: { ...hardwareOf(invocation), ...(cores === undefined ? {} : { cores }) },
  });
  const simulation = await simulate(lab, {
    ...simulated,
    onProgress: ({ what, share }) => io.progress(`${what} (${Math.round(share * 100)} %)`),
  });
  await writeScripts(invocation, lab, simulated);
  io.progress("");
  if (options["json"] === true) io.print(jsonText(simulationJson(simulation)));
  else io.print(`${(await bundleOf(simulation))["text/plain"]}\n`);
  for (const { name, why } of lab.setAside) io.note(`${name} was set aside: ${why}`);
  return simulation.findings.some(({ severity }) => severity === "error") ? FAILED : OK;
}

/** The tools that can run the workload, by the option that names a folder for them. */
const LOAD_TOOLS = { pgbench: pgbenchScripts, k6: k6Script } as const;

async function writeScripts(
  invocation: Invocation,
  lab: Lab,
  { load }: SimulateOptions,
): Promise<void> {
  const { io } = invocation;
  for (const [name, scriptsOf] of Object.entries(LOAD_TOOLS)) {
    const folder = textOption(invocation, name);
    if (folder === undefined) continue;
    const { files, rate } = await scriptsOf(
      lab,
      load?.scale === undefined ? {} : { factor: load.scale },
    );
    await io.uninterrupted(() => writeFilesAtomic(folder, { ...files }));
    if ("run.sh" in files) await Deno.chmod(join(folder, "run.sh"), 0o755);
    io.note(`Wrote ${Object.keys(files).join(", ")} into ${folder}: ${formatRate(rate)}`);
  }
}

async function optionsOf(invocation: Invocation): Promise<SimulateOptions> {
  const [horizon, at, seed, daily, weekly, calibration] = [
    "horizon",
    "at",
    "seed",
    "daily",
    "weekly",
    "calibration",
  ].map((name) => textOption(invocation, name));
  const [days, hours, pool, replicas, scale] = ["days", "hours", "pool", "replicas", "load"].map((
    name,
  ) => numberOf(invocation, name));
  const load: LoadSpec = {
    ...(daily === undefined ? {} : { daily: daily as DayName }),
    ...(weekly === undefined ? {} : { weekly: weekly as WeekName }),
    ...(scale === undefined ? {} : { scale }),
  };
  const failures = listOption(invocation, "fail").map(failureOf);
  return {
    load,
    ...(horizon === undefined ? {} : { horizon }),
    ...(at === undefined ? {} : { at }),
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(hours === undefined ? {} : { hours }),
    ...(pool === undefined ? {} : { pool }),
    ...(replicas === undefined ? {} : { replicas }),
    ...(calibration === undefined ? {} : { calibration: await loadCalibration(calibration) }),
    ...(failures.length === 0 ? {} : { failures }),
  };
}

const FAILURES: Readonly<Record<string, FailureSpec["what"]>> = {
  replica: "replica lost",
  "cold-cache": "cold cache",
};

function failureOf(text: string): FailureSpec {
  const [name = "", at] = text.split("@");
  const what = FAILURES[name];
  if (what === undefined || at === undefined) {
    throw new UsageError(
      `Cannot read --fail ${text}: write ${Object.keys(FAILURES).join("@TIME or ")}@TIME`,
    );
  }
  return { what, at };
}

function numberOf(invocation: Invocation, name: string): number | undefined {
  const text = textOption(invocation, name);
  return text === undefined ? undefined : parseCount(text);
}
