import assert from "node:assert/strict";
import { type CorpusFile, type CorpusText, type Pair, readCorpus } from "./corpus/corpus.ts";
import { practiceFiles, readCompact, readPractice } from "./corpus/compact.ts";
import { halves } from "./corpus/halves.ts";
import { type Draft, rates, scoreDraft, spellings, sumScores } from "./corpus/score.ts";

const GOLD: CorpusText = {
  title: "Lighthouse trust",
  style: "prose",
  text: "Each lighthouse is run by a keeper and inspected by another. A keeper may train others …",
  entities: [
    { name: "Lighthouse", aliases: ["Tower"] },
    { name: "Keeper", aliases: ["Warden"] },
    { name: "SupplyShip" },
    { name: "Vessel" },
    { name: "Signal" },
  ],
  relationships: [
    { ends: ["Lighthouse", "Keeper"], max: ["*", 1], verb: "is run by" },
    { ends: ["Lighthouse", "Keeper"], max: [null, 1], verb: "is inspected by" },
    { ends: ["Keeper", "Keeper"], max: [1, "*"], verb: "trains" },
    { ends: ["Lighthouse", "Signal"], max: ["*", "*"], via: ["Schedule"] },
    { ends: ["SupplyShip", "Lighthouse"], max: ["*", "*"], or: [["Vessel", "Lighthouse"]] },
  ],
  isa: [{ super: "Vessel", subs: ["SupplyShip"] }],
  extras: {
    entities: ["Trust", "Schedule"],
    relationships: [["Keeper", "Vessel"]],
    isa: [{ super: "Keeper", subs: ["Lighthouse"] }],
  },
};

const PERFECT: Draft = {
  entities: GOLD.entities.map(({ name }) => name),
  relationships: GOLD.relationships.map(({ ends, max }) => ({ ends, max })),
  isa: GOLD.isa,
};

const texts = (half: "tune" | "judge"): Promise<readonly CorpusFile[]> => readCorpus(half);
const everyText = async () => [...await texts("tune"), ...await texts("judge")];

Deno.test("the corpus is sixty texts in two halves of thirty, each dealt by the documented rule", async () => {
  const files = await everyText();
  const dealt = halves(files);
  assert.equal(dealt.size, 60, "sixty titles, none twice");
  for (const half of ["tune", "judge"] as const) assert.equal((await texts(half)).length, 30, half);
  for (const { file, title } of files) assert.equal(file.split("/")[0], dealt.get(title), file);
});

Deno.test("both halves hold the same mix of styles", async () => {
  const count = async (half: "tune" | "judge") => {
    const of = Map.groupBy(await texts(half), ({ style }) => style);
    return new Map([...of].map(([style, all]) => [style, all.length]));
  };
  const [tune, judge] = [await count("tune"), await count("judge")];
  assert.deepEqual([...tune.keys()].sort(), [...judge.keys()].sort());
  for (const [style, number] of tune) {
    assert.ok(Math.abs(number - judge.get(style)!) <= 1, style);
  }
});

Deno.test("every file is well-formed", async () => {
  for (const gold of await everyText()) {
    const { file } = gold;
    // No message quotes a text or a name: a failing test must not give the judging half away.
    const check = (holds: boolean, rule: string) => assert.ok(holds, `${file}: ${rule}`);
    const { file: _, ...stored } = gold;
    check(
      hasOnly(stored, ["title", "style", "text", "entities", "relationships", "isa", "extras"]),
      "only known fields",
    );
    check(gold.text === gold.text.trim() && gold.text.length > 150, "a trimmed text");
    check(namesOneThing(gold), "each spelling stands for one thing");
    const names = gold.entities.map(({ name }) => name);
    const known = [...names, ...gold.extras.entities];
    check(new Set(known).size === known.length, "each name once");
    check(known.every((name) => /^(\p{Lu}\p{Ll}*)+$/u.test(name)), "names in PascalCase");
    check(
      gold.entities.every((each) => hasOnly(each, ["name", "aliases", "attributes"])),
      "entities",
    );
    for (const each of gold.relationships) {
      check(hasOnly(each, ["ends", "max", "min", "verb", "or", "via"]), "relationships");
      check(each.ends.every((end) => names.includes(end)), "every end is an entity");
      check(each.max.length === 2 && each.max.every((max) => [1, "*", null].includes(max)), "max");
      check(each.min === undefined || each.min.some((min) => Number.isInteger(min)), "min");
      check((each.or ?? []).flat().every((end) => known.includes(end)), "ends of or are known");
      check((each.via ?? []).every((link) => known.includes(link)), "links are known");
    }
    check(
      gold.isa.flatMap(members).every((name) => names.includes(name)),
      "is-a ends are entities",
    );
    const neutral = [
      ...gold.extras.relationships.flat(),
      ...(gold.extras.isa ?? []).flatMap(members),
    ];
    check(neutral.every((name) => known.includes(name)), "ends of extras are known");
    check(!repeats(gold.extras.relationships), "each extra relationship once");
    const related = new Set([
      ...gold.relationships.flatMap(({ ends }) => ends),
      ...gold.isa.flatMap(members),
    ]);
    const loose = names.filter((name) => !related.has(name)).length;
    check(loose <= 2, "at most two entities stand alone");
  }
});

