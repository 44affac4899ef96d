import type { Figure } from "../core/figure.ts";
import type { Edit } from "../core/edit.ts";
import type { Severity } from "../core/finding.ts";
import type { Entity, Model } from "../model/model.ts";
import type { Attribute } from "../model/model.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";

/** What a rule may look at. */
export interface LintContext {
  /** What is judged. */
  readonly schema: Schema;
  /** What the analyst said of it: volumes, examples, sensitivities. */
  readonly model?: Model;
  /** The entity that a table came from, where that is known. */
  readonly entityOf: (table: Table) => Entity | undefined;
  /** The attribute that a column came from, where that is known. */
  readonly attributeOf: (table: Table, column: Column) => Attribute | undefined;
  /** How far ahead rules that reckon with growth look, in seconds. */
  readonly horizon: number;
}

/** One place that breaks a rule. */
export interface RuleHit {
  /** `public.orders` or `public.orders.placed_at`. */
  readonly where: string;
  /** What is so at this place, in one sentence. */
  readonly what: string;
  /** What would be right at this place. Defaults to the rule's own advice. */
  readonly fix?: string;
  /** The numbers behind it. */
  readonly figures?: readonly Figure[];
  /** The edits that mend it. */
  readonly edits?: readonly Edit[];
}

/** A rule of good design: a row of data with a function. */
export interface LintRule {
  /** A stable name, such as `foreign-key-without-index`. */
  readonly code: string;
  /** How much breaking it hurts. */
  readonly severity: Severity;
  /** The engine that it holds for. */
  readonly applies: "any engine" | "postgresql";
  /** What it looks for, in one sentence. */
  readonly what: string;
  /** What breaking it leads to. */
  readonly why: string;
  /** What would be right. */
  readonly fix: string;
  /** Where the advice comes from. */
  readonly source: string;
  /** Finds every place that breaks it. */
  readonly judge: (context: LintContext) => Iterable<RuleHit>;
}

/** The path of a table or of one of its columns: `public.orders.placed_at`. */
export function pathOf(table: Table, column?: string): string {
  return [table.schema, table.name, ...(column === undefined ? [] : [column])].join(".");
}

/** Makes a rule's judge out of one that looks at each table by itself, partitions left out. */
export function eachTable(
  judge: (table: Table, context: LintContext) => Iterable<RuleHit>,
): LintRule["judge"] {
  return function* (context) {
    for (const table of context.schema.tables) {
      // A partition repeats its parent, which is where both are mended.
      if (!table.partitionOf) yield* judge(table, context);
    }
  };
}

/** Makes a rule's judge out of one that looks at each column by itself. */
export function eachColumn(
  judge: (column: Column, table: Table, context: LintContext) => Iterable<RuleHit>,
): LintRule["judge"] {
  return eachTable(function* (table, context) {
    for (const column of table.columns) yield* judge(column, table, context);
  });
}
