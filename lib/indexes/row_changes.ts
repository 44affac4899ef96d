import { secondsBetween } from "../core/date.ts";
import { keysDrawn } from "../lint/keys_drawn.ts";
import { findTable } from "../schema/find_table.ts";
import type { QualifiedName, Schema, Table } from "../schema/schema.ts";
import type { Lab } from "../whatif/lab.ts";
import { columnsOf } from "../whatif/model_patterns.ts";
import { resolvePattern } from "../whatif/explain_patterns.ts";
import type { PlanNode } from "../whatif/plan.ts";
import { PlanningError } from "../whatif/planning_error.ts";
import { parseStatement } from "../workload/parse_pattern.ts";
import { listOf, nodeOf, type SyntaxNode, walk } from "../workload/syntax_tree.ts";

/** What happens to rows. */
export type ChangeKind = "insert" | "update" | "delete";

/** Rows of one table that one statement changes. */
export interface RowChange {
  /** The pattern's name, the statement, or `growth` for rows that no pattern inserts. */
  readonly name: string;
  /** The table. */
  readonly table: QualifiedName;
  /** What happens to them. */
  readonly kind: ChangeKind;
  /** Columns that it sets; for inserts those that it names. */
  readonly columns: readonly string[];
  /** Constants that columns get, defaults included; null for a missing value. */
  readonly constants: Readonly<Record<string, string | null>>;
  /** Rows a second. */
  readonly rate: number;
  /** Rows that one execution changes. */
  readonly rowsPerStatement: number;
  /** What was assumed of it. */
  readonly assumed: readonly string[];
}

/** Whose changes are read. */
export interface RowChangesOptions {
  /** Names of patterns, or statements. Defaults to the whole workload. */
  readonly queries?: readonly string[];
}

/** Executions a second that are taken for a pattern without a rate. */
const STANDARD_RATE = 1;

/**
 * The rows that a workload changes: one entry for each table that a statement writes and each thing that it
 * does to its rows, with how many by the planner. Growth that no pattern accounts for counts as inserts.
 *
 * @param lab The planner with its workload.
 * @param options Whose changes are read.
 * @throws {SyntaxError} When a statement does not parse.
 * @throws {RangeError} When there is no pattern of a name.
 */
export async function rowChanges(
  lab: Lab,
  options: RowChangesOptions = {},
): Promise<readonly RowChange[]> {
  const columns = columnsOf(lab.schema);
  const patterns = options.queries
    ? await Promise.all(
      options.queries.map((query) => resolvePattern(query, lab.patterns, columns)),
    )
    : lab.patterns;
  const changes: RowChange[] = [];
  for (const { name, sql, rate = STANDARD_RATE, tables } of patterns) {
    if (!tables.some(({ written }) => written)) continue;
    const { statement } = await parseStatement(sql);
    const query = lab.patterns.some((pattern) => pattern.name === name) ? name : sql;
    const written = await rowsWritten(lab, query);
    for (const write of writesOf(statement, lab.schema)) {
      const planned = written?.get(`${write.operation} ${write.table.name}`);
      const rowsPerStatement = Math.max(0, planned ?? 1) * write.share;
      changes.push({
        name,
        table: { schema: write.table.schema, name: write.table.name },
        kind: write.kind,
        columns: write.columns,
        constants: write.constants,
        rate: rate * rowsPerStatement,
        rowsPerStatement,
        assumed: [
          ...(planned === undefined ? [`${name} changes one row of ${write.table.name}`] : []),
          ...(write.share < 1
            ? [`${write.kind}s are ${Math.round(100 * write.share)} % of the rows of ${name}`]
            : []),
        ],
      });
    }
  }
  return [...changes, ...growthOf(lab, changes)];
}