Deno.test("the gold annotation of every text scores in full against itself", async () => {
  for (const gold of await everyText()) {
    const { entities, relationships, isa } = gold;
    const draft = { entities: entities.map(({ name }) => name), relationships, isa };
    const score = scoreDraft(draft, gold);
    assert.equal(score.missed.length + score.wrong.length + score.maxima.wrong, 0, gold.file);
    const links = isa.reduce((sum, { subs }) => sum + subs.length, 0);
    assert.equal(score.relationships.truePositives, relationships.length + links, gold.file);
  }
});

Deno.test("every practice text is well-formed and scores in full against itself", async () => {
  for (const file of practiceFiles) {
    for (const gold of await readPractice(file)) {
      const { title, entities, relationships, isa, extras } = gold;
      const known = new Set([
        ...entities.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
        ...extras.entities,
      ]);
      assert.ok(gold.text.length > 300 && entities.length > 5, title);
      for (const { ends, or = [] } of relationships) {
        assert.ok(
          ends.every((end) => entities.some(({ name }) => name === end)),
          `${title}: ${ends}`,
        );
        for (const pair of or) assert.ok(pair.every((end) => end !== ""), `${title}: ${pair}`);
      }
      for (const { super: upper } of isa) assert.ok(known.has(upper), `${title}: ${upper}`);
      const draft = { entities: entities.map(({ name }) => name), relationships, isa };
      const score = scoreDraft(draft, gold);
      assert.deepEqual([score.missed, score.wrong, score.maxima.wrong], [[], [], 0], title);
    }
  }
});

Deno.test("the short notation reads aliases, maxima, other pairs, links and subtypes", () => {
  const [text] = readCompact(
    "== Lights | prose\nA keeper runs lights.\nE: Light(Lamp, Lights); Keeper\n" +
      "R: Light *-1 Keeper | Lamp-Warden ~ Watch, Duty; Keeper>Volunteer\nX: Volunteer, Isle; Light-Isle\n",
  );
  assert.equal(text!.text, "A keeper runs lights.");
  assert.deepEqual(text!.entities[0], { name: "Light", aliases: ["Lamp", "Lights"] });
  assert.deepEqual(text!.relationships, [{
    ends: ["Light", "Keeper"],
    max: ["*", 1],
    or: [["Lamp", "Warden"]],
    via: ["Watch", "Duty"],
  }]);
  assert.deepEqual(text!.isa, [{ super: "Keeper", subs: ["Volunteer"] }]);
  assert.deepEqual(text!.extras.entities, ["Volunteer", "Isle"]);
});

Deno.test("scoreDraft counts what is found, invented and missed", () => {
  const full = scoreDraft(PERFECT, GOLD);
  assert.deepEqual(full.entities, { truePositives: 5, falsePositives: 0, falseNegatives: 0 });
  assert.deepEqual(full.relationships, { truePositives: 6, falsePositives: 0, falseNegatives: 0 });
  const none = scoreDraft({ entities: [], relationships: [] }, GOLD);
  assert.deepEqual(none.entities, { truePositives: 0, falsePositives: 0, falseNegatives: 5 });
  assert.deepEqual(none.relationships, { truePositives: 0, falsePositives: 0, falseNegatives: 6 });
  const wrong = scoreDraft({ entities: ["Sea"], relationships: [["Sea", "Keeper"]] }, GOLD);
  assert.equal(wrong.entities.falsePositives, 1);
  assert.equal(wrong.relationships.falsePositives, 1);
  assert.deepEqual(wrong.wrong, ["Sea", "Sea - Keeper"]);
});

Deno.test("scoreDraft reads names without case, separators and plural, through aliases", () => {
  const draft = { entities: ["towers", "WARDEN", "supply_ships", "signal"], relationships: [] };
  assert.equal(scoreDraft(draft, GOLD).entities.truePositives, 4);
  const both = scoreDraft({ entities: ["Lighthouse", "Tower"], relationships: [] }, GOLD);
  assert.deepEqual(both.entities, { truePositives: 1, falsePositives: 1, falseNegatives: 4 });
});

Deno.test("scoreDraft leaves extras out of both counts", () => {
  const draft: Draft = {
    entities: ["Trust"],
    relationships: [["Trust", "Keeper"], ["Vessel", "Keeper"]],
    isa: [{ super: "Keeper", subs: ["Lighthouse"] }],
  };
  const score = scoreDraft(draft, GOLD);
  assert.deepEqual(score.wrong, []);
  assert.equal(score.entities.truePositives + score.relationships.truePositives, 0);
  const unknown: Draft = { entities: [], relationships: [["Trust", "Sea"]] };
  assert.equal(scoreDraft(unknown, GOLD).relationships.falsePositives, 1);
});

