import type { Sequence, SequenceOptions } from "../../../schema/schema.ts";
import { qualify, quoteIdentifier } from "../identifiers.ts";

/** `CREATE SEQUENCE`, without its owner: that may not exist yet. */
export function printSequence(sequence: Sequence): string {
  const type = sequence.type === "bigint" ? [] : [`AS ${sequence.type}`];
  return ["CREATE SEQUENCE", qualify(sequence), ...type, ...sequenceOptions(sequence)].join(" ");
}

/** `ALTER SEQUENCE … OWNED BY`, where a column owns it. */
export function printSequenceOwner(sequence: Sequence): string | undefined {
  const owner = sequence.ownedBy;
  if (owner === undefined) return undefined;
  return `ALTER SEQUENCE ${qualify(sequence)} OWNED BY ${qualify(owner)}.${
    quoteIdentifier(owner.column)
  }`;
}

const OPTIONS: readonly [keyof SequenceOptions, (value: unknown) => string][] = [
  ["start", (value) => `START WITH ${value}`],
  ["increment", (value) => `INCREMENT BY ${value}`],
  ["minimum", (value) => `MINVALUE ${value}`],
  ["maximum", (value) => `MAXVALUE ${value}`],
  ["cache", (value) => `CACHE ${value}`],
  ["cycle", (value) => value ? "CYCLE" : "NO CYCLE"],
];

/** The options that are set, each as a clause. */
export function sequenceOptions(options: SequenceOptions): string[] {
  return OPTIONS.flatMap(([key, print]) => options[key] === undefined ? [] : [print(options[key])]);
}
