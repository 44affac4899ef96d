/**
 * Fits the weights by which `draftModel()` decides what its rules leave open: whether a word is a noun or a
 * verb, whether a noun is a thing to keep data about, whether two things have to do with each other. What is
 * printed is cross-validated: every text is judged by weights that were fitted without it. Texts that the
 * rules were tuned on are learned from and not judged; the corpus's judging half takes part in nothing here.
 *
 * Run: `deno run --allow-read bench/fit_words.ts`, with `--allow-write --write` to keep the weights.
 */
import { fileURLToPath } from "node:url";
import { writeFileAtomic } from "../lib/core/atomic_file.ts";
import { draftNames } from "../lib/sources/words/draft_names.ts";
import { weighTerms } from "../lib/sources/words/decide_entities.ts";
import { loadEnglish } from "../lib/sources/words/english.ts";
import { isForeign } from "../lib/sources/words/judge_text.ts";
import { splitText } from "../lib/sources/words/split_text.ts";
import {
  type Reading,
  readText,
  relate,
  weighReading,
} from "../lib/sources/words/understand_text.ts";
import { weighNouns } from "../lib/sources/words/weighing/weigh_nouns.ts";
import type { ReadingWeights } from "../lib/sources/words/weighing/weights.ts";
import { type CorpusText, type Pair, readCorpus } from "../tests/sources/corpus/corpus.ts";
import { practiceFiles, readPractice } from "../tests/sources/corpus/compact.ts";
import {
  fittingFiles,
  readFitting,
  readTagged,
  taggedFiles,
  type TaggedSentence,
} from "../tests/sources/corpus/fitting/fitting.ts";
import {
  type Counts,
  rates,
  type Score,
  scoreDraft,
  sumScores,
} from "../tests/sources/corpus/score.ts";
import { furtherFiles, readFurther } from "../tests/sources/further/further.ts";
import { fitLogistic, withThreshold } from "./words/fit_logistic.ts";
import { labelNouns, labelPairs } from "./words/label_reading.ts";
import { fitTags, type LabelledWord, labelWords } from "./words/label_tags.ts";

/**
 * From what probability on a judgement is taken for true: precision and recall of the judged texts add up to
 * the same within 0.2 percent around these, and are near each other.
 */
const THRESHOLDS = { terms: 0.42, stated: 0.4, supposed: 0.53 };

const FOLDS = 5;

interface Learned {
  readonly gold: CorpusText;
  readonly fold: number;
  /** Whole and new to the rules: only learned from otherwise. */
  readonly judged: boolean;
  readonly words: readonly LabelledWord[];
}

const english = await loadEnglish();

async function textsToLearn(): Promise<readonly Learned[]> {
  const judged = (await Promise.all(fittingFiles.map(readFitting))).flat();
  const others = [
    ...await readCorpus("tune"),
    ...(await Promise.all(practiceFiles.map(readPractice))).flat(),
    ...(await Promise.all(furtherFiles.map(readFurther))).flat(),
  ];
  const sentences = new Map<string, readonly TaggedSentence[]>();
  for (const file of taggedFiles) {
    for (const [title, list] of await readTagged(file)) {
      sentences.set(title, [...sentences.get(title) ?? [], ...list]);
    }
  }
  return [...judged, ...others].map((gold, at) => ({
    gold,
    fold: at % FOLDS,
    judged: at < judged.length,
    words: labelWords(sentences.get(gold.title) ?? [], english),
  }));
}

function read({ text }: CorpusText, tags: ReadingWeights["tags"]): Reading {
  const passages = splitText(text).map((passage) =>
    isForeign(passage.text) ? { ...passage, text: "" } : passage
  );
  return readText({ passages, text }, english, tags);
}

/** What a weighed reading draws, compared with the annotation. */
function judge(reading: Reading, weights: ReadingWeights | undefined, gold: CorpusText): Score {
  const understood = weights
    ? weighReading(reading, weights)
    : relate(reading, weighTerms(reading.facts));
  const names = draftNames(understood);
  const named = (terms: readonly string[]) => terms.flatMap((term) => names.entity(term) ?? []);
  return scoreDraft({
    entities: [...new Set(named([...understood.terms.keys()]))],
    relationships: understood.ties.map(({ from, to }) => named([from, to]))
      .filter(({ length }) => length === 2) as unknown as Pair[],
    isa: understood.kinds.flatMap(({ super: upper, subs }) =>
      named([upper]).map((name) => ({ super: name, subs: named(subs) }))
    ),
  }, gold);
}

const texts = await textsToLearn();
const without = (fold: number) => texts.filter((text) => text.fold !== fold);
const folds = Array.from({ length: FOLDS }, (_, fold) => fold);

const tagsOf = folds.map((fold) => fitTags(without(fold).flatMap(({ words }) => words)));
const readings = new Map(texts.map((text) => [text, read(text.gold, tagsOf[text.fold]!)]));
const byRules = new Map(
  [...readings].map(([text, reading]) => [text, weighTerms(reading.facts)]),
);
const nouns = new Map(
  [...readings].map(([text, reading]) => [
    text,
    labelNouns(reading, byRules.get(text)!, text.gold),
  ]),
);
const fitTerms = (from: readonly Learned[]) =>
  withThreshold(fitLogistic(from.flatMap((text) => nouns.get(text)!)), THRESHOLDS.terms);
const termsOf = folds.map((fold) => fitTerms(without(fold)));
const pairs = new Map(
  [...readings].map(([text, reading]) => {
    const terms = weighNouns({ ...reading, terms: byRules.get(text)! }, termsOf[text.fold]!);
    return [text, labelPairs(reading, terms, text.gold)];
  }),
);
const fitTies = (from: readonly Learned[]) => ({
  stated: withThreshold(
    fitLogistic(from.flatMap((text) => pairs.get(text)!.stated)),
    THRESHOLDS.stated,
  ),
  supposed: withThreshold(
    fitLogistic(from.flatMap((text) => pairs.get(text)!.supposed)),
    THRESHOLDS.supposed,
  ),
});
const tiesOf = folds.map((fold) => fitTies(without(fold)));

const judged = texts.filter((text) => text.judged);
const percent = (share: number) => Math.round(share * 1000) / 10;
const shown = (...counts: readonly [Counts, ...Counts[]]) => {
  const { precision, recall } = rates(...counts);
  return { precision: percent(precision), recall: percent(recall) };
};
const print = (by: string, weights: (fold: number) => ReadingWeights | undefined) => {
  const { entities, relationships } = sumScores(
    judged.map((text) => judge(readings.get(text)!, weights(text.fold), text.gold)),
  );
  console.log(JSON.stringify({
    bench: "fit words",
    by,
    texts: judged.length,
    entities: shown(entities),
    relationships: shown(relationships),
    both: shown(entities, relationships),
  }));
};
print("rules", () => undefined);
print("rules and weights", (fold) => ({
  tags: tagsOf[fold]!,
  terms: termsOf[fold]!,
  ties: tiesOf[fold]!,
}));

if (Deno.args.includes("--write")) {
  const ties = fitTies(texts);
  const fitted = {
    tags: fitTags(texts.flatMap(({ words }) => words)),
    terms: fitTerms(texts),
    stated: ties.stated,
    supposed: ties.supposed,
  };
  const path = new URL("../lib/sources/words/weighing/weights.json", import.meta.url);
  await writeFileAtomic(fileURLToPath(path), `${JSON.stringify(fitted, undefined, 2)}\n`);
}
