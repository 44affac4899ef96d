import { createHash } from "node:crypto";
import {
  byteLength,
  clipName,
  IDENTIFIER_BYTES,
  makeObjectName,
} from "../engines/postgresql/identifiers.ts";
import type { Draft, DraftTable } from "./draft.ts";

/**
 * Shortens a name to the 63 bytes that PostgreSQL keeps, with eight digits of the whole name's SHA-256 at
 * the end, so that two long names that begin alike stay apart and the same name always shortens alike.
 *
 * @param name The wanted name.
 * @returns The name itself where it is short enough.
 */
export function shortenIdentifier(name: string): string {
  if (byteLength(name) <= IDENTIFIER_BYTES) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${clipName(name, IDENTIFIER_BYTES - 9)}_${digest}`;
}

/** Where a name must differ from the others: a namespace's relations, its types, one table's columns. */
export type NameSpace =
  | "relations"
  | "types"
  | "routines"
  | `triggers on ${string}`
  | `columns of ${string}`
  | `on ${string}`;

/** What a name is for, in a finding. */
export interface ClaimOptions {
  readonly space: NameSpace;
  /** What is named: an element's path in the model. */
  readonly where: string;
  /** What to try first when the name is taken. */
  readonly instead?: string;
}

/**
 * Takes a name that a person gave, directly or through the naming rule. A name that is too long is
 * shortened, one that is taken gets a number, and either is reported.
 */
export function claimName(draft: Draft, wanted: string, options: ClaimOptions): string {
  const { space, where, instead } = options;
  const name = shortenIdentifier(wanted);
  if (name !== wanted) {
    draft.findings.push({
      code: "identifier-too-long",
      severity: "warning",
      where,
      what: `The name ${wanted} has ${
        byteLength(wanted)
      } bytes; PostgreSQL keeps ${IDENTIFIER_BYTES}.`,
      why: "PostgreSQL cuts longer names in silence, and two of them may become the same.",
      fix:
        `It is shortened to ${name}; name it yourself with table or column to choose a better one.`,
      source: "PostgreSQL manual, 4.1.1 Identifiers and Key Words",
    });
  }
  const free = firstFree(draft, space, [name, ...(instead === undefined ? [] : [instead])]);
  if (free !== name) {
    draft.findings.push({
      code: "name-taken",
      severity: "warning",
      where,
      what: `The naming rule gives ${where} the name ${name}, which is taken already.`,
      why: "Two things of one name cannot stand side by side in the database.",
      fix: `It is named ${free} instead; rename one of them, or set its table or column.`,
    });
  }
  return free;
}

function firstFree(draft: Draft, space: NameSpace, wanted: readonly string[]): string {
  const taken = namesIn(draft, space);
  const last = wanted.at(-1)!;
  const numbered = function* (): Generator<string> {
    yield* wanted.map(shortenIdentifier);
    for (let number = 2;; number++) yield shortenIdentifier(`${last}_${number}`);
  };
  for (const name of numbered()) {
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
  throw new RangeError(`Cannot name ${last}: no name is free`);
}

/** The names that are taken in a space. */
export function namesIn(draft: Draft, space: NameSpace): Set<string> {
  const taken = draft.taken.get(space) ?? new Set<string>();
  draft.taken.set(space, taken);
  return taken;
}

/** Takes a table's name, which is also the name of its row type. */
export function claimTableName(
  draft: Draft,
  wanted: string,
  options: Omit<ClaimOptions, "space">,
): string {
  const types = namesIn(draft, "types");
  const relations = namesIn(draft, "relations");
  for (const type of types) relations.add(type);
  const name = claimName(draft, wanted, { ...options, space: "relations" });
  types.add(name);
  return name;
}

/** Takes a column's name. */
export function claimColumnName(
  draft: Draft,
  table: DraftTable,
  wanted: string,
  options: Omit<ClaimOptions, "space">,
): string {
  return claimName(draft, wanted, { ...options, space: `columns of ${table.name}` });
}

/** What an unnamed constraint or index is called after. */
export interface ObjectNameOptions {
  /** The columns, or `expr` for an expression. */
  readonly columns?: readonly string[];
  readonly label: "pkey" | "key" | "fkey" | "check" | "excl" | "idx" | "seq";
}

/**
 * Takes the name that PostgreSQL would give to an object that has none: `orders_customer_id_fkey`, with a
 * number after the label where that is taken. Imported schemas are full of such names.
 */
export function claimObjectName(
  draft: Draft,
  table: DraftTable,
  { columns, label }: ObjectNameOptions,
): string {
  const inTable = label === "fkey" || label === "check";
  const taken = namesIn(draft, inTable ? `on ${table.name}` : "relations");
  const middle = columns && columns.length > 0 ? clipName(columns.join("_")) : undefined;
  for (let number = 0;; number++) {
    const name = makeObjectName(table.name, middle, number === 0 ? label : `${label}${number}`);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
