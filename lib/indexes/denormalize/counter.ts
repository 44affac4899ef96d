import { qualify, quoteIdentifier, quoteLiteral } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import { findTable } from "../../schema/find_table.ts";
import type { ForeignKey, Schema, Table } from "../../schema/schema.ts";
import { tableStatistics } from "../../statistics/statistics.ts";
import { parseCondition, printNode } from "../../whatif/rewrites/print_tree.ts";
import type { StatementView } from "../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../workload/syntax_tree.ts";
import { isPlainTable } from "./copied_column.ts";
import { equalityOf, isFixedCondition } from "./fixed_conditions.ts";
import {
  type Aggregate,
  aggregateOf,
  type Filter,
  filterOf,
  isAggregateCall,
  type Measure,
  uniqueMeasures,
} from "./measures.ts";
import { freeColumn, freeName, KEPT } from "./names.ts";
import { measureStatistics, widenedTable } from "./statistics.ts";
import { type FindStructures, pathOf, type Structure } from "./structure.ts";
import {
  aliasesOf,
  callsOnly,
  contains,
  mapSelect,
  plainSelect,
  replaceNodes,
  sameTree,
  takesWholeRows,
  withFrom,
} from "./trees.ts";
import {
  equalColumns,
  hasRowTriggersBefore,
  listColumns,
  putFunction,
  putTrigger,
  updateOf,
} from "./triggers.ts";

/** Counts and sums over the children of a row, kept in the row. */
export const counters: FindStructures = ({ statement, schema }) =>
  readsOf(statement, schema).map((read) => counterOf(schema, read));

/** What a statement asks of the children of a row. */
interface ChildRead {
  readonly child: Table;
  readonly key: ForeignKey;
  readonly parent: Table;
  readonly filter: Filter;
  readonly measures: readonly Measure[];
  /** The statement with what stands for each measure in the row of the parent. */
  readonly rewritten: (column: (measure: Measure) => string) => Promise<SyntaxNode>;
}

function readsOf(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  return [
    ...aloneReads(statement, schema),
    ...correlatedReads(statement, schema),
    ...groupedReads(statement, schema),
  ];
}

type PlainSelect = NonNullable<ReturnType<typeof plainSelect>>;

/** Foreign keys of a table that say at every moment which row is meant. */
function keysOf(schema: Schema, child: Table): readonly { key: ForeignKey; parent: Table }[] {
  return child.foreignKeys.flatMap((key) => {
    const parent = findTable(schema, key.references);
    const target = [parent?.primaryKey, ...parent?.uniques ?? []].find((one) =>
      one && !one.deferrable && !one.withoutOverlaps &&
      [...one.columns].sort().join("\n") === [...key.references.columns].sort().join("\n")
    );
    const sameTypes = key.columns.every((name, at) => {
      const own = child.columns.find((column) => column.name === name);
      const other = parent?.columns.find((column) => column.name === key.references.columns[at]);
      return own !== undefined && own.type === other?.type && !own.generated &&
        !other?.generated && !other?.nullable && own.collation === other?.collation;
    });
    const fits = parent && target && sameTypes && parent !== child && !key.deferrable &&
      !key.notValid && !key.notEnforced && !key.period &&
      [child, parent].every((table) => isPlainTable(schema, table) && !hasRowTriggersBefore(table));
    return fits ? [{ key, parent }] : [];
  });
}

/** The aggregates of a SELECT list over one table, when it has nothing else. */
function aggregatesIn(
  value: unknown,
  view: Pick<StatementView, "column">,
  options: { readonly filter: Filter; readonly prefix: string; readonly alias: string },
): ReadonlyMap<SyntaxNode, Aggregate> | undefined {
  const found = new Map<SyntaxNode, Aggregate>();
  let known = true;
  walk(value, (type, fields) => {
    if (!isAggregateCall(type, fields)) return;
    const aggregate = aggregateOf(fields, view, options);
    if (aggregate) found.set(fields, aggregate);
    else known = false;
    return false;
  });
  return known ? found : undefined;
}

function prefixOf(child: Table, filter: Filter): string {
  const words = filter.columns.filter((name) => !child.name.includes(name));
  return [child.name, ...words].join("_");
}

