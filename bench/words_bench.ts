/**
 * How much of sixty requirement texts `draftModel()` understands, and how fast it reads. The corpus was
 * written and annotated before the parser; its judging half is read by this program only, which prints
 * nothing but sums. Run: `deno run --allow-read bench/words_bench.ts [judge]`
 */
import { draftModel } from "@groundplan/groundplan";
import type { Model } from "@groundplan/groundplan";
import { type CorpusText, readCorpus } from "../tests/sources/corpus/corpus.ts";
import {
  type Counts,
  type Draft,
  rates,
  type Score,
  scoreDraft,
  sumScores,
} from "../tests/sources/corpus/score.ts";
import { practiceFiles, readPractice } from "../tests/sources/corpus/compact.ts";
import { heldFiles, readHeld } from "../tests/sources/corpus/fitting/fitting.ts";
import { furtherFiles, readFurther } from "../tests/sources/further/further.ts";

/** A drafted model as the scorer reads it. */
function scored({ entities, relationships, specializations }: Model): Draft {
  return {
    entities: entities.map(({ name }) => name),
    relationships: relationships.flatMap(({ ends: [first, second] }) =>
      first && second
        ? [{
          ends: [first.entity, second.entity] as const,
          max: [first.max === 1 ? 1 : "*", second.max === 1 ? 1 : "*"] as const,
        }]
        : []
    ),
    isa: specializations.map(({ supertype, subtypes }) => ({ super: supertype, subs: subtypes })),
  };
}

async function score(texts: readonly CorpusText[]): Promise<Score> {
  const scores: Score[] = [];
  for (const gold of texts) {
    scores.push(scoreDraft(scored((await draftModel(gold.text)).model), gold));
  }
  return sumScores(scores);
}

const percent = (share: number) => Math.round(share * 1000) / 10;
function shown(...counts: readonly Counts[]) {
  const { precision, recall } = rates(...counts as [Counts, ...Counts[]]);
  return { precision: percent(precision), recall: percent(recall) };
}

for (const half of Deno.args.includes("judge") ? ["tune", "judge"] as const : ["tune"] as const) {
  const texts = await readCorpus(half);
  const { entities, relationships, maxima } = await score(texts);
  console.log(JSON.stringify({
    bench: "words",
    half,
    texts: texts.length,
    entities: shown(entities),
    relationships: shown(relationships),
    both: shown(entities, relationships),
    cardinalities: percent(maxima.right / (maxima.right + maxima.wrong)),
  }));
}

{
  const texts = (await Promise.all(heldFiles.map(readHeld))).flat();
  const { entities, relationships } = await score(texts);
  console.log(JSON.stringify({
    bench: "words",
    held: heldFiles.length,
    texts: texts.length,
    entities: shown(entities),
    relationships: shown(relationships),
    both: shown(entities, relationships),
  }));
}

for (const file of furtherFiles) {
  const texts = await readFurther(file);
  const { entities, relationships } = await score(texts);
  console.log(JSON.stringify({
    bench: "words",
    further: file,
    texts: texts.length,
    entities: shown(entities),
    relationships: shown(relationships),
    both: shown(entities, relationships),
  }));
}

for (const file of practiceFiles) {
  const texts = await readPractice(file);
  const { entities, relationships, maxima } = await score(texts);
  console.log(JSON.stringify({
    bench: "words",
    practice: file,
    texts: texts.length,
    entities: shown(entities),
    relationships: shown(relationships),
    both: shown(entities, relationships),
    cardinalities: percent(maxima.right / (maxima.right + maxima.wrong)),
  }));
}

const tune = await readCorpus("tune");
const long = tune.map(({ text }) => text).join("\n\n").repeat(5);
await draftModel("Each customer places orders.");
const started = performance.now();
await draftModel(long);
const seconds = (performance.now() - started) / 1000;
console.log(
  JSON.stringify({
    bench: "words",
    characters: long.length,
    seconds: Math.round(seconds * 100) / 100,
    charactersPerSecond: Math.round(long.length / seconds),
  }),
);
