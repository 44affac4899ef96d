import type { Schema, Table } from "../../schema/schema.ts";
import { bodyOf, type Definable, indexNames, type NameIndex, needsOf } from "./dependencies.ts";
import { defineOther } from "./define_other.ts";
import { defineTable } from "./define_table.ts";
import { namespaceComments, partComments } from "./print/comments.ts";
import { printExtension, printNamespace } from "./print/namespaces.ts";
import { printPolicy } from "./print/policies.ts";
import { printRule, printTrigger } from "./print/triggers.ts";
import { qualify } from "./identifiers.ts";
import { tokensOf } from "./tokens.ts";

/**
 * What must wait until all tables exist, in the order in which it follows them. Keys and indexes of
 * partition trees whose parts have names of their own come from the leaves up, so that each is found there
 * and attached rather than made anew.
 */
export const LATER = ["defaults", "checks", "keys", "indexes", "foreignKeys", "settings"] as const;

/** So many objects may wait for each other; behind them foreign keys are added afterwards. */
const DEEPEST = 300;

/** The statements so far, and what still waits. */
export interface Script {
  readonly schema: Schema;
  readonly names: NameIndex;
  /** The trees whose keys and indexes wait, by the qualified name of each of their tables. */
  readonly lateTrees: ReadonlySet<string>;
  /** Adds statements. */
  readonly write: (...statements: readonly string[]) => void;
  /** Adds statements that come after all tables; within a phase the deepest partitions come first. */
  readonly writeLater: (
    phase: typeof LATER[number],
    statements: readonly string[],
    depth?: number,
  ) => void;
  /** Defines objects with what they need, but for those that need what is under way. */
  readonly defineWherePossible: (wanted: readonly Definable[]) => void;
  /** Whether all that a text mentions is defined. */
  readonly isReady: (sql: string) => boolean;
  /** Whether an object is defined. */
  readonly isDefined: (object: Definable) => boolean;
}

/**
 * Puts the statements that make a schema in an order in which each finds what it needs. Cycles are cut at
 * defaults, checks and foreign keys, which can be added to a table that exists.
 *
 * @param schema The schema, with nothing in it that the target version lacks.
 * @returns The statements, without semicolons.
 */
export function orderStatements(schema: Schema): string[] {
  const statements: string[] = [];
  const late: { phase: string; depth: number; statements: readonly string[] }[] = [];
  const states = new Map<string, "open" | "defined">();
  const names = indexNames(schema);
  let looksAhead = false;
  let depth = 0;

  const keyOf = ({ kind, at }: Definable): string => `${kind} ${at}`;
  const isDefined = (object: Definable): boolean => states.get(keyOf(object)) === "defined";
  const define = (needed: readonly Definable[]): void => {
    for (const object of needed) {
      if (states.has(keyOf(object))) continue;
      states.set(keyOf(object), "open");
      depth++;
      define(needsOf(object, schema, names));
      if (object.kind === "table") defineTable(schema.tables[object.at]!, script);
      else defineOther(object, script);
      states.set(keyOf(object), "defined");
      depth--;
      if (object.kind === "routine") looksAhead ||= bodyLooksAhead(object);
    }
  };
  const needsOpen = (object: Definable, seen = new Set<string>()): boolean => {
    const key = keyOf(object);
    if (states.has(key) || seen.has(key)) return states.get(key) === "open";
    seen.add(key);
    return needsOf(object, schema, names).some((needed) => needsOpen(needed, seen));
  };
  const bodyLooksAhead = (object: Definable): boolean => {
    const routine = schema.routines[object.at]!;
    const body = bodyOf(routine);
    if (body === undefined || routine.kind === "aggregate") return false;
    return routine.language !== "plpgsql" || schema.extensions.length > 0 ||
      !script.isReady(body) || mentionsBareName(body, schema);
  };
  const script: Script = {
    schema,
    names,
    lateTrees: findLateTrees(schema),
    write: (...added) => void statements.push(...added),
    writeLater: (phase, added, depth = 0) => void late.push({ phase, depth, statements: added }),
    defineWherePossible: (wanted) => {
      if (depth < DEEPEST) define(wanted.filter((object) => !needsOpen(object)));
    },
    isReady: (sql) => names.mentions(sql).every(isDefined),
    isDefined,
  };

  const all = (kind: Definable["kind"], list: readonly unknown[]): void =>
    define(list.map((_, at) => ({ kind, at })));
  for (const namespace of schema.namespaces) {
    const create = printNamespace(namespace);
    statements.push(...(create === undefined ? [] : [create]), ...namespaceComments(namespace));
  }
  statements.push(...schema.extensions.map(printExtension));
  all("type", schema.types);
  all("sequence", schema.sequences);
  all("table", schema.tables);
  all("routine", schema.routines);
  for (const phase of LATER) {
    const waiting = late.filter((one) => one.phase === phase).sort((a, b) => b.depth - a.depth);
    statements.push(...waiting.flatMap((one) => one.statements));
  }
  all("view", schema.views);
  statements.push(...guards(schema));
  return looksAhead
    ? ["SET check_function_bodies = off", ...statements, "RESET check_function_bodies"]
    : statements;
}

/** What watches over tables and views: rules, triggers, policies, with the comments on all parts. */
function guards(schema: Schema): string[] {
  return [...schema.tables, ...schema.views].flatMap((of) => [
    ...(of.rules ?? []).flatMap((rule) => printRule(rule, of)),
    ...(of.triggers ?? []).flatMap((trigger) => printTrigger(trigger, of)),
    ...("policies" in of ? tablePolicies(of) : []),
    ...partComments(of),
  ]);
}

function tablePolicies(table: Table): string[] {
  const security = table.rowSecurity;
  return [
    ...table.policies.map((policy) => printPolicy(policy, table)),
    ...(security === undefined ? [] : [`ALTER TABLE ${qualify(table)} ENABLE ROW LEVEL SECURITY`]),
    ...(security === "forced" ? [`ALTER TABLE ${qualify(table)} FORCE ROW LEVEL SECURITY`] : []),
  ];
}

/** Trees of partitions in which some part of a key or an index has a name of its own. */
function findLateTrees(schema: Schema): Set<string> {
  const tables = new Map(schema.tables.map((table) => [qualify(table), table]));
  const rootOf = (table: Table): Table => {
    const parent: Table | undefined = table.partitionOf && tables.get(qualify(table.partitionOf));
    return parent === undefined ? table : rootOf(parent);
  };
  const isAttached = (part: { readonly attachedTo?: string }): boolean =>
    part.attachedTo !== undefined;
  const roots = new Set(
    schema.tables.filter((table) =>
      [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques, ...table.indexes]
        .some(isAttached)
    ).map(rootOf),
  );
  return new Set(schema.tables.filter((table) => roots.has(rootOf(table))).map(qualify));
}

/** A body may name an object outside `public` without its namespace, under a search path of its own. */
function mentionsBareName(body: string, schema: Schema): boolean {
  const elsewhere = new Set(
    [...schema.types, ...schema.tables, ...schema.views]
      .filter((object) => object.schema !== "public").map(({ name }) => name),
  );
  return elsewhere.size > 0 && tokensOf(body).some(({ text }) => elsewhere.has(text));
}
