import assert from "node:assert/strict";
import type { Passage } from "../../../../lib/sources/words/split_text.ts";
import {
  findMeetings,
  type Meetings,
  pairKey,
} from "../../../../lib/sources/words/weighing/meetings.ts";
import type { Occurrence } from "../../../../lib/sources/words/weighing/occurrences.ts";
import { readWords } from "./read_words.ts";

function meetingsIn(text: string): (one: string, other: string) => Meetings | undefined {
  const reading = readWords(text);
  const found = findMeetings(reading.occurrences, reading);
  return (one, other) => found.get(pairKey(one, other));
}

Deno.test("pairKey() is the same in either order", () => {
  assert.equal(pairKey("tower", "keeper"), pairKey("keeper", "tower"));
  assert.notEqual(pairKey("tower", "keeper"), pairKey("tower", "lamp"));
});

Deno.test("findMeetings() says how near two things are, and what stands between", () => {
  const meeting = meetingsIn("A keeper paints the lamps of a tower.");
  const { nearest, passages } = meeting("tower", "keeper")!;
  assert.equal(nearest.reach, "statement");
  assert.equal(nearest.between, 1, "the lamps");
  assert.deepEqual(nearest.words, ["paints", "the", "lamps", "of"]);
  assert.deepEqual([nearest.first.term, nearest.second.term, passages], ["keeper", "tower", 1]);
  assert.equal(meeting("lamp", "tower")!.nearest.between, 0);
});

Deno.test("findMeetings() tells neighbouring statements from those further apart", () => {
  const meeting = meetingsIn(
    "A crew mows a lawn, a painter fixes a fence and a cook bakes a cake.",
  );
  assert.equal(meeting("crew", "painter")!.nearest.reach, "neighbours");
  assert.equal(meeting("crew", "cook")!.nearest.reach, "passage");
});

Deno.test("findMeetings() looks into the next passage, but no further", () => {
  const meeting = meetingsIn("A keeper paints lamps. Ships carry oil. Gulls eat fish.");
  const { nearest, passages } = meeting("keeper", "ship")!;
  assert.deepEqual([nearest.reach, nearest.opening, passages], ["next passage", true, 0]);
  assert.deepEqual(nearest.words, []);
  assert.equal(meeting("keeper", "oil")!.nearest.opening, false);
  assert.equal(meeting("keeper", "gull"), undefined);
});

Deno.test("findMeetings() keeps the nearest meeting and counts the passages", () => {
  const text = "A keeper, who lives on an island, owns a boat. The keeper paints the boat.";
  const { nearest, passages } = meetingsIn(text)("keeper", "boat")!;
  assert.deepEqual(nearest.words, ["paints"]);
  assert.equal(passages, 2);
});

Deno.test("findMeetings() lets nothing meet itself", () => {
  const meeting = meetingsIn("A keeper trains a keeper. A keeper retires.");
  assert.equal(meeting("keeper", "keeper"), undefined);
});

/** One passage that speaks of many things, one behind the other. */
function crowd(size: number): readonly [readonly Occurrence[], readonly Passage[], string] {
  const words = Array.from({ length: size }, (_, at) => `thing${at}`);
  const text = words.join(" ");
  const [one] = readWords("A keeper paints lamps.").occurrences;
  let start = 0;
  const occurrences = words.map((term, at): Occurrence => {
    const from = start;
    start += term.length + 1;
    return { ...one!, term, at, list: at, start: from, end: from + term.length };
  });
  const passage: Passage = { kind: "sentence", text, start: 0, end: text.length, first: true };
  return [occurrences, [passage], text];
}

Deno.test("findMeetings() finds no more for each thing where a passage speaks of many", () => {
  const meetings = [1_000, 2_000].map((size) => {
    const [occurrences, passages, text] = crowd(size);
    return findMeetings(occurrences, { passages, text }).size;
  });
  const [half = 0, whole = 0] = meetings;
  assert.ok(half > 1_000, "each meets its neighbours");
  assert.ok(whole <= 2.1 * half, `${whole} meetings of 2,000 things, ${half} of 1,000`);
});
