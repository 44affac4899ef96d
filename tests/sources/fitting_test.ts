import assert from "node:assert/strict";
import { loadEnglish } from "../../lib/sources/words/english.ts";
import { tagByRules } from "../../lib/sources/words/tag_words.ts";
import { isAmbiguous } from "../../lib/sources/words/weighing/weigh_tags.ts";
import { practiceFiles, readPractice } from "./corpus/compact.ts";
import { type CorpusText, readCorpus } from "./corpus/corpus.ts";
import { fittingFiles, readFitting, readTagged, taggedFiles } from "./corpus/fitting/fitting.ts";
import { scoreDraft, spellings } from "./corpus/score.ts";
import { furtherFiles, readFurther } from "./further/further.ts";

const fitting: readonly CorpusText[] = (await Promise.all(fittingFiles.map(readFitting))).flat();
const practice = (await Promise.all(practiceFiles.map(readPractice))).flat();
const further = (await Promise.all(furtherFiles.map(readFurther))).flat();

const repeated = (titles: readonly string[]) =>
  titles.filter((title, at) => titles.indexOf(title) !== at);

Deno.test("every file of the fitting part is read", async () => {
  const folder = new URL("./corpus/fitting/", import.meta.url);
  const filesIn = (path: URL) =>
    [...Deno.readDirSync(path)].map(({ name }) => name).filter((name) => name.endsWith(".txt"))
      .map((name) => name.replace(".txt", "")).sort();
  assert.deepEqual(filesIn(folder), [...fittingFiles].sort());
  assert.deepEqual(filesIn(new URL("./tags/", folder)), [...taggedFiles].sort());
  for (const file of fittingFiles) assert.ok((await readFitting(file)).length > 0, file);
});

Deno.test("every text to fit on is whole, and each spelling stands for one thing", () => {
  for (const gold of fitting) {
    const { title, style, text, entities, relationships } = gold;
    assert.ok(title !== "" && /^[a-z]/.test(style), title);
    assert.ok(text.length > 150 && entities.length > 2 && relationships.length > 1, title);
    assert.doesNotThrow(() => spellings(gold), title);
  }
});

Deno.test("every text to fit on has each line of annotation once", async () => {
  for (const file of fittingFiles) {
    const path = new URL(`./corpus/fitting/${file}.txt`, import.meta.url);
    for (const block of (await Deno.readTextFile(path)).split(/^== /m).slice(1)) {
      const letters = [...block.matchAll(/^([ERX]): /gm)].map(([, letter]) => letter).join("");
      assert.match(letters, /^ERX?$/, `${file}: ${block.split("\n")[0]}`);
    }
  }
});

Deno.test("relationships to fit on have ends that are known", () => {
  for (const gold of fitting) {
    const { title, entities, relationships, isa, extras } = gold;
    const known = new Set([
      ...entities.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
      ...extras.entities,
    ]);
    const ends = [
      ...relationships.flatMap((each) => [...each.ends, ...(each.or ?? []).flat()]),
      ...isa.flatMap(({ super: upper, subs }) => [upper, ...subs]),
    ];
    assert.deepEqual(ends.filter((end) => !known.has(end)), [], title);
  }
});

Deno.test("every annotation to fit on scores in full against itself", () => {
  for (const gold of fitting) {
    const { title, entities, relationships, isa } = gold;
    const draft = { entities: entities.map(({ name }) => name), relationships, isa };
    const { missed, wrong } = scoreDraft(draft, gold);
    assert.deepEqual([missed, wrong], [[], []], title);
  }
});

Deno.test("no text to fit on stands anywhere else in the corpus", async () => {
  const titles = fitting.map(({ title }) => title);
  assert.deepEqual(repeated(titles), []);
  assert.deepEqual(repeated(fitting.map(({ text }) => text)), []);
  const others = new Set([...practice, ...further].map(({ title }) => title));
  for (const half of ["tune", "judge"] as const) {
    for (const { title } of await readCorpus(half)) others.add(title);
  }
  // Only how many: a failing test must not give the judging half away.
  assert.equal(titles.filter((title) => others.has(title)).length, 0);
});

Deno.test("every tag stands behind a word, and its sentence in the text of its title", async () => {
  const english = await loadEnglish();
  const tuning = await readCorpus("tune");
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  const texts = Map.groupBy(
    [...fitting, ...practice, ...further, ...tuning],
    ({ title }) => title,
  );
  let ambiguous = 0;
  for (const file of taggedFiles) {
    for (const [title, sentences] of await readTagged(file)) {
      const where = `${file}: ${title}`;
      const whole = (texts.get(title) ?? []).map((each) => plain(each.text));
      for (const { text, tags } of sentences) {
        assert.ok(whole.some((each) => each.includes(plain(text))), `${where}: ${text}`);
        const all = tagByRules(text, english);
        const ends = new Set(all.map(({ token }) => token.end));
        assert.deepEqual([...tags.keys()].filter((end) => !ends.has(end)), [], `${where}: ${text}`);
        assert.ok(!/\|[A-Z]\b/.test(text), `${where}: no bar is left in ${text}`);
        ambiguous += all.filter((tagging) => tags.has(tagging.token.end) && isAmbiguous(tagging))
          .length;
      }
    }
  }
  assert.ok(ambiguous > 10_000, `${ambiguous} words to learn from`);
});

Deno.test("a tag is the letter behind the bar", async () => {
  const [sentences = []] = [...(await readTagged("a")).values()];
  const { text, tags } = sentences[0]!;
  assert.equal(text, "Seven midwives work in our practice.");
  assert.deepEqual([...tags].map(([end, tag]) => [text.slice(0, end).split(" ").at(-1), tag]), [
    ["work", "verb"],
    ["practice", "noun"],
  ]);
});
