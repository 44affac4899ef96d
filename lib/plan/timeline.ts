import { type Figure, figure } from "../core/figure.ts";

/** One statement of an implementation. */
export interface TimelineStep {
  /** The statement. */
  readonly sql: string;
  /** The lock that it takes on tables in use; empty where none is in use. */
  readonly lock: string;
  /** Whether it writes a table anew. */
  readonly rewrite: boolean;
  /** Whether it reads a whole table. */
  readonly scan: boolean;
  /** How long others wait for it. */
  readonly lockSeconds: Figure;
  /** The statement that takes it back, where one does. */
  readonly rollback?: string;
}

/** Steps that belong together: the next phase starts when all of them are done. */
export interface TimelinePhase {
  /** What it makes. */
  readonly name: string;
  /** Why they come here. */
  readonly reason: string;
  /** Its statements, in order. */
  readonly steps: readonly TimelineStep[];
}

/** The way from what there is to what there shall be. */
export interface Timeline {
  /** Where it starts. */
  readonly from: "an empty database";
  /** Its phases, in order. */
  readonly phases: readonly TimelinePhase[];
}

interface StatementKind {
  readonly pattern: RegExp;
  /** No other statement needs it: it can wait for its phase. */
  readonly waits?: boolean;
  /** Writes the statement that takes it back from the match. */
  readonly undo?: (match: RegExpExecArray) => string;
}

interface PhaseKind {
  /** What it makes. */
  readonly name: string;
  readonly reason: string;
  readonly kinds: readonly StatementKind[];
}

const NAME = String.raw`((?:"(?:[^"]|"")+"|[^\s(".;,]+)(?:\.(?:"(?:[^"]|"")+"|[^\s(".;,]+))*)`;

/** A statement that makes an object whose kind `what` names, as a pattern. */
function creates(what: string): StatementKind {
  const words = what.replaceAll(" ", String.raw`\s+`);
  return {
    pattern: new RegExp(
      String
        .raw`^CREATE\s+(?:OR\s+REPLACE\s+)?(?:UNLOGGED\s+)?(${words})\s+(?!IF\b)${NAME}`,
      "i",
    ),
    undo: ([, kind, name]) => `DROP ${kind!.toUpperCase().replace(/\s+/g, " ")} ${name};`,
  };
}

/** One that makes an index: it lies in the namespace of its table, which its own name does not say. */
function indexes(what: string): StatementKind {
  return {
    pattern: new RegExp(
      String.raw`^CREATE\s+${what}\s+(?!IF\b)${NAME}\s+ON\s+(?:ONLY\s+)?${NAME}`,
      "i",
    ),
    undo: ([, name, table]) => `DROP INDEX ${namespaceOf(table!)}${name};`,
  };
}

/** The namespace before a qualified name, with its dot; nothing when there is none. */
function namespaceOf(qualified: string): string {
  return /^(?:"(?:[^"]|"")+"|[^".]+)\./.exec(qualified)?.[0] ?? "";
}

