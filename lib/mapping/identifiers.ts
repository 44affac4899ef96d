import { createHash } from "node:crypto";
import {
  byteLength,
  clipName,
  IDENTIFIER_BYTES,
  makeObjectName,
} from "../engines/postgresql/identifiers.ts";
import { pathOf } from "../schema/compare_schemas.ts";
import type { QualifiedName } from "../schema/schema.ts";
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

/** Where a name must differ from the others: a namespace's relations and types, what is on one table. */
export type NameSpace =
  | `relations of ${string}`
  | `types of ${string}`
  | `routines of ${string}`
  | `columns of ${string}`
  | `on ${string}`;

/** The space of what is on one table: its columns, or its constraints and triggers. */
export function spaceOf(what: "columns of" | "on", table: QualifiedName): NameSpace {
  return `${what} ${pathOf([table.schema, table.name])}`;
}

/** What a name is for, in a finding. */
export interface ClaimOptions {
  /** The spaces in which the name must be free. */
  readonly spaces: readonly NameSpace[];
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
  const { spaces, where, instead } = options;
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
  const free = firstFree(draft, spaces, [name, ...(instead === undefined ? [] : [instead])]);
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

function firstFree(
  draft: Draft,
  spaces: readonly NameSpace[],
  wanted: readonly string[],
): string {
  const last = wanted.at(-1)!;
  const numbered = function* (): Generator<string, never> {
    yield* wanted.map(shortenIdentifier);
    for (let number = 2;; number++) yield shortenIdentifier(`${last}_${number}`);
  };
  return takeFirst(draft, spaces, numbered());
}

function takeFirst(
  draft: Draft,
  spaces: readonly NameSpace[],
  names: Generator<string, never>,
): string {
  const taken = spaces.map((space) => namesIn(draft, space));
  for (;;) {
    const name = names.next().value;
    if (taken.some((names) => names.has(name))) continue;
    for (const names of taken) names.add(name);
    return name;
  }
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
  { schema = draft.namespace, ...options }: Omit<ClaimOptions, "spaces"> & {
    readonly schema?: string;
  },
): string {
  return claimName(draft, wanted, {
    ...options,
    spaces: [`relations of ${schema}`, `types of ${schema}`],
  });
}

/** Takes a column's name. */
export function claimColumnName(
  draft: Draft,
  table: DraftTable,
  wanted: string,
  options: Omit<ClaimOptions, "spaces">,
): string {
  return claimName(draft, wanted, { ...options, spaces: [spaceOf("columns of", table)] });
}

/** Takes the name of a constraint or a trigger; a constraint that has an index names that as well. */
export function claimConstraintName(
  draft: Draft,
  table: DraftTable,
  { wanted, where, indexed = false }: {
    readonly wanted: string;
    readonly where: string;
    readonly indexed?: boolean;
  },
): string {
  const spaces: readonly NameSpace[] = [
    spaceOf("on", table),
    ...(indexed ? [`relations of ${table.schema}`] as const : []),
  ];
  return claimName(draft, wanted, { spaces, where });
}

/** What an unnamed constraint or index is called after. */
export interface ObjectNameOptions {
  /** The columns, or `expr` for an expression. */
  readonly columns?: readonly string[];
  readonly label: "pkey" | "key" | "fkey" | "check" | "excl" | "idx";
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
  const middle = columns && columns.length > 0 ? clipName(columns.join("_")) : undefined;
  const numbered = function* (): Generator<string, never> {
    for (let number = 0;; number++) {
      yield makeObjectName(table.name, middle, number === 0 ? label : `${label}${number}`);
    }
  };
  return takeFirst(draft, SPACES[label].map((space) => space(table)), numbered());
}

const onTable = (table: DraftTable): NameSpace => spaceOf("on", table);
const relations = ({ schema }: DraftTable): NameSpace => `relations of ${schema}`;

const SPACES: {
  readonly [Label in ObjectNameOptions["label"]]: readonly ((table: DraftTable) => NameSpace)[];
} = {
  pkey: [relations, onTable],
  key: [relations, onTable],
  excl: [relations, onTable],
  idx: [relations],
  fkey: [onTable],
  check: [onTable],
};