interface OwnRows {
  readonly view: PlainSelect;
  readonly child: Table;
  readonly alias: string;
}

function overOneTable(statement: SyntaxNode, schema: Schema): OwnRows | undefined {
  const view = plainSelect(statement, schema);
  const [own, ...more] = view?.tables ?? [];
  const { fields } = view ?? {};
  if (!view || !own || more.length > 0 || !fields || contains(fields, "SubLink")) return undefined;
  if (fields.groupClause || fields.havingClause || fields.distinctClause) return undefined;
  if (fields.limitCount || fields.limitOffset || fields.sortClause) return undefined;
  return { view, child: own.table, alias: own.alias };
}

/** `select count(*) from children where parent_id = $1`. */
function aloneReads(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  const own = overOneTable(statement, schema);
  if (!own) return [];
  const { view, child, alias } = own;
  const { conditions, fields } = view;
  return keysOf(schema, child).flatMap(({ key, parent }): readonly ChildRead[] => {
    const given = key.columns.map((name) =>
      conditions.find((node) => equalityOf(node, view)?.column.column.name === name)
    );
    if (given.some((node) => node === undefined)) return [];
    const rest = conditions.filter((node) => !given.includes(node));
    if (!rest.every((node) => isFixedCondition(node, { ...view, schema }))) return [];
    const filter = filterOf(rest, view);
    const targets = listOf(fields, "targetList");
    const calls = aggregatesIn(targets, view, { filter, alias, prefix: prefixOf(child, filter) });
    if (!calls || calls.size === 0) return [];
    const others = targets.some((target) => {
      const left = replaceNodes(
        target,
        (_, fields) => calls.has(fields) ? { Null: {} } : undefined,
      );
      return contains(left, "ColumnRef", "FuncCall");
    });
    if (others) return [];
    return [{
      child,
      key,
      parent,
      filter,
      measures: uniqueMeasures([...calls.values()]),
      rewritten: async (column) => {
        const where = key.references.columns.map((name, at) => {
          const { value } = equalityOf(given[at], view)!;
          return `p.${quoteIdentifier(name)} = ${printNode(value)}`;
        }).join(" and ");
        // A row that is not there has no children: still one row of the result, with none counted.
        const nodes = await nodesOf(
          calls,
          (measure) => `coalesce(p.${quoteIdentifier(column(measure))}, 0)`,
        );
        const { whereClause: _where, ...rest } = mapSelect(fields, (_, call) => nodes.get(call));
        const source = await parseCondition(
          `exists (select from (values (1)) one (row) left join ${qualify(parent)} p on ${where})`,
        );
        const select = nodeOf(nodeOf(source, "SubLink")!.subselect, "SelectStmt")!;
        return { SelectStmt: { ...rest, fromClause: select.fromClause } };
      },
    }];
  });
}

async function nodesOf(
  calls: ReadonlyMap<SyntaxNode, Aggregate>,
  refer: (measure: Measure) => string,
): Promise<ReadonlyMap<SyntaxNode, SyntaxNode>> {
  const nodes = new Map<SyntaxNode, SyntaxNode>();
  for (const [call, { value }] of calls) nodes.set(call, await parseCondition(value(refer)));
  return nodes;
}

