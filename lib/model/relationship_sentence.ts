import { freeze } from "../core/freeze.ts";
import type { Cardinality, RelationshipEnd } from "./model.ts";

/** What a relationship sentence says. */
export interface RelationshipSentence {
  /** The verb, read from the first end to the second. */
  readonly verb: string;
  /** Its ends, from first to last. */
  readonly ends: readonly RelationshipEnd[];
  /** Whether the many end takes over the key of the one end. */
  readonly identifying: boolean;
}

const NAME = String.raw`"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_]*`;
const COUNT = String.raw`\d+(?:\.\.(?:\d+|\*|n|m))?|\*|n|m`;
const FIRST = new RegExp(`^\\s*(${NAME})(?:\\s+as\\s+(${NAME}))?(?:\\s+(${COUNT}))?\\s*$`, "u");
const SECOND = new RegExp(`^\\s*(?:(${COUNT})\\s+)?(${NAME})(?:\\s+as\\s+(${NAME}))?\\s*$`, "u");
const LINE = /^(.*?)\s*(<?)(--|==)\s*(.*?)\s*(--|==)(>?)\s*(.*)$/su;

/**
 * Reads a relationship in one line: `Customer 1 --places--> 0..* Order`. The number beside an entity says
 * how many of it go with one of the other; it defaults to `0..*`. Roles follow `as`; `==contains==>`
 * makes the relationship identifying; `supplies: Supplier *, Part *, Project *` has more than two ends.
 *
 * @throws {SyntaxError} When the line is not such a sentence.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseRelationship } from "@groundplan/groundplan";
 *
 * const { verb, ends } = parseRelationship("Employee as boss 0..1 --leads--> 0..* Employee as report");
 * assert.equal(verb, "leads");
 * assert.deepEqual(ends[0], { entity: "Employee", role: "boss", min: 0, max: 1 });
 * ```
 */
export function parseRelationship(sentence: string): RelationshipSentence {
  return freeze(parseBinary(sentence) ?? parseNary(sentence) ?? fail(sentence));
}

function fail(sentence: string): never {
  throw new SyntaxError(
    `Cannot read ${
      JSON.stringify(sentence)
    } as a relationship: write it as "Customer 1 --places--> 0..* Order"`,
  );
}

function parseBinary(sentence: string): RelationshipSentence | undefined {
  const line = LINE.exec(sentence);
  if (!line) return undefined;
  const [, left, back, opening, verb, closing, forth, right] = line;
  const first = FIRST.exec(left!);
  const second = SECOND.exec(right!);
  if (!first || !second || opening !== closing || verb === "" || (back && forth)) return undefined;
  const ends = [
    end({ name: first[1]!, role: first[2], count: first[3] }),
    end({ name: second[2]!, role: second[3], count: second[1] }),
  ];
  return { verb: verb!, ends: back ? ends.reverse() : ends, identifying: opening === "==" };
}

function parseNary(sentence: string): RelationshipSentence | undefined {
  const colon = sentence.indexOf(":");
  if (colon < 1) return undefined;
  const ends = sentence.slice(colon + 1).split(",").map((part) => FIRST.exec(part));
  if (ends.length < 2 || !ends.every((match) => match !== null)) return undefined;
  return {
    verb: sentence.slice(0, colon).trim(),
    ends: ends.map(([, name, role, count]) => end({ name: name!, role, count })),
    identifying: false,
  };
}

interface EndText {
  readonly name: string;
  readonly role: string | undefined;
  readonly count: string | undefined;
}

function end({ name, role, count }: EndText): RelationshipEnd {
  return {
    entity: unquote(name),
    ...(role === undefined ? {} : { role: unquote(role) }),
    ...parseCardinality(count ?? "0..*"),
  };
}

const unquote = (name: string) =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;

/**
 * Reads how many: `1`, `0..1`, `0..*`, `*`, `2..5`.
 *
 * @throws {SyntaxError} When the text is not a cardinality.
 * @throws {RangeError} When the minimum is above the maximum, or the maximum is 0.
 */
export function parseCardinality(text: string): Cardinality {
  const match = /^\s*(?:(\d+)\s*\.\.\s*)?(\d+|\*|n|m)\s*$/.exec(text);
  if (!match) {
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(text)} as how many: write 1, 0..1, 0..*, 1..* or 2..5`,
    );
  }
  const max = /\d/.test(match[2]!) ? Number(match[2]) : "*" as const;
  const min = match[1] !== undefined ? Number(match[1]) : max === "*" ? 0 : max;
  if (max === 0 || (max !== "*" && min > max)) {
    throw new RangeError(
      `Cannot read ${JSON.stringify(text)} as how many: nothing lies in between`,
    );
  }
  return { min, max };
}

/** Writes how many: `1`, `0..*`. */
export function writeCardinality({ min, max }: Cardinality): string {
  return min === max ? String(min) : `${min}..${max}`;
}

const quote = (name: string) =>
  new RegExp(`^(?:${NAME})$`, "u").test(name) && !name.startsWith('"')
    ? name
    : `"${name.replaceAll('"', '""')}"`;

const named = ({ entity, role }: RelationshipEnd) =>
  role === undefined ? quote(entity) : `${quote(entity)} as ${quote(role)}`;

/** Writes a relationship as a sentence that `parseRelationship()` reads back. */
export function writeRelationship(
  { verb, ends, identifying }: Pick<RelationshipSentence, "verb" | "ends"> & {
    readonly identifying?: boolean;
  },
): string {
  const [first, second] = ends;
  if (ends.length !== 2 || !first || !second) {
    return `${verb}: ${ends.map((end) => `${named(end)} ${writeCardinality(end)}`).join(", ")}`;
  }
  const line = identifying ? "==" : "--";
  return `${named(first)} ${writeCardinality(first)} ${line}${verb}${line}> ${
    writeCardinality(second)
  } ${named(second)}`;
}