// Rows that a statement writes, by operation and table, as the planner expects; nothing where it refuses.
async function rowsWritten(
  lab: Lab,
  query: string,
): Promise<ReadonlyMap<string, number> | undefined> {
  try {
    const { plan } = await lab.explain(query);
    const rows = new Map<string, number>();
    visit(plan, rows);
    return rows;
  } catch (error) {
    // What cannot be planned is set aside by whoever plans it.
    if (error instanceof PlanningError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function visit(
  { nodeType, detail, relation, children }: PlanNode,
  rows: Map<string, number>,
): void {
  if (nodeType === "ModifyTable") {
    const key = `${String(detail.Operation).toLowerCase()} ${relation}`;
    const [source] = children.filter((child) => child.detail["Parent Relationship"] === "Outer");
    rows.set(key, (rows.get(key) ?? 0) + (source ?? children[0])!.rows);
  }
  for (const child of children) visit(child, rows);
}

interface Write {
  readonly table: Table;
  /** The plan's operation; a statement of two kinds of change has one. */
  readonly operation: "insert" | "update" | "delete" | "merge";
  readonly kind: ChangeKind;
  /** Of the rows that the statement handles, the share that it changes in this way. */
  readonly share: number;
  readonly columns: readonly string[];
  readonly constants: Readonly<Record<string, string | null>>;
}

type ReadWrite = (fields: SyntaxNode, table: Table) => readonly Omit<Write, "table">[];

/** What each kind of statement does to the rows of its table. */
const WRITES: Readonly<Record<string, ReadWrite>> = {
  InsertStmt(fields, table) {
    const conflict = fields.onConflictClause as SyntaxNode | undefined;
    const updates = conflict?.action === "ONCONFLICT_UPDATE";
    const named = listOf(fields, "cols").map((item) => String(nodeOf(item, "ResTarget")?.name));
    const columns = named.length > 0 ? named : table.columns.map(({ name }) => name);
    const lists = listOf(nodeOf(fields.selectStmt, "SelectStmt") ?? {}, "valuesLists");
    const [row] = lists.length === 1 ? lists : [];
    const insert = {
      operation: "insert",
      kind: "insert",
      share: updates ? 0.5 : 1,
      columns,
      constants: {
        ...defaultsOf(table, columns),
        ...constantsOf(columns, listOf(nodeOf(row, "List") ?? {}, "items")),
      },
    } as const;
    if (!updates) return [insert];
    return [insert, { ...insert, kind: "update", ...targetsOf(conflict) }];
  },
  UpdateStmt: (fields) => [
    { operation: "update", kind: "update", share: 1, ...targetsOf(fields) },
  ],
  DeleteStmt: () => [
    { operation: "delete", kind: "delete", share: 1, columns: [], constants: {} },
  ],
  MergeStmt(fields, table) {
    const clauses = listOf(fields, "mergeWhenClauses").flatMap((item) => {
      const clause = nodeOf(item, "MergeWhenClause");
      const kind = MERGED[String(clause?.commandType)];
      return clause && kind ? [{ clause, kind }] : [];
    });
    return clauses.map(({ clause, kind }) => {
      const targets = targetsOf(clause);
      return {
        operation: "merge",
        kind,
        share: 1 / clauses.length,
        columns: targets.columns,
        constants: kind === "insert"
          ? {
            ...defaultsOf(table, targets.columns),
            ...constantsOf(targets.columns, listOf(clause, "values")),
          }
          : targets.constants,
      };
    });
  },
};

const MERGED: Readonly<Record<string, ChangeKind>> = {
  CMD_INSERT: "insert",
  CMD_UPDATE: "update",
  CMD_DELETE: "delete",
};

function writesOf(statement: SyntaxNode, schema: Schema): readonly Write[] {
  const writes: Write[] = [];
  walk(statement, (type, fields) => {
    const relation = fields.relation as SyntaxNode | undefined;
    const read = WRITES[type];
    if (!read || !relation) return;
    const name = String(relation.relname);
    const table = findTable(
      schema,
      relation.schemaname === undefined ? name : { schema: String(relation.schemaname), name },
    );
    if (table) writes.push(...read(fields, table).map((write) => ({ table, ...write })));
  });
  return writes;
}

function targetsOf(fields: SyntaxNode): Pick<Write, "columns" | "constants"> {
  const targets = listOf(fields, "targetList").map((item) => nodeOf(item, "ResTarget") ?? {});
  const columns = targets.map(({ name }) => String(name));
  return { columns, constants: constantsOf(columns, targets.map(({ val }) => val)) };
}

function constantsOf(
  columns: readonly string[],
  values: readonly unknown[],
): Record<string, string | null> {
  const constants: Record<string, string | null> = {};
  columns.forEach((column, at) => {
    const value = constantOf(values[at]);
    if (value !== undefined) constants[column] = value;
  });
  return constants;
}

function constantOf(node: unknown): string | null | undefined {
  const cast = nodeOf(node, "TypeCast");
  if (cast) return constantOf(cast.arg);
  const constant = nodeOf(node, "A_Const");
  if (!constant) return undefined;
  if (constant.isnull) return null;
  if (constant.boolval) return (constant.boolval as SyntaxNode).boolval ? "true" : "false";
  const [value] = Object.values(
    (constant.sval ?? constant.ival ?? constant.fval ?? {}) as SyntaxNode,
  );
  return constant.ival && value === undefined
    ? "0"
    : value === undefined
    ? undefined
    : String(value);
}

const LITERAL = /^\(?(?:'((?:[^']|'')*)'|(-?[\d.]+|true|false))(?:::[\w "]+)?\)?$/i;

// What an insert does not name gets its default, where that is a constant, or is missing.
function defaultsOf(table: Table, named: readonly string[]): Record<string, string | null> {
  const constants: Record<string, string | null> = {};
  for (const { name, default: text, identity, generated } of table.columns) {
    if (named.includes(name) || identity || generated) continue;
    if (text === undefined) constants[name] = null;
    const literal = LITERAL.exec(text ?? "");
    const value = literal?.[1]?.replaceAll("''", "'") ?? literal?.[2];
    if (value !== undefined) constants[name] = value;
  }
  return constants;
}

const DAY = 86_400;

// What a model says of growth beyond what its patterns insert.
function growthOf(lab: Lab, changes: readonly RowChange[]): readonly RowChange[] {
  const { model, schema, date, today } = lab;
  if (!model) return [];
  const seconds = date === undefined ? 0 : Math.max(0, secondsBetween(today, date));
  return schema.tables.flatMap((table): readonly RowChange[] => {
    const origin = schema.origins?.[`${table.schema}.${table.name}`];
    const entity = model.entities.find(({ id }) => id === origin);
    if (!entity || table.partitionOf) return [];
    const before = keysDrawn(entity, seconds)?.value ?? 0;
    const after = keysDrawn(entity, seconds + DAY)?.value ?? 0;
    const inserted = changes.filter(({ kind, table: { schema, name } }) =>
      kind === "insert" && schema === table.schema && name === table.name
    ).reduce((sum, { rate }) => sum + rate, 0);
    const rate = (after - before) / DAY - inserted;
    if (!(rate > 1e-9)) return [];
    return [{
      name: "growth",
      table: { schema: table.schema, name: table.name },
      kind: "insert",
      columns: table.columns.map(({ name }) => name),
      constants: {},
      rate,
      rowsPerStatement: 1,
      assumed: [`${table.name} grows by inserts of one row that no query pattern names`],
    }];
  });
}