/** `(select count(*) from children c where c.parent_id = p.id)` in a statement over parents. */
function correlatedReads(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  const outer = plainSelect(statement, schema);
  if (!outer) return [];
  const reads: ChildRead[] = [];
  walk(outer.fields, (type, link) => {
    if (type !== "SubLink") return;
    const read = link.subLinkType === "EXPR_SUBLINK" ? correlated(link) : undefined;
    if (read) reads.push(read);
    return false;
  });
  return reads;

  function correlated(link: SyntaxNode): ChildRead | undefined {
    const own = overOneTable(link.subselect as SyntaxNode, schema);
    const targets = own ? listOf(own.view.fields, "targetList") : [];
    if (!own || targets.length !== 1) return undefined;
    const { view, child, alias } = own;
    const call = nodeOf(nodeOf(targets[0], "ResTarget")?.val, "FuncCall");
    if (!call) return undefined;
    for (const { key, parent } of keysOf(schema, child)) {
      for (const { alias: above, table } of outer!.tables) {
        if (table !== parent || above === alias) continue;
        const joins = key.columns.map((name, at) =>
          view.conditions.find((node) =>
            correlates(node, view, name, above, key.references.columns[at]!)
          )
        );
        if (joins.some((node) => node === undefined)) continue;
        const rest = view.conditions.filter((node) => !joins.includes(node));
        if (!rest.every((node) => isFixedCondition(node, { ...view, schema }))) continue;
        const filter = filterOf(rest, view);
        const calls = aggregatesIn(targets, view, {
          filter,
          alias,
          prefix: prefixOf(child, filter),
        });
        const aggregate = calls?.get(call);
        if (!aggregate) continue;
        return {
          child,
          key,
          parent,
          filter,
          measures: aggregate.measures,
          rewritten: async (column) => {
            const node = await parseCondition(
              aggregate.value((measure) =>
                `coalesce(${quoteIdentifier(above)}.${quoteIdentifier(column(measure))}, 0)`
              ),
            );
            const fields = mapSelect(
              outer!.fields,
              (type, fields) => type === "SubLink" && sameTree(fields, link) ? node : undefined,
            );
            return { SelectStmt: fields };
          },
        };
      }
    }
    return undefined;
  }
}

// `c.parent_id = p.id`, where `p` is of the statement around.
function correlates(
  node: unknown,
  view: Pick<StatementView, "column">,
  column: string,
  above: string,
  target: string,
): boolean {
  const expression = nodeOf(node, "A_Expr");
  if (expression?.kind !== "AEXPR_OP" || namesOf(listOf(expression, "name")).join(".") !== "=") {
    return false;
  }
  return [["lexpr", "rexpr"], ["rexpr", "lexpr"]].some(([own, other]) => {
    const names = namesOf(listOf(nodeOf(expression[other!], "ColumnRef") ?? {}, "fields"));
    return view.column(expression[own!])?.column.name === column &&
      names.length === 2 && names[0] === above && names[1] === target;
  });
}

