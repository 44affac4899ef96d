import type { Edit } from "../core/edit.ts";
import { indexesOf } from "../engines/postgresql/sizes/size_table.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { ColumnUse, QueryPattern, TableUse } from "../workload/query_pattern.ts";
import type { PlanNode } from "./plan.ts";

/** What a rule looks at. */
export interface RewriteSubject {
  readonly pattern: QueryPattern;
  readonly plan: PlanNode;
  readonly schema: Schema;
  /** The whole workload. */
  readonly patterns: readonly QueryPattern[];
}

/** Another way to ask the same, to be proven by its plan. */
export interface Rewrite {
  /** The statement in its other form; the same one where an index is what is missing. */
  readonly sql: string;
  readonly edits: readonly Edit[];
  /** What is so, in one sentence. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** How often the old statement runs for one of the new. Defaults to 1. */
  readonly times?: number;
}

/** A kind of rewrite. */
export interface RewriteRule {
  readonly code: string;
  readonly source: string;
  readonly rewrite: (subject: RewriteSubject) => Rewrite | undefined;
}

/** The rules, each with where it comes from. */
export const REWRITE_RULES: readonly RewriteRule[] = Object.freeze([
  {
    code: "offset-paging",
    source: "PostgreSQL manual, section 7.6, LIMIT and OFFSET",
    rewrite({ pattern }) {
      const { sql, parameterCount } = pattern;
      const match = /^([\s\S]*?)\border by\s+([\s\S]+?)\s+limit\s+(\S+)\s+offset\s+(\S+)\s*$/i.exec(
        sql,
      );
      if (!match || /\bgroup by\b|\bunion\b|\bdistinct\b/i.test(sql)) return undefined;
      const [, head = "", order = "", limit = ""] = match;
      const terms = order.split(",").map((term) => term.trim());
      const descending = terms.map((term) => /\bdesc\b/i.test(term));
      if (new Set(descending).size > 1) return undefined;
      const columns = terms.map((term) => term.replace(/\s+(asc|desc)\b.*$/i, ""));
      if (!columns.every((column) => /^[\w."]+$/.test(column))) return undefined;
      const row = columns.map((_, at) => `$${parameterCount + at + 1}`).join(", ");
      const after = `(${columns.join(", ")}) ${descending[0] ? "<" : ">"} (${row})`;
      const body = /\bwhere\b/i.test(head)
        ? head.replace(
          /\bwhere\b([\s\S]*)$/i,
          (_, rest: string) => `where (${rest.trim()}) and ${after} `,
        )
        : `${head.trimEnd()} where ${after} `;
      return {
        sql: `${body}order by ${order} limit ${limit}`,
        edits: [],
        what: "It pages with OFFSET",
        why:
          "every page reads and throws away all the pages before it, and rows that come in between shift",
        fix:
          `go on after the last row of the page before: … where ${after} order by ${order} limit ${limit}`,
      };
    },
  },
  {
    code: "function-hides-column",
    source: "PostgreSQL manual, section 11.7, Indexes on Expressions",
    rewrite({ pattern, schema }) {
      const found = findUse(
        pattern,
        ({ within, usage }) =>
          within !== undefined && (usage === "equality" || usage === "in" || usage === "range") &&
          /^(lower|upper|btrim|abs|length|md5)$/.test(within),
      );
      const table = found && tableOf(schema, found.table);
      if (!found || !table) return undefined;
      const expression = `${found.use.within}(${found.use.column})`;
      if (
        indexesOf(table).some(({ elements: [first] }) =>
          first && "expression" in first && first.expression.includes(expression)
        )
      ) return undefined;
      const index = {
        name: `${table.name}_${found.use.within}_${found.use.column}_idx`,
        method: "btree",
        unique: false,
        elements: [{ expression }],
      };
      return {
        sql: pattern.sql,
        edits: [addIndex(table, index, `${pattern.name} compares ${expression}`)],
        what: `It compares ${expression}, and no index holds that`,
        why: "an index on the bare column does not serve a function of it: every row is read",
        fix: `create index on ${table.name} (${expression}), or compare the bare column`,
      };
    },
  },
  {
    code: "day-hides-time",
    source: "PostgreSQL manual, section 11.7, Indexes on Expressions",
    rewrite({ pattern }) {
      const { sql } = pattern;
      const match =
        /\b(?:date_trunc\s*\(\s*'day'\s*,\s*([\w."]+)\s*\)|([\w."]+)::date|date\s*\(\s*([\w."]+)\s*\)|cast\s*\(\s*([\w."]+)\s+as\s+date\s*\))\s*=\s*(\$\d+|(?:date\s+)?'[^']*')/i
          .exec(sql);
      if (!match) return undefined;
      const column = match[1] ?? match[2] ?? match[3] ?? match[4]!;
      const value = match[5]!;
      const range = `${column} >= ${value}::date and ${column} < ${value}::date + 1`;
      return {
        sql: sql.replace(match[0], range),
        edits: [],
        what: `It compares the day of ${column}`,
        why: `an index on ${column} does not serve its day: every row is read`,
        fix: `ask for a range: ${range}`,
      };
    },
  },
  {
    code: "leading-wildcard",
    source: "PostgreSQL manual, appendix F, pg_trgm",
    rewrite({ pattern, schema }) {
      const found = findUse(
        pattern,
        ({ usage, constant }) => usage === "like" && /^%/.test(constant ?? ""),
      );
      const table = found && tableOf(schema, found.table);
      if (!found || !table || !schema.extensions.some(({ name }) => name === "pg_trgm")) {
        return undefined;
      }
      const index = {
        name: `${table.name}_${found.use.column}_trgm_idx`,
        method: "gin",
        unique: false,
        elements: [{ column: found.use.column, operatorClass: "gin_trgm_ops" }],
      };
      return {
        sql: pattern.sql,
        edits: [
          addIndex(table, index, `${pattern.name} looks for text inside ${found.use.column}`),
        ],
        what: `It looks for text anywhere in ${found.use.column}`,
        why: "a B-tree serves the beginning of a text only: every row is read",
        fix: `create index on ${table.name} using gin (${found.use.column} gin_trgm_ops)`,
      };
    },
  },
  {
    code: "needless-distinct",
    source: "PostgreSQL manual, section 7.3.3, DISTINCT",
    rewrite({ pattern, schema }) {
      const { sql, tables } = pattern;
      if (tables.length !== 1 || !/^\s*select\s+distinct\s+(?!on\b)/i.test(sql)) return undefined;
      const [use] = tables;
      const table = tableOf(schema, use!);
      const listed = new Set(
        use!.columns.filter(({ usage, within }) => usage === "projection" && !within).map((
          { column },
        ) => column),
      );
      const unique = table &&
        [table.primaryKey, ...table.uniques].find((key) =>
          key && (listed.has("*") || key.columns.every((column) => listed.has(column))) &&
          key.columns.every((name) =>
            !table.columns.find((column) => column.name === name)?.nullable
          )
        );
      if (!unique) return undefined;
      return {
        sql: sql.replace(/\bdistinct\s+/i, ""),
        edits: [],
        what: `Its DISTINCT drops nothing: ${unique.columns.join(", ")} is unique already`,
        why: "all rows are sorted or hashed for it",
        fix: "leave DISTINCT out",
      };
    },
  },
  {
    code: "star-blocks-index-only-scan",
    source: "PostgreSQL manual, section 11.9, Index-Only Scans and Covering Indexes",
    rewrite({ pattern, plan, schema }) {
      const { sql, tables } = pattern;
      const scan = findNode(
        plan,
        ({ nodeType }) => /^(Index Scan|Bitmap Heap Scan)$/.test(nodeType),
      );
      if (tables.length !== 1 || !scan || !/^\s*select\s+([\w"]+\.)?\*\s+from\b/i.test(sql)) {
        return undefined;
      }
      const table = tableOf(schema, tables[0]!);
      const name = scan.index ?? findNode(scan, ({ index }) => index !== undefined)?.index;
      const index = table && indexesOf(table).find((candidate) => candidate.name === name);
      if (!table || !index || index.elements.length + (index.include?.length ?? 0) < 2) {
        return undefined;
      }
      const held = [
        ...index.elements.flatMap((element) => "column" in element ? [element.column] : []),
        ...index.include ?? [],
      ];
      return {
        sql: sql.replace(/([\w"]+\.)?\*/, held.join(", ")),
        edits: [],
        what:
          `It selects all ${table.columns.length} columns, and ${index.name} holds ${held.length} of them`,
        why: "each row is fetched from the table although the index may hold what is needed",
        fix: `name the columns: with only ${held.join(", ")} the index answers alone`,
      };
    },
  },
  {
    code: "implicit-cast",
    source: "PostgreSQL manual, chapter 10, Type Conversion",
    rewrite({ pattern, plan, schema }) {
      const filtered = findNode(
        plan,
        ({ detail }) => /\(\(?\w+\)?::\w/.test(String(detail.Filter ?? "")),
      );
      const match = /\((\w+)\)::(numeric|double precision|bigint|text)/.exec(
        String(filtered?.detail.Filter ?? ""),
      );
      if (!filtered || !match || /::|\bcast\s*\(/i.test(pattern.sql)) return undefined;
      const [, column = "", target = ""] = match;
      const table = schema.tables.find(({ name }) => name === filtered.relation);
      const known = table?.columns.find(({ name }) => name === column);
      if (!known || known.type.startsWith("character") || known.type === target) return undefined;
      const compared = new RegExp(
        `(\\b${column}\\s*(?:=|<=?|>=?)\\s*)('[^']*'|[\\d.]+|\\$\\d+)`,
        "i",
      );
      if (!compared.test(pattern.sql)) return undefined;
      return {
        sql: pattern.sql.replace(
          compared,
          (_, left: string, value: string) => `${left}(${value})::${known.type}`,
        ),
        edits: [],
        what: `It compares ${column}, a ${known.type}, with a ${target}`,
        why: `each ${column} is turned to ${target} first, which no index on ${column} serves`,
        fix: `give the value as ${known.type}`,
      };
    },
  },
  {
    code: "n-plus-one",
    source:
      "Fowler, Patterns of Enterprise Application Architecture (2002), Lazy Load: ripple loading",
    rewrite({ pattern, patterns, schema }) {
      const { rate, tables, sql } = pattern;
      const [use] = tables;
      const key = use?.columns.find(({ usage, parameter }) =>
        usage === "equality" && parameter === 1
      );
      if (!rate || tables.length !== 1 || !key || pattern.parameterCount !== 1) return undefined;
      const table = tableOf(schema, use!);
      // A list of something that refers to this table, or that this table refers to, asked for far less often.
      const list = patterns.find((other) =>
        other !== pattern && other.rate !== undefined && rate >= 5 * other.rate &&
        other.kind === "select" && /\blimit\b/i.test(other.sql) &&
        other.tables.some(({ table: name }) =>
          name !== use!.table && table !== undefined &&
          related(schema, table, name)
        )
      );
      const equality = new RegExp(`(\\b${key.column}\\s*)=\\s*\\$1\\b`, "i");
      if (!table || !list || !equality.test(sql)) return undefined;
      const times = Math.round(rate / list.rate!);
      const type = table.columns.find(({ name }) => name === key.column)?.type ?? "bigint";
      return {
        sql: sql.replace(equality, (_, left: string) => `${left}= any ($1::${type}[])`),
        edits: [],
        times,
        what: `It runs ${times} times for each ${list.name}, one row at a time`,
        why: "each statement costs a round trip, a parse and a descent",
        fix:
          `ask for all of them at once: … where ${key.column} = any ($1), or join them to ${list.name}`,
      };
    },
  },
]);

function findUse(
  { tables }: QueryPattern,
  test: (use: ColumnUse) => boolean,
): { readonly table: TableUse; readonly use: ColumnUse } | undefined {
  for (const table of tables) {
    const use = table.columns.find(test);
    if (use) return { table, use };
  }
  return undefined;
}

function tableOf(schema: Schema, { table, schema: namespace }: TableUse): Table | undefined {
  return schema.tables.find((candidate) =>
    candidate.name === table && (namespace === undefined || candidate.schema === namespace)
  );
}

function related(schema: Schema, table: Table, name: string): boolean {
  const other = schema.tables.find((candidate) => candidate.name === name);
  return table.foreignKeys.some(({ references }) => references.name === name) ||
    (other?.foreignKeys.some(({ references }) => references.name === table.name) ?? false);
}

function findNode(plan: PlanNode, test: (node: PlanNode) => boolean): PlanNode | undefined {
  if (test(plan)) return plan;
  for (const child of plan.children) {
    const found = findNode(child, test);
    if (found) return found;
  }
  return undefined;
}

function addIndex(table: Table, value: unknown, reason: string): Edit {
  return {
    on: "schema",
    kind: "add-index",
    target: `${table.schema}.${table.name}`,
    value,
    reason,
  };
}
