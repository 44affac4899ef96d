import { qualify, quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import { findTable } from "../../schema/find_table.ts";
import type { Column, ForeignKey, Schema, Table } from "../../schema/schema.ts";
import { conjuncts, type StatementView } from "../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../workload/syntax_tree.ts";
import { freeColumn, freeName, KEPT, roleOf } from "./names.ts";
import { plainSelect } from "./plain_select.ts";
import { copiedStatistics, widenedTable } from "./statistics.ts";
import { type FindStructures, isGuarded, pathOf, type Structure } from "./structure.ts";
import {
  columnNode,
  contains,
  mapSelect,
  replaceNodes,
  takesWholeRows,
  withFrom,
} from "./trees.ts";
import {
  differ,
  equalColumns,
  hasRowTriggersBefore,
  listColumns,
  putFunction,
  putTrigger,
  refuseRepeatableRead,
  updateOf,
} from "./triggers.ts";

/** A row that carries more of another is no longer its own. */
const MOST_COLUMNS = 3;

/** Columns of a parent that a statement joins for, kept in the child as well. */
export const copiedColumns: FindStructures = ({ statement, schema }) => {
  const view = plainSelect(statement, schema);
  if (!view || view.tables.length < 2 || contains(statement, "SubLink")) return [];
  const structures: Structure[] = [];
  for (const child of view.tables) {
    for (const key of child.table.foreignKeys) {
      const parent = findTable(schema, key.references);
      if (!parent || !canCopy(schema, child.table, key, parent)) continue;
      for (const { alias, table } of view.tables) {
        if (table !== parent || alias === child.alias) continue;
        if (!joinOf(view, child.alias, alias, key)) continue;
        const columns = columnsUsed(view, alias)
          ?.filter((name) => !key.references.columns.includes(name)) ?? [];
        if (columns.length === 0 || columns.length > MOST_COLUMNS) continue;
        const copied = columns.map((name) => parent.columns.find((one) => one.name === name)!);
        if (copied.some((column) => !isCopyable(column))) continue;
        structures.push(copyOf({ schema, child: child.table, key, parent, columns: copied }));
      }
    }
  }
  return structures;
};

// What rows a foreign key finds must be certain at every moment, and triggers must see every change.
function canCopy(schema: Schema, child: Table, key: ForeignKey, parent: Table): boolean {
  const target = [parent.primaryKey, ...parent.uniques].find((one) =>
    one && !one.deferrable && !one.withoutOverlaps &&
    [...one.columns].sort().join("\n") === [...key.references.columns].sort().join("\n")
  );
  const sameTypes = key.columns.every((name, at) => {
    const own = child.columns.find((column) => column.name === name);
    const other = parent.columns.find((column) => column.name === key.references.columns[at]);
    return own !== undefined && own.type === other?.type && !own.generated && !other?.generated &&
      own.collation === other?.collation;
  });
  return target !== undefined && sameTypes && parent !== child &&
    !key.deferrable && !key.notValid && !key.notEnforced && !key.period &&
    [child, parent].every((table) => isPlainTable(schema, table) && !hasRowTriggersBefore(table));
}

/** A table whose rows are all its own. */
export function isPlainTable(schema: Schema, table: Table): boolean {
  return !table.partitioning && !table.partitionOf && !table.inherits && !isGuarded(table) &&
    !schema.tables.some(({ inherits }) => inherits?.some(({ name }) => name === table.name));
}

function isCopyable({ type, generated }: Column): boolean {
  return !generated && !/^(json|xml)\b/.test(type);
}

/** The conditions that join a child to its parent by a foreign key; nothing where one is missing. */
function joinOf(
  view: Pick<StatementView, "conditions" | "outerConditions" | "column">,
  child: string,
  parent: string,
  key: ForeignKey,
): readonly SyntaxNode[] | undefined {
  const all = [...view.conditions, ...view.outerConditions.map(({ condition }) => condition)];
  const found = key.columns.map((column, at) =>
    all.find((node) => {
      const expression = nodeOf(node, "A_Expr");
      if (expression?.kind !== "AEXPR_OP") return false;
      if (namesOf(listOf(expression, "name")).join(".") !== "=") return false;
      const sides = [view.column(expression.lexpr), view.column(expression.rexpr)];
      const own = sides.some((side) => side?.alias === child && side.column.name === column);
      const other = sides.some((side) =>
        side?.alias === parent && side.column.name === key.references.columns[at]
      );
      return own && other;
    })
  );
  return found.every((node) => node !== undefined) ? found : undefined;
}

/** The columns of an alias that a statement names; nothing where a name cannot be told. */
function columnsUsed(
  view: Pick<StatementView, "fields" | "column">,
  alias: string,
): readonly string[] | undefined {
  const columns = new Set<string>();
  walk(view.fields, (type, fields) => {
    const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
    if (column?.alias === alias) columns.add(column.column.name);
  });
  return [...columns];
}

interface Copy {
  readonly schema: Schema;
  readonly child: Table;
  readonly key: ForeignKey;
  readonly parent: Table;
  readonly columns: readonly Column[];
}

function copyOf(copy: Copy): Structure {
  const { schema, child, key, parent } = copy;
  const columns = [...copy.columns].sort((a, b) => a.name < b.name ? -1 : 1);
  const role = roleOf(key);
  const names = new Map(
    columns.map(({ name }) => [name, freeColumn(schema, child.name, `${role}_${name}`)] as const),
  );
  const [from, to] = [columns.map(({ name }) => name), columns.map(({ name }) => names.get(name)!)];
  const title = columns.map(({ name }) =>
    `${child.name}.${names.get(name)} copies ${parent.name}.${name}`
  ).join(", ");
  const fetch = {
    schema: child.schema,
    name: freeName(schema, child.schema, `${child.name}_copy_${role}`),
  };
  const spread = {
    schema: child.schema,
    name: freeName(schema, child.schema, `${parent.name}_spread_to_${child.name}`),
  };
  const match = equalColumns("p", key.references.columns, "new", key.columns);
  const take = `select ${listColumns(from, "p")} into ${listColumns(to, "new")} from ${
    qualify(parent)
  } p where ${match} for share`;
  const set = to.map((name, at) => `${quoteIdentifier(name)} = new.${quoteIdentifier(from[at]!)}`);
  const pass = `update ${qualify(child)} c set ${set.join(", ")} where ${
    equalColumns("c", key.columns, "new", key.references.columns)
  }`;
  const put: readonly SchemaEdit[] = columns.map((column) => ({
    on: "schema",
    kind: "put-column",
    target: pathOf(child),
    value: {
      name: names.get(column.name)!,
      type: column.type,
      nullable: true,
      ...(column.collation === undefined ? {} : { collation: column.collation }),
      comment: `Copy of ${parent.name}.${column.name}${KEPT}`,
    },
    reason: `${title}: read without a join`,
  }));
  const edits: readonly SchemaEdit[] = [
    ...put,
    putFunction({
      routine: fetch,
      body: [
        "begin",
        "  -- The lock lets no change of the row that is copied pass unseen.",
        `  ${take};`,
        "  return new;",
        "end;",
      ].join("\n"),
      comment: `Takes ${from.join(", ")} of ${parent.name} into a row of ${child.name}`,
    }),
    putFunction({
      routine: spread,
      body: [
        "begin",
        `  if tg_op = 'UPDATE' and not (${differ([...from, ...key.references.columns])}) then`,
        "    return null;",
        "  end if;",
        refuseRepeatableRead(title),
        `  ${pass};`,
        "  return null;",
        "end;",
      ].join("\n"),
      comment: `Passes ${from.join(", ")} of ${parent.name} on to ${child.name}`,
    }),
    putTrigger({
      name: fetch.name,
      table: child,
      when: "BEFORE",
      events: ["INSERT", updateOf([...key.columns, ...to])],
      each: "ROW",
      calls: fetch,
      reason: title,
    }),
    putTrigger({
      name: spread.name,
      table: parent,
      when: "AFTER",
      events: ["INSERT", updateOf([...from, ...key.references.columns])],
      each: "ROW",
      calls: spread,
      reason: title,
    }),
  ];
  const changed = key.columns.map((_, at) => `$${at + 1}`);
  return {
    key: JSON.stringify(["copied-column", pathOf(child), key.columns, pathOf(parent), from]),
    kind: "copied-column",
    where: pathOf(child),
    title,
    edits,
    probe: put,
    fill: [
      `update ${qualify(child)} c set ${
        to.map((name, at) => `${quoteIdentifier(name)} = p.${quoteIdentifier(from[at]!)}`).join(
          ", ",
        )
      } from ${qualify(parent)} p where ${
        equalColumns("p", key.references.columns, "c", key.columns)
      }`,
    ],
    undo: [
      `drop function ${qualify(fetch)}() cascade`,
      `drop function ${qualify(spread)}() cascade`,
      `alter table ${qualify(child)} ${
        to.map((name) => `drop column ${quoteIdentifier(name)}`).join(", ")
      }`,
    ],
    rule: { kind: "trigger" },
    upkeep: [
      ...(["insert", "update"] as const).map((kind) => ({
        table: child,
        kind,
        ...(kind === "update" ? { columns: key.columns } : {}),
        sql: `select ${listColumns(from, "p")} from ${qualify(parent)} p where ${
          key.references.columns.map((name, at) => `p.${quoteIdentifier(name)} = ${changed[at]}`)
            .join(" and ")
        }`,
        writes: false,
      })),
      {
        table: parent,
        kind: "update",
        columns: [...from, ...key.references.columns],
        sql: `update ${qualify(child)} set ${quoteIdentifier(to[0]!)} = null where ${
          key.columns.map((name, at) => `${quoteIdentifier(name)} = ${changed[at]}`).join(" and ")
        }`,
        writes: true,
      },
      {
        table: parent,
        kind: "insert",
        sql: `select 1 from ${qualify(child)} where ${
          key.columns.map((name, at) => `${quoteIdentifier(name)} = ${changed[at]}`).join(" and ")
        }`,
        writes: false,
      },
    ],
    cautions: [
      `Each insert into ${child.name} waits for whoever is changing its row of ${parent.name}, and ` +
      "the other way round.",
      `Whoever reads \`select *\` of ${child.name} gets the new column too.`,
    ],
    statistics: (data) =>
      Promise.resolve([
        widenedTable(
          data,
          child,
          columns.map(({ name }) => copiedStatistics(data, parent, name, names.get(name)!, child)),
        ),
      ]),
    rewrite: (statement) => Promise.resolve(eliminate(statement, { ...copy, names })),
  };
}

type Names = ReadonlyMap<string, string>;

/** A statement without the join to the parent, wherever all that it takes from there is copied. */
function eliminate(
  statement: SyntaxNode,
  copy: Copy & { readonly names: Names },
): SyntaxNode | undefined {
  const { schema, child: childTable, parent: parentTable, key, names } = copy;
  const view = plainSelect(statement, schema);
  if (!view || contains(statement, "SubLink", "RangeSubselect", "RangeFunction")) return undefined;
  const aliases = new Set(view.tables.map(({ alias }) => alias));
  if (aliases.size < view.tables.length || takesWholeRows(statement, aliases)) return undefined;
  const held = new Set([...names.keys(), ...key.references.columns]);
  for (const child of view.tables.filter(({ table }) => pathOf(table) === pathOf(childTable))) {
    for (const parent of view.tables.filter(({ table }) => pathOf(table) === pathOf(parentTable))) {
      const join = child.alias === parent.alias
        ? undefined
        : joinOf(view, child.alias, parent.alias, key);
      const used = columnsUsed(view, parent.alias) ?? [];
      if (!join || !used.every((name) => held.has(name))) continue;
      if (used.every((name) => key.references.columns.includes(name))) continue;
      const from = without(view, { child, parent, join, key });
      if (!from) continue;
      const replace = (type: string, fields: SyntaxNode) => {
        const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
        if (column?.alias !== parent.alias) return undefined;
        const at = key.references.columns.indexOf(column.column.name);
        return columnNode(child.alias, at < 0 ? names.get(column.column.name)! : key.columns[at]!);
      };
      const fields = grouped(mapSelect(from, replace), child.alias, key, [...names.values()]);
      const next = { SelectStmt: fields };
      return eliminate(next, copy) ?? next;
    }
  }
  return undefined;
}

interface Joined {
  readonly child: { readonly alias: string; readonly nullable: boolean; readonly table: Table };
  readonly parent: { readonly alias: string; readonly nullable: boolean };
  readonly join: readonly SyntaxNode[];
  readonly key: ForeignKey;
}

// The FROM and WHERE without the parent.
function without(
  view: StatementView & { readonly tables: NonNullable<StatementView["tables"]> },
  { child, parent, join, key }: Joined,
): SyntaxNode | undefined {
  const { fields, tables, conditions } = view;
  if (!tables.some(({ nullable }) => nullable)) {
    const ranges: unknown[] = [];
    walk(fields.fromClause, (type, range) => {
      if (type !== "RangeVar") return;
      const alias = (range.alias as SyntaxNode | undefined)?.aliasname ?? range.relname;
      if (alias !== parent.alias) ranges.push({ RangeVar: range });
      return false;
    });
    const optional = key.columns.filter((name) =>
      child.table.columns.find((column) => column.name === name)!.nullable
    );
    return withFrom(fields, ranges, [
      ...conditions.filter((node) => !join.includes(node)),
      ...optional.map((name) => ({
        NullTest: { arg: columnNode(child.alias, name), nulltesttype: "IS_NOT_NULL" },
      })),
    ]);
  }
  if (!parent.nullable) return undefined;
  let found = false;
  const fromClause = replaceNodes(fields.fromClause, (type, node) => {
    const range = type === "JoinExpr" ? nodeOf(node.rarg, "RangeVar") : undefined;
    const alias = (range?.alias as SyntaxNode | undefined)?.aliasname ?? range?.relname;
    if (node.jointype !== "JOIN_LEFT" || alias !== parent.alias) return undefined;
    const quals = conjuncts(node.quals);
    if (quals.length !== join.length || !quals.every((one) => join.includes(one))) return undefined;
    found = true;
    return node.larg;
  });
  // Another join may not lean on the parent: its conditions are looked through like all else.
  return found ? { ...fields, fromClause } : undefined;
}

// Where the key is grouped by, what it determines has to be grouped by too, now that no primary key says so.
function grouped(
  fields: SyntaxNode,
  alias: string,
  { columns }: ForeignKey,
  copies: readonly string[],
): SyntaxNode {
  const groups = listOf(fields, "groupClause");
  const name = (node: unknown) =>
    namesOf(listOf(nodeOf(node, "ColumnRef") ?? {}, "fields")).join(".");
  const given = new Set(groups.map(name));
  if (groups.length === 0 || !columns.every((column) => given.has(`${alias}.${column}`))) {
    return fields;
  }
  const missing = copies.filter((column) => !given.has(`${alias}.${column}`));
  return {
    ...fields,
    groupClause: [...groups, ...missing.map((column) => columnNode(alias, column))],
  };
}