const adds = (constraint: string): StatementKind => ({
  pattern: new RegExp(
    String.raw`^ALTER\s+TABLE\s+(?:ONLY\s+)?${NAME}\s+ADD\s+CONSTRAINT\s+${NAME}\s+${constraint}`,
    "i",
  ),
  undo: ([, table, name]) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`,
});

// A statement belongs to the first phase that has a pattern for it.
const PHASES: readonly PhaseKind[] = [
  {
    name: "Namespaces, extensions and types",
    reason: "Tables are made of them.",
    kinds: [
      creates("SCHEMA|EXTENSION|TYPE|DOMAIN|SEQUENCE"),
      {
        pattern: new RegExp(String.raw`^CREATE\s+EXTENSION\s+IF\s+NOT\s+EXISTS\s+${NAME}`, "i"),
        undo: ([, name]) => `DROP EXTENSION IF EXISTS ${name};`,
      },
      // It is not known who made it, so it stays.
      { pattern: /^CREATE\s+SCHEMA\s+IF\b/i },
      { pattern: new RegExp(String.raw`^ALTER\s+DOMAIN\s+${NAME}`, "i") },
    ],
  },
  {
    name: "Tables",
    reason: "With their primary keys and checks: an empty table is checked at once.",
    kinds: [
      creates("TABLE"),
      adds("(?:PRIMARY|CHECK|NOT)"),
      {
        pattern: new RegExp(
          String.raw`^ALTER\s+TABLE\s+(?:ONLY\s+)?${NAME}\s+(?:ATTACH|ALTER|INHERIT)`,
          "i",
        ),
      },
    ],
  },
  {
    name: "Uniqueness and indexes",
    reason:
      "Before the first rows when they come one by one; after a bulk load, which they would slow.",
    kinds: [
      { ...indexes("INDEX"), waits: true },
      indexes(String.raw`UNIQUE\s+INDEX`),
      { ...creates("STATISTICS"), waits: true },
      adds("(?:UNIQUE|EXCLUDE)"),
      { pattern: new RegExp(String.raw`^ALTER\s+INDEX\s+${NAME}`, "i") },
    ],
  },
  {
    name: "Foreign keys",
    reason:
      "When both tables and the key that is referred to exist, so that cycles are no obstacle.",
    kinds: [adds("FOREIGN")],
  },
  {
    name: "Functions, triggers and views",
    reason: "They read tables that exist by now.",
    kinds: [
      creates("FUNCTION|PROCEDURE"),
      { pattern: /^CREATE\s+(?:OR\s+REPLACE\s+)?AGGREGATE\s/i },
      {
        pattern: new RegExp(
          String
            .raw`^CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+${NAME}[\s\S]*?\sON\s+${NAME}`,
          "i",
        ),
        undo: ([, name, table]) => `DROP TRIGGER ${name} ON ${table};`,
      },
      creates("MATERIALIZED VIEW|VIEW"),
      { pattern: /^CREATE\s+(?:OR\s+REPLACE\s+)?RULE\s/i },
    ],
  },
  {
    name: "Security",
    reason: "Before anybody but the owner connects.",
    kinds: [
      {
        pattern: new RegExp(String.raw`^CREATE\s+POLICY\s+${NAME}\s+ON\s+${NAME}`, "i"),
        undo: ([, name, table]) => `DROP POLICY ${name} ON ${table};`,
      },
      {
        pattern: new RegExp(
          String
            .raw`^ALTER\s+TABLE\s+(?:ONLY\s+)?${NAME}\s+(ENABLE|FORCE)\s+ROW\s+LEVEL\s+SECURITY`,
          "i",
        ),
        undo: ([, table, word]) =>
          `ALTER TABLE ${table} ${
            /force/i.test(word!) ? "NO FORCE" : "DISABLE"
          } ROW LEVEL SECURITY;`,
      },
    ],
  },
  {
    name: "Comments and settings",
    reason: "Nothing waits for them.",
    kinds: [{ pattern: /^COMMENT\s+ON\s/i, waits: true }, { pattern: /^/ }],
  },
];

/**
 * The way from an empty database to a schema: its statements in phases.
 *
 * Statements keep the order that they were given in, but for those that no other needs, such as indexes and
 * comments, which wait for their phase. One that an earlier phase needs (a function that a check calls)
 * belongs to that phase, so that the whole runs from top to bottom.
 *
 * @param statements What `ddl()` prints, in the order in which they run.
 */
export function timelineFromEmpty(statements: readonly string[]): Timeline {
  const steps = PHASES.map((): TimelineStep[] => []);
  const waiting = PHASES.map((): TimelineStep[] => []);
  let phase = PHASES.length - 1;
  for (const sql of statements.toReversed()) {
    const { kind, match, at } = kindOf(sql);
    if (!kind.waits) phase = Math.min(phase, at);
    const [list, index] = kind.waits ? [waiting, at] : [steps, phase];
    list[index]!.unshift(stepOf(sql, kind.undo?.(match)));
  }
  return {
    from: "an empty database",
    phases: PHASES.map(({ name, reason }, at) => ({
      name,
      reason,
      steps: [...steps[at]!, ...waiting[at]!],
    })).filter(({ steps }) => steps.length > 0),
  };
}

function stepOf(sql: string, rollback?: string): TimelineStep {
  return {
    sql: sql.endsWith(";") ? sql : `${sql};`,
    lock: "",
    rewrite: false,
    scan: false,
    lockSeconds: NOBODY_WAITS,
    ...(rollback === undefined ? {} : { rollback }),
  };
}

const NOBODY_WAITS: Figure = figure(0, "seconds", {
  tag: "exact",
  evidence: "The table was made in this implementation: it holds no rows and nobody uses it.",
});

function kindOf(
  sql: string,
): { readonly at: number; readonly kind: StatementKind; readonly match: RegExpExecArray } {
  for (const [at, { kinds }] of PHASES.entries()) {
    for (const kind of kinds) {
      const match = kind.pattern.exec(sql);
      if (match) return { at, kind, match };
    }
  }
  throw new Error("unreachable: the last pattern matches every statement");
}