/** `select p.…, count(c.id) from parents p left join children c on … group by p.id`. */
function groupedReads(statement: SyntaxNode, schema: Schema): readonly ChildRead[] {
  const view = plainSelect(statement, schema);
  if (!view || view.tables.length !== 2 || contains(view.fields, "SubLink")) return [];
  const { fields, tables, conditions, outerConditions } = view;
  const groups = listOf(fields, "groupClause");
  if (groups.length === 0 || fields.distinctClause) return [];
  if (takesWholeRows(statement, new Set(tables.map(({ alias }) => alias)))) return [];
  for (const [child, parent] of [[tables[0]!, tables[1]!], [tables[1]!, tables[0]!]] as const) {
    for (const { key, parent: table } of keysOf(schema, child.table)) {
      if (parent.table !== table || parent.nullable) continue;
      const outer = child.nullable;
      const joining = outer ? outerConditions.map(({ condition }) => condition) : conditions;
      const joins = key.columns.map((name, at) =>
        joining.find((node) =>
          correlates(
            node,
            onlyOf(view, child.alias),
            name,
            parent.alias,
            key.references.columns[at]!,
          )
        )
      );
      if (joins.some((node) => node === undefined)) continue;
      const rest = joining.filter((node) => !joins.includes(node));
      const own = rest.filter((node) => only(aliasesOf(node, view), child.alias));
      const others = rest.filter((node) => !own.includes(node));
      // What an outer join asks of the parent leaves the parent's row and takes its children away.
      if (outer && others.length > 0) continue;
      const above = outer ? conditions : others;
      if (!above.every((node) => only(aliasesOf(node, view), parent.alias))) continue;
      if (!own.every((node) => isFixedCondition(node, { ...view, schema }))) continue;
      const grouped = groups.map((node) => view.column(node));
      if (!grouped.every((column) => column?.alias === parent.alias)) continue;
      const names = grouped.map((column) => column!.column.name);
      if (!key.references.columns.every((name) => names.includes(name))) continue;
      const filter = filterOf(own, view);
      const asked = [fields.targetList, fields.havingClause, fields.sortClause];
      const calls = aggregatesIn(asked, view, {
        filter,
        alias: child.alias,
        prefix: prefixOf(child.table, filter),
      });
      if (!calls || calls.size === 0) continue;
      const left = replaceNodes(asked, (_, call) => calls.has(call) ? { Null: {} } : undefined);
      if (!only(aliasesOf(withoutOutputNames(left, fields), view), parent.alias)) continue;
      if (!isScalar(left)) continue;
      const rows = aggregateOf(COUNT_ALL, view, {
        filter,
        alias: child.alias,
        prefix: prefixOf(child.table, filter),
      })!.measures[0]!;
      const measures = uniqueMeasures([
        ...calls.values(),
        ...(outer ? [] : [{ measures: [rows], value: () => "" }]),
      ]);
      return [{
        child: child.table,
        key,
        parent: parent.table,
        filter,
        measures,
        rewritten: async (column) => {
          const refer = (measure: Measure) =>
            `${quoteIdentifier(parent.alias)}.${quoteIdentifier(column(measure))}`;
          const nodes = new Map<SyntaxNode, SyntaxNode>();
          for (const [call, { value }] of calls) {
            // An outer join gives one row for a parent without children, and count(*) counts it.
            const text = outer && call.agg_star ? `greatest(${refer(rows)}, 1)` : value(refer);
            nodes.set(call, await parseCondition(text));
          }
          const mapped = mapSelect(fields, (_, call) => nodes.get(call));
          const { groupClause: _groups, havingClause, ...plain } = mapped;
          const ranges: unknown[] = [];
          walk(fields.fromClause, (type, range) => {
            if (type !== "RangeVar") return;
            const alias = (range.alias as SyntaxNode | undefined)?.aliasname ?? range.relname;
            if (alias === parent.alias) ranges.push({ RangeVar: range });
            return false;
          });
          return {
            SelectStmt: withFrom(plain, ranges, [
              ...above,
              ...(outer ? [] : [await parseCondition(`${refer(rows)} > 0`)]),
              ...(havingClause ? [havingClause as SyntaxNode] : []),
            ]),
          };
        },
      }];
    }
  }
  return [];
}

const COUNT_ALL: SyntaxNode = { funcname: [{ String: { sval: "count" } }], agg_star: true };

/** Functions of one row that statements often wrap around a count. */
const SCALARS: ReadonlySet<string> = new Set(
  "abs ceil floor length lower round to_char trim upper date_trunc".split(" "),
);

// Whatever else is called might be another aggregate.
function isScalar(value: unknown): boolean {
  return callsOnly(value, SCALARS);
}

const only = (aliases: ReadonlySet<string> | undefined, alias: string): boolean =>
  aliases !== undefined && [...aliases].every((one) => one === alias);

function onlyOf(
  view: Pick<StatementView, "column">,
  alias: string,
): Pick<StatementView, "column"> {
  return {
    column: (node) => {
      const column = view.column(node);
      return column?.alias === alias ? column : undefined;
    },
  };
}

// A bare name in ORDER BY may mean a column of the result.
function withoutOutputNames(value: unknown, fields: SyntaxNode): unknown {
  const names = new Set(
    listOf(fields, "targetList").map((target) => nodeOf(target, "ResTarget")?.name),
  );
  return replaceNodes(value, (type, node) => {
    const own = type === "ColumnRef" ? namesOf(listOf(node, "fields")) : [];
    return own.length === 1 && names.has(own[0]) ? { Null: {} } : undefined;
  });
}

