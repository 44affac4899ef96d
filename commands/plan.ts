import { join } from "node:path";
import {
  type Command,
  FAILED,
  type Invocation,
  jsonText,
  OK,
  textOption,
  UsageError,
} from "./command.ts";

/** The example that is planned when no source is named. */
const EXAMPLE = "examples/shop.yaml";

/** `groundplan plan SOURCE`. */
export const planCommand: Command = {
  name: "plan",
  summary: "Plans a data model: the whole document, with a timeline",
  usage: "[SOURCE] [--out DIR]",
  description:
    "Reads SOURCE, plans it, and writes report.html, report.md, plan.json, schema.sql, diagram.svg and, where\n" +
    "there are query patterns, indexes.sql into a folder: all of them or, when something fails, none.\n" +
    "Without SOURCE it plans the example that comes with Groundplan. The exit code\n" +
    "is 1 when a finding of severity error remains.",
  options: {
    out: {
      type: "string",
      short: "o",
      value: "DIR",
      help: "Where the files go. Defaults to plan/; with --json to nowhere.",
    },
    "best-practices": {
      type: "boolean",
      alias: "c7",
      help: "Lists every rule of good design that was judged, with its source.",
    },
    steps: {
      type: "boolean",
      alias: "seq",
      help: "Talks the plan through in five steps, with the call that answers each open question.",
    },
    from: {
      type: "string",
      value: "SOURCE",
      help: "Not built yet, and refused: the timeline starts at an empty database.",
    },
    date: {
      type: "string",
      value: "DATE",
      help: "The first day of the plan, such as 2027-01-15. Defaults to today.",
    },
    queries: {
      type: "string",
      value: "FILE",
      help: "Adds the statements of a file, or of a CSV of pg_stat_statements.",
    },
    horizon: {
      type: "string",
      value: "TIME",
      help: 'How far ahead to look, such as "3 years". Defaults to 5 years.',
    },
  },
  examples: [
    ["groundplan plan shop.yaml", "plans a model into plan/"],
    ["groundplan plan shop.yaml --out docs/plan --best-practices", "says where, lists all rules"],
    ["groundplan plan dump.sql --queries queries.sql", "plans what there is today"],
    ["groundplan plan shop.yaml --steps", "asks what would change the plan most"],
    ["groundplan plan shop.yaml --json | jq .progress", "gives the plan to another program"],
  ],
  words: [0, 1],
  run: runPlan,
};

/** Loaded when it is used, so that help comes at once. */
async function planning() {
  const [source, made, guided, report, text, drawn] = await Promise.all([
    import("../lib/sources/open_source.ts"),
    import("../lib/plan/plan.ts"),
    import("../lib/plan/guide.ts"),
    import("../lib/report/render_report.ts"),
    import("../lib/report/plan_text.ts"),
    import("../lib/report/draw_guide.ts"),
  ]);
  return { ...source, ...made, ...guided, ...report, ...text, ...drawn };
}

async function runPlan(invocation: Invocation): Promise<number> {
  const { io, options } = invocation;
  if (options["from"] !== undefined) {
    throw new UsageError(
      "Cannot plan a migration with --from: starting at today's schema is not built yet in this version; " +
        "without --from the timeline starts at an empty database",
    );
  }
  const words = sourceOf(invocation);
  const { guide, guideMarkdown, guideText, openSource, plan, planText, renderReport } =
    await planning();
  const queries = textOption(invocation, "queries");
  io.progress(`Reading ${words.length > 60 ? "requirements" : words}`);
  const { model, findings, draft } = await openSource(words, {
    readInput: io.readInput,
    ...(queries === undefined ? {} : { queries }),
  });
  io.progress(`Planning ${model.name}`);
  const horizon = textOption(invocation, "horizon");
  const made = await plan(model, {
    date: textOption(invocation, "date") ?? io.today,
    bestPractices: options["best-practices"] === true,
    findings,
    lab: model.patterns.length > 0,
    ...(draft ? { draft } : {}),
    ...(horizon === undefined ? {} : { horizon }),
  });
  const steps = options["steps"] === true ? await guide(made) : undefined;
  const json = options["json"] === true;
  const folder = textOption(invocation, "out") ?? (json ? undefined : "plan");
  if (folder !== undefined) {
    io.progress("Drawing the report");
    const files = {
      ...await renderReport(made),
      ...(steps ? { "guide.md": guideMarkdown(steps) } : {}),
    };
    io.progress(`Writing ${folder}`);
    const { writeFilesAtomic } = await import("../lib/core/atomic_file.ts");
    await io.uninterrupted(() => writeFilesAtomic(folder, files));
    io.progress("");
    if (!json) {
      io.print(`${steps ? guideText(steps) : planText(made)}\n\n`);
      io.print(`Wrote ${Object.keys(files).map((name) => join(folder, name)).join(", ")}\n`);
    }
  }
  if (json) io.print(jsonText(steps ? { ...made, guide: steps } : made));
  const broken = made.findings.some(({ finding }) => finding.severity === "error");
  return broken ? FAILED : OK;
}

function sourceOf({ positionals, io }: Invocation): string {
  const [words] = positionals;
  if (words !== undefined) return words;
  const folder = import.meta.dirname;
  if (folder === undefined) throw new UsageError("Cannot plan: name a SOURCE");
  io.note(`No SOURCE is named: this plans the example ${EXAMPLE}.`);
  return join(folder, "..", EXAMPLE);
}
