import fc from "fast-check";
import { clipName } from "../../../lib/engines/postgresql/identifiers.ts";
import { type Draw, pick } from "./draw.ts";

/** Names that break a printer which trusts them. */
export const HOSTILE_NAMES: readonly string[] = [
  "select",
  "user",
  "Order",
  'quote"d',
  "it's",
  "<script>alert(1)</script>",
  "&amp;",
  "é☃𝄞",
  "x".repeat(63),
  "ü".repeat(31),
  "--",
  "/*",
  " space ",
  "semi;colon",
  "$$",
  "$1",
  "back\\slash",
  "dotted.name",
  "new\nline",
  "1st",
  "a,b(c)",
  "%s{0}",
  "t'); drop table x; --",
];

/** Names that are given once. */
export interface Names {
  /** A name that no relation, type or constraint of the schema has. */
  readonly fresh: () => string;
  /** So many names that differ from each other. */
  readonly several: (count: number) => string[];
}

/** Draws names, hostile ones among them, each once. */
export function drawNames(draw: Draw): Names {
  const used = new Set<string>();
  const word = (): string => {
    const way = draw(fc.nat, { max: 9 });
    if (way < 4) return pick(draw, HOSTILE_NAMES);
    if (way < 8) return draw(fc.stringMatching, /^[a-z][a-z0-9_]{0,7}$/);
    const text = draw(fc.string, { unit: "grapheme", minLength: 1, maxLength: 20 })
      .replaceAll("\0", "").toWellFormed();
    return clipName(text === "" ? "empty" : text);
  };
  const distinct = (taken: Set<string>): string => {
    // PostgreSQL keeps names that begin with pg_ to itself.
    const wanted = word().replace(/^pg_/, "p_");
    let name = wanted;
    for (let at = 2; taken.has(name); at++) name = `${clipName(wanted, 55)}_${at}`;
    taken.add(name);
    return name;
  };
  return {
    fresh: () => distinct(used),
    several: (count) => {
      const own = new Set<string>(["public"]);
      return Array.from({ length: count }, () => distinct(own));
    },
  };
}
