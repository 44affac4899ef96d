import assert from "node:assert/strict";
import { relate } from "../../../../lib/sources/words/understand_text.ts";
import {
  candidatesAmong,
  observeCompany,
  weighCompany,
} from "../../../../lib/sources/words/weighing/weigh_company.ts";
import { oddsOf, weighNouns } from "../../../../lib/sources/words/weighing/weigh_nouns.ts";
import type { TieWeights } from "../../../../lib/sources/words/weighing/weigh_ties.ts";
import type { Weights } from "../../../../lib/sources/words/weighing/logistic.ts";
import { readNouns, readWords } from "./read_words.ts";

const TEXT = "A keeper paints the lamps of a tower. Ships pass the tower. Gulls sleep.";

/** What the grammar read is likely, and nothing else. */
const TIES: TieWeights = { stated: { always: 3 }, supposed: { always: -9 } };

function candidates(text: string, weights: Weights) {
  const terms = weighNouns(readNouns(text), weights);
  const reading = readWords(text);
  return relate(reading, candidatesAmong(terms, reading));
}

const entities = (terms: ReadonlyMap<string, { readonly entity: boolean }>) =>
  [...terms].filter(([, { entity }]) => entity).map(([term]) => term).sort();

Deno.test("candidates are things and what may turn out to be one", () => {
  const likely = { always: 1, "head: lamp": -2, "head: gull": -4 };
  assert.deepEqual(entities(weighNouns(readNouns(TEXT), likely)), ["keeper", "ship", "tower"]);
  assert.deepEqual(entities(candidates(TEXT, likely).terms), ["keeper", "lamp", "ship", "tower"]);
});

Deno.test("what the text says is not kept is no candidate", () => {
  const related = candidates(`${TEXT} We do not keep ships.`, { always: 99 });
  assert.deepEqual(entities(related.terms), ["gull", "keeper", "lamp", "tower"]);
});

Deno.test("weighCompany() brings in what is tied to things, and takes out what is tied to none", () => {
  const related = candidates(TEXT, { always: 0.5, "head: lamp": -1.5 });
  const company = { always: -1, "best stated tie: 3+": 2 };
  const terms = weighCompany(related, { company, ties: TIES });
  assert.deepEqual(entities(terms), ["keeper", "lamp", "ship", "tower"]);
  assert.equal(related.terms.size, terms.size, "no noun is lost");
});

Deno.test("weighCompany() adds its reason to the others", () => {
  const related = candidates(TEXT, { always: 1 });
  const terms = weighCompany(related, { company: { always: 2 }, ties: TIES });
  const { score, reasons } = terms.get("lamp")!;
  const before = related.terms.get("lamp")!;
  assert.deepEqual(reasons.slice(0, -1), before.reasons);
  assert.equal(
    reasons.at(-1),
    `what it has to do with others (+${(score - before.score).toFixed(1)})`,
  );
});

Deno.test("a noun counts as company by how likely it is a thing itself", () => {
  const features = (weights: Weights) =>
    observeCompany(candidates(TEXT, weights), TIES).find(({ weighed: { term } }) =>
      term === "keeper"
    )!.features;
  const sure = features({ always: 4 });
  const doubtful = features({ always: 4, "head: lamp": -5, "head: tower": -5 });
  assert.ok(sure.includes("best stated tie: 9+"));
  assert.ok(doubtful.includes("best stated tie: 2+") && !doubtful.includes("best stated tie: 4+"));
});

Deno.test("oddsOf() gives back what a noun was weighed with", () => {
  for (const always of [-1.5, 0, 0.25, 3]) {
    const read = readNouns(TEXT);
    const tower = weighNouns(read, { always }).get("tower")!;
    assert.ok(Math.abs(oddsOf(tower, read) - always) < 1e-9, `${always}`);
  }
});
