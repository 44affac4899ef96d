import { writeFileAtomic } from "../lib/core/atomic_file.ts";
import { bundleOf } from "../lib/core/show.ts";
import type { AdviseIndexesOptions, IndexKind } from "../lib/indexes/advice.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import { type Command, type Invocation, jsonText, OK, textOption, UsageError } from "./command.ts";
import { hardwareOf, LAB_OPTIONS } from "./lab_options.ts";

/** `groundplan index SOURCE`. */
export const indexCommand: Command = {
  name: "index",
  summary: "Advises the indexes that make a workload cheapest within a budget, and what to drop",
  usage: "SOURCE [--budget BYTES] [--horizon TIME] [--stability] [--out FILE]",
  description:
    "Weighs sets of indexes for all query patterns together on PostgreSQL's own planner, against what keeping\n" +
    "them up to date costs, and proves how far the answer may be from the best. Adding nothing is an answer too.",
  options: {
    budget: {
      type: "string",
      value: "BYTES",
      help: "Storage that new indexes may take, such as 10GB.",
    },
    queries: {
      type: "string",
      value: "FILE",
      help: "Adds the statements of a file, or of a CSV of pg_stat_statements.",
    },
    at: { type: "string", value: "DATE", help: "Projects the data to a date, such as 2029-01." },
    "max-per-table": {
      type: "string",
      value: "NUMBER",
      help: "Indexes that a table may have, keys included.",
    },
    "max-write-amplification": {
      type: "string",
      value: "NUMBER",
      help: "Indexes that a written row may touch, keys included.",
    },
    "max-regression": {
      type: "string",
      value: "SHARE",
      help: "By how much any one query may become slower, such as 5%.",
    },
    kinds: {
      type: "string",
      value: "KINDS",
      help: "Of btree, covering, partial, expression, gin, brin, with commas between.",
    },
    "keep-all": { type: "boolean", help: "Drops no index that is there." },
    deadline: {
      type: "string",
      value: "TIME",
      help: "The longest that it searches. Defaults to 120 s.",
    },
    horizon: {
      type: "string",
      value: "TIME",
      help: "Also says when each index starts to pay within this time.",
    },
    stability: {
      type: "boolean",
      help: "Also advises for statistics that are wrong by a factor of two.",
    },
    out: { type: "string", short: "o", value: "FILE", help: "Writes the statements to a file." },
    ...LAB_OPTIONS,
  },
  examples: [
    ["groundplan index shop.yaml --budget 10GB", "the best indexes of at most 10 GB"],
    ["groundplan index postgres://localhost/app --max-regression 5%", "for what a server counted"],
    ["groundplan index shop.yaml --budget 10GB --out indexes.sql", "with the statements in a file"],
  ],
  words: [1, 1],
  run: runIndex,
};

async function runIndex(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const wanted = adviceOptions(invocation);
  const [{ adviseIndexes }, { explainAdvice }, { indexesSql }] = await Promise.all([
    import("../lib/indexes/advise_indexes.ts"),
    import("../lib/indexes/explain_advice.ts"),
    import("../lib/indexes/indexes_sql.ts"),
  ]);
  const queries = textOption(invocation, "queries");
  io.progress(`Reading ${words}`);
  const { model, statistics } = await openSource(words, {
    readInput: io.readInput,
    ...(queries === undefined ? {} : { queries }),
  });
  if (model.patterns.length === 0) {
    throw new UsageError(
      "Cannot advise indexes: there is no query pattern; say what is asked under `access`, or with --queries",
    );
  }
  io.progress("Opening the planner");
  await using lab = await openLab(model, {
    today: io.today,
    hardware: hardwareOf(invocation),
    ...(statistics ? { statistics } : {}),
  });
  const advice = await adviseIndexes(lab, {
    ...wanted,
    onProgress: ({ stage, share, plans }) =>
      io.progress(`Weighing ${stage}: ${Math.round(100 * share)} %, ${plans} plans`),
  });
  io.progress("Explaining");
  const explained = await explainAdvice(lab, advice);
  const horizon = textOption(invocation, "horizon");
  const overTime = horizon === undefined ? undefined : await (async () => {
    io.progress("Looking ahead");
    const { adviseIndexesOverTime } = await import("../lib/indexes/advise_over_time.ts");
    return await adviseIndexesOverTime(lab, { ...withoutDate(wanted), horizon });
  })();
  const stability = options["stability"] !== true ? undefined : await (async () => {
    io.progress("Doubting the statistics");
    const { adviceStability } = await import("../lib/indexes/advice_stability.ts");
    return await adviceStability(lab, advice, wanted);
  })();
  const file = textOption(invocation, "out");
  if (file !== undefined) {
    await io.uninterrupted(() => writeFileAtomic(file, indexesSql(explained)));
  }
  io.progress("");
  if (options["json"] === true) {
    const { reasons, losers, buildSeconds } = explained;
    io.print(jsonText({
      ...advice,
      reasons: reasons.map(({ index, writers, changedBy, walBytes, build, sentences }) => ({
        ddl: index.ddl,
        writers,
        changedBy,
        walBytes,
        seconds: build.seconds.value,
        lock: build.lock,
        sentences,
      })),
      losers: losers.map(({ name, before, after, sentence }) => ({
        name,
        before: before.cost,
        after: after.cost,
        sentence,
      })),
      buildSeconds,
      ...(overTime
        ? { starts: overTime.starts.map(({ index, ...dates }) => ({ ddl: index.ddl, ...dates })) }
        : {}),
      ...(stability ? { stability } : {}),
    }));
  } else {
    for (const shown of [advice, explained, overTime, stability]) {
      if (shown) io.print(`${(await bundleOf(shown))["text/plain"]}\n\n`);
    }
    if (file === undefined) io.print(indexesSql(explained));
    else io.print(`Wrote ${file}\n`);
  }
  return OK;
}

function withoutDate({ at: _, ...rest }: AdviseIndexesOptions): AdviseIndexesOptions {
  return rest;
}

function adviceOptions(invocation: Invocation): AdviseIndexesOptions {
  const text = (name: string) => textOption(invocation, name);
  const [budget, at, deadline, maxRegression] = [
    text("budget"),
    text("at"),
    text("deadline"),
    text("max-regression"),
  ];
  const [maxPerTable, maxWriteAmplification] = [
    numberOption("max-per-table"),
    numberOption("max-write-amplification"),
  ];
  const kinds = text("kinds")?.split(",").map((kind) => kind.trim() as IndexKind);
  return {
    ...(budget === undefined ? {} : { budget }),
    ...(at === undefined ? {} : { at }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(maxRegression === undefined ? {} : { maxRegression }),
    ...(maxPerTable === undefined ? {} : { maxPerTable }),
    ...(maxWriteAmplification === undefined ? {} : { maxWriteAmplification }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(invocation.options["keep-all"] === true ? { drops: false } : {}),
  };

  function numberOption(name: string): number | undefined {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value)) {
      throw new UsageError(`--${name} takes a whole number, not ${JSON.stringify(value)}`);
    }
    return Number(value);
  }
}