function counterOf(schema: Schema, read: ChildRead): Structure {
  const { child, key, parent, filter } = read;
  const measures = [...read.measures].sort((a, b) => a.key < b.key ? -1 : 1);
  const names = new Map<string, string>();
  for (const measure of measures) {
    names.set(measure.key, freeColumn(schema, parent.name, measure.name));
  }
  const nameOf = (measure: Measure) => names.get(measure.key)!;
  const where = filter.of("c");
  const title = measures.map((measure) =>
    `${parent.name}.${nameOf(measure)} keeps ${measure.key} of ${child.name}${
      where === undefined ? "" : ` where ${filter.of(child.name)}`
    }`
  ).join(", ");
  const put: readonly SchemaEdit[] = measures.map((measure) => ({
    on: "schema",
    kind: "put-column",
    target: pathOf(parent),
    value: {
      name: nameOf(measure),
      type: measure.type,
      nullable: false,
      default: measure.type === "numeric" ? "(0)::numeric" : "0",
      comment: `${measure.key} of ${child.name}${KEPT}`,
    },
    reason: `${title}: read without counting`,
  }));
  const routine = (wanted: string) => ({
    schema: parent.schema,
    name: freeName(schema, parent.schema, wanted),
  });
  const count = routine(`${child.name}_count_in_${parent.name}_${key.columns.join("_")}`);
  const recount = routine(`${parent.name}_recount_${child.name}_${key.columns.join("_")}`);
  const watched = [...new Set([...key.columns, ...measures.flatMap(({ columns }) => columns)])];
  const sums = (row: string, whose: string) =>
    measures.map((measure) => `coalesce(sum(${measure.of(row)}), 0)`).join(", ") +
    ` from ${qualify(child)} ${row} where ${
      equalColumns(row, key.columns, whose, key.references.columns)
    }`;
  const change = (sign: string, row: string) =>
    [
      `    update ${qualify(parent)} p set ${
        measures.map((measure) =>
          `${quoteIdentifier(nameOf(measure))} = p.${quoteIdentifier(nameOf(measure))} ${sign} ${
            measure.of(row)
          }`
        ).join(", ")
      }`,
      `     where ${equalColumns("p", key.references.columns, row, key.columns)};`,
    ].join("\n");
  const holdsNaN = measures.flatMap(({ notANumber }) => notANumber ?? []).map(quoteIdentifier);
  const same = `row(${listColumns(key.columns, "new")}) is not distinct from row(${
    listColumns(key.columns, "old")
  })`;
  const body = [
    "begin",
    "  if tg_op = 'TRUNCATE' then",
    `    update ${qualify(parent)} p set ${
      measures.map((measure) => `${quoteIdentifier(nameOf(measure))} = 0`).join(", ")
    }`,
    `     where row(${listColumns(measures.map(nameOf), "p")}) is distinct from row(${
      measures.map(() => "0").join(", ")
    });`,
    "    return null;",
    "  end if;",
    ...(holdsNaN.length === 0 ? [] : [
      "  if tg_op <> 'DELETE' and 'NaN' in (" +
      holdsNaN.map((name) => `new.${name}`).join(", ") + ") then",
      "    raise exception using",
      "      errcode = 'numeric_value_out_of_range',",
      `      message = ${quoteLiteral(`NaN cannot be taken away again: ${title}`)};`,
      "  end if;",
    ]),
    "  if tg_op = 'UPDATE' then",
    `    if ${same} then`,
    `      if row(${
      measures.map((measure) => measure.of("new")).join(", ")
    }) is not distinct from row(${measures.map((measure) => measure.of("old")).join(", ")}) then`,
    "        return null;",
    "      end if;",
    `      update ${qualify(parent)} p set ${
      measures.map((measure) =>
        `${quoteIdentifier(nameOf(measure))} = p.${quoteIdentifier(nameOf(measure))} - ${
          measure.of("old")
        } + ${measure.of("new")}`
      ).join(", ")
    }`,
    `       where ${equalColumns("p", key.references.columns, "new", key.columns)};`,
    "      return null;",
    "    end if;",
    "  end if;",
    "  if tg_op <> 'INSERT' then",
    change("-", "old"),
    "  end if;",
    "  if tg_op <> 'DELETE' then",
    change("+", "new"),
    "  end if;",
    "  return null;",
    "end;",
  ].join("\n");
  const edits: readonly SchemaEdit[] = [
    ...put,
    putFunction({ routine: count, body, comment: `Keeps ${title}` }),
    putFunction({
      routine: recount,
      body: [
        "begin",
        `  select ${
          measures.map((measure) => `coalesce(sum(${measure.of("r")}), 0)`).join(", ")
        } into ${listColumns(measures.map(nameOf), "new")} from ${qualify(child)} r where ${
          equalColumns("r", key.columns, "new", key.references.columns)
        };`,
        "  return new;",
        "end;",
      ].join("\n"),
      comment:
        `Counts ${child.name} anew for a row of ${parent.name} that is new or gets another key`,
    }),
    putTrigger({
      name: count.name,
      table: child,
      when: "AFTER",
      events: ["INSERT", "DELETE", updateOf(watched)],
      each: "ROW",
      calls: count,
      reason: title,
    }),
    putTrigger({
      name: freeName(schema, parent.schema, `${count.name}_truncated`),
      table: child,
      when: "AFTER",
      events: ["TRUNCATE"],
      each: "STATEMENT",
      calls: count,
      reason: title,
    }),
    putTrigger({
      name: recount.name,
      table: parent,
      when: "BEFORE",
      events: ["INSERT", updateOf(key.references.columns)],
      each: "ROW",
      calls: recount,
      reason: title,
    }),
  ];
  const numbers = key.references.columns.map((_, at) => `$${at + 1}`);
  const touch = `update ${qualify(parent)} set ${quoteIdentifier(nameOf(measures[0]!))} = 0 where ${
    key.references.columns.map((name, at) => `${quoteIdentifier(name)} = ${numbers[at]}`)
      .join(" and ")
  }`;
  return {
    key: JSON.stringify([
      "counter",
      pathOf(child),
      key.columns,
      pathOf(parent),
      filter.key,
      measures.map((measure) => measure.key),
    ]),
    kind: "counter",
    where: pathOf(parent),
    title,
    edits,
    probe: put,
    fill: [
      `update ${qualify(parent)} p set (${
        measures.map((measure) => quoteIdentifier(nameOf(measure))).join(", ")
      }) = (select ${sums("r", "p")})`,
    ],
    undo: [
      `drop function ${qualify(count)}() cascade`,
      `drop function ${qualify(recount)}() cascade`,
      `alter table ${qualify(parent)} ${
        measures.map((measure) => `drop column ${quoteIdentifier(nameOf(measure))}`).join(", ")
      }`,
    ],
    rule: { kind: "trigger" },
    lockedBy: { table: child, columns: key.columns },
    upkeep: [
      { table: child, kind: "insert", sql: touch, writes: true },
      { table: child, kind: "delete", sql: touch, writes: true },
      { table: child, kind: "update", columns: watched, sql: touch, writes: true },
      {
        table: parent,
        kind: "insert",
        sql: `select 1 from ${qualify(child)} where ${
          key.columns.map((name, at) => `${quoteIdentifier(name)} = ${numbers[at]}`).join(" and ")
        }`,
        writes: false,
      },
    ],
    cautions: [
      `Whoever changes ${child.name} locks the row of ${parent.name} until the end of the ` +
      `transaction: changes under one row of ${parent.name} wait for each other.`,
      ...(holdsNaN.length === 0
        ? []
        : [`NaN is refused in ${child.name}: a sum never gets rid of it.`]),
      `Only the triggers may write ${measures.map(nameOf).join(", ")}.`,
      `Whoever reads \`select *\` of ${parent.name} gets the new column too.`,
    ],
    statistics: (data) => {
      const rows = (of: Table) =>
        Math.max(1, tableStatistics(data.statistics, of.name, of.schema)?.rows ?? 1);
      const distinct = Math.min(1000, 2 + 3 * rows(child) / rows(parent));
      const added = measures.map((measure) =>
        measureStatistics(data.schema, nameOf(measure), measure.type, distinct)
      );
      return Promise.resolve([widenedTable(data, parent, added)]);
    },
    rewrite: async (statement) => {
      const found = readsOf(statement, schema).find((other) =>
        pathOf(other.child) === pathOf(child) && pathOf(other.parent) === pathOf(parent) &&
        other.key.columns.join() === key.columns.join() && other.filter.key === filter.key &&
        other.measures.every((measure) => names.has(measure.key))
      );
      return await found?.rewritten((measure) => names.get(measure.key)!);
    },
  };
}