Deno.test("scoreDraft counts two relationships over one pair as two", () => {
  const pair: Pair = ["Keeper", "Lighthouse"];
  const found = (times: number) =>
    scoreDraft({ entities: [], relationships: Array(times).fill(pair) }, GOLD).relationships;
  assert.deepEqual(found(1), { truePositives: 1, falsePositives: 0, falseNegatives: 5 });
  assert.deepEqual(found(2), { truePositives: 2, falsePositives: 0, falseNegatives: 4 });
  assert.deepEqual(found(3), { truePositives: 2, falsePositives: 1, falseNegatives: 4 });
});

Deno.test("scoreDraft accepts another pair of the same meaning and a link entity", () => {
  const other: Draft = { entities: [], relationships: [["Vessel", "Tower"]] };
  assert.equal(scoreDraft(other, GOLD).relationships.truePositives, 1);
  const link: Draft = {
    entities: ["Schedule"],
    relationships: [["Lighthouse", "Schedules"], ["Signal", "Schedule"]],
  };
  const { relationships } = scoreDraft(link, GOLD);
  assert.deepEqual(relationships, { truePositives: 1, falsePositives: 0, falseNegatives: 5 });
  const half: Draft = { entities: [], relationships: [["Lighthouse", "Schedule"]] };
  assert.equal(scoreDraft(half, GOLD).relationships.truePositives, 0);
});

Deno.test("scoreDraft gives a pair to whichever relationship leaves most matched", () => {
  const gold: CorpusText = {
    ...GOLD,
    relationships: [
      { ends: ["Keeper", "Signal"], max: [1, "*"], or: [["Keeper", "Vessel"]] },
      { ends: ["Keeper", "Vessel"], max: [1, "*"] },
    ],
  };
  const draft: Draft = {
    entities: [],
    relationships: [["Keeper", "Vessel"], ["Keeper", "Signal"]],
  };
  assert.equal(scoreDraft(draft, gold).relationships.truePositives, 2);
});

Deno.test("scoreDraft judges is-a links by direction and apart from plain relationships", () => {
  const score = (draft: Partial<Draft>) =>
    scoreDraft({ entities: [], relationships: [], ...draft }, GOLD).relationships;
  assert.equal(score({ isa: [{ super: "Vessel", subs: ["SupplyShip"] }] }).truePositives, 1);
  assert.equal(score({ isa: [{ super: "SupplyShip", subs: ["Vessel"] }] }).falsePositives, 1);
  assert.equal(score({ relationships: [["Vessel", "SupplyShip"]] }).falsePositives, 1);
});

Deno.test("scoreDraft compares stated maxima in the order of the ends", () => {
  const gold: CorpusText = {
    ...GOLD,
    relationships: [
      { ends: ["Lighthouse", "Keeper"], max: ["*", 1] },
      { ends: ["Keeper", "Keeper"], max: [1, "*"] },
      { ends: ["Lighthouse", "Signal"], max: ["*", null], or: [["Vessel", "Lighthouse"]] },
    ],
  };
  const maxima = (ends: Pair, max: readonly [1 | "*", 1 | "*"], of = gold) =>
    scoreDraft({ entities: [], relationships: [{ ends, max }] }, of).maxima;
  assert.deepEqual(maxima(["Lighthouse", "Keeper"], ["*", 1]), { right: 2, wrong: 0 });
  assert.deepEqual(maxima(["Keeper", "Lighthouse"], [1, "*"]), { right: 2, wrong: 0 });
  assert.deepEqual(maxima(["Keeper", "Lighthouse"], ["*", 1]), { right: 0, wrong: 2 });
  assert.deepEqual(maxima(["Keeper", "Keeper"], ["*", 1]), { right: 2, wrong: 0 });
  assert.deepEqual(maxima(["Lighthouse", "Signal"], [1, 1]), { right: 0, wrong: 1 });
  assert.deepEqual(maxima(["Vessel", "Lighthouse"], [1, 1]), { right: 0, wrong: 0 });
  const shared = maxima(["Lighthouse", "Keeper"], ["*", 1], GOLD);
  assert.deepEqual(shared, { right: 0, wrong: 0 }, "two relationships share the pair");
});

Deno.test("rates are micro-averaged: counts are added before dividing", () => {
  const small = scoreDraft({ entities: ["Sea"], relationships: [] }, GOLD);
  const sum = sumScores([scoreDraft(PERFECT, GOLD), small]);
  assert.deepEqual(rates(sum.entities), { precision: 5 / 6, recall: 5 / 10 });
  assert.deepEqual(rates(sum.entities, sum.relationships), { precision: 11 / 12, recall: 11 / 22 });
  assert.deepEqual(rates({ truePositives: 0, falsePositives: 0, falseNegatives: 0 }), {
    precision: 1,
    recall: 1,
  });
});

function namesOneThing(gold: CorpusText): boolean {
  try {
    return spellings(gold).size > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function hasOnly(value: object, fields: readonly string[]): boolean {
  return Object.keys(value).every((field) => fields.includes(field));
}

function members(isa: { readonly super: string; readonly subs: readonly string[] }): string[] {
  return [isa.super, ...isa.subs];
}

function repeats(pairs: readonly Pair[]): boolean {
  return new Set(pairs.map((pair) => [...pair].sort().join(" "))).size < pairs.length;
}
