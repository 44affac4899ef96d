import type { Finding, Severity } from "../../core/finding.ts";
import { compareFindings } from "../../core/finding.ts";
import type {
  Column,
  ExclusionConstraint,
  Index,
  Schema,
  Sequence,
  Table,
  UniqueConstraint,
} from "../../schema/schema.ts";
import { type FeatureId, featureOf, FUNCTIONS_SINCE } from "./features.ts";
import { clipName, makeObjectName, qualify, quoteIdentifier, quoteLiteral } from "./identifiers.ts";
import { identifierOf, tokensOf } from "./tokens.ts";

/** A schema in the form that an older version takes, and what that changed. */
export interface LoweredSchema {
  readonly schema: Schema;
  readonly findings: readonly Finding[];
}

/** What a row of the table below tells of one place. */
interface Report {
  readonly where: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** One feature and how a version without it says the same, or as much of it as it can. */
interface Dialect {
  readonly feature: FeatureId;
  readonly lower: (schema: Schema, report: (report: Report) => void) => Schema;
}

const DIALECTS: readonly Dialect[] = [
  { feature: "uuidv7", lower: lowerUuidv7 },
  { feature: "virtual-generated-columns", lower: storeVirtualColumns },
  { feature: "not-null-not-valid", lower: checkUnvalidatedNotNulls },
  { feature: "named-not-null", lower: forgetNotNullNames },
  { feature: "not-enforced", lower: dropUnenforced },
  { feature: "without-overlaps", lower: excludeOverlaps },
  { feature: "period-foreign-keys", lower: dropPeriodForeignKeys },
  { feature: "not-valid-on-partitioned", lower: validateOnPartitioned },
  { feature: "exclusion-on-partitioned", lower: excludeInPartitions },
  { feature: "identity-on-partitioned", lower: countWithSequence },
  { feature: "nulls-not-distinct", lower: coverNulls },
  { feature: "set-null-columns", lower: refuseSetColumns },
  { feature: "security-invoker-views", lower: dropSecurityInvoker },
];

/**
 * Puts a schema in the form that a version of PostgreSQL takes: what it lacks is said in the older way
 * where there is one, and reported.
 *
 * @param schema The schema.
 * @param version The major version, 14 to 18.
 */
export function lowerSchema(schema: Schema, version: number): LoweredSchema {
  const findings: Finding[] = [];
  let lowered = schema;
  for (const { feature, lower } of DIALECTS) {
    const { since, title } = featureOf(feature);
    if (version >= since) continue;
    lowered = lower(lowered, (report) =>
      findings.push({
        code: `without-${feature}`,
        ...report,
        what: `PostgreSQL ${version} has no ${title} (since ${since}): ${report.what}`,
      }));
  }
  findings.push(...laterFunctions(lowered, version));
  return { schema: lowered, findings: findings.sort(compareFindings) };
}

function mapTables(schema: Schema, change: (table: Table) => Table): Schema {
  return { ...schema, tables: schema.tables.map(change) };
}

function mapColumns(schema: Schema, change: (column: Column, table: Table) => Column): Schema {
  return mapTables(schema, (table) => ({
    ...table,
    columns: table.columns.map((column) => change(column, table)),
  }));
}

function placeOf(table: Table, part: { readonly name: string }): string {
  return `${qualify(table)}.${quoteIdentifier(part.name)}`;
}

/** An object without some of its keys. */
function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): T {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !keys.includes(key as K)),
  ) as T;
}

function lowerUuidv7(schema: Schema, report: (report: Report) => void): Schema {
  return mapColumns(schema, (column, table) => {
    if (column.default !== "uuidv7()") return column;
    report({
      where: placeOf(table, column),
      severity: "warning",
      what: "random identifiers are made instead",
      why: "New keys land all over the index, which grows and is read more",
      fix: "Target PostgreSQL 18, or use an identity column",
    });
    return { ...column, default: "gen_random_uuid()" };
  });
}

function storeVirtualColumns(schema: Schema, report: (report: Report) => void): Schema {
  return mapColumns(schema, (column, table) => {
    if (column.generated === undefined || column.generated.stored) return column;
    report({
      where: placeOf(table, column),
      severity: "advice",
      what: "the column is stored",
      why: "It takes space in each row, and adding it rewrites the table",
      fix: "Leave it stored, or compute it in a view",
    });
    return { ...column, generated: { ...column.generated, stored: true } };
  });
}

function checkUnvalidatedNotNulls(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    const unvalidated = table.columns.filter(({ notNull }) => notNull?.notValid);
    if (unvalidated.length === 0) return table;
    for (const column of unvalidated) {
      report({
        where: placeOf(table, column),
        severity: "advice",
        what: "an unvalidated check stands for it",
        why: "The planner does not read a check as NOT NULL",
        fix: "Validate the check, then SET NOT NULL",
      });
    }
    return {
      ...table,
      columns: table.columns.map((column) =>
        unvalidated.includes(column) ? { ...without(column, "notNull"), nullable: true } : column
      ),
      checks: [
        ...table.checks,
        ...unvalidated.map((column) => ({
          name: column.notNull?.name ?? makeObjectName(table.name, column.name, "not_null"),
          expression: `(${quoteIdentifier(column.name)} IS NOT NULL)`,
          notValid: true,
        })),
      ],
    };
  });
}

function forgetNotNullNames(schema: Schema, report: (report: Report) => void): Schema {
  return mapColumns(schema, (column, table) => {
    if (column.notNull?.noInherit) {
      report({
        where: placeOf(table, column),
        severity: "warning",
        what: "tables that inherit refuse nulls too",
        why: "The NOT NULL constraint was declared for this table alone",
        fix: "Use a check with NO INHERIT",
      });
    }
    return without(column, "notNull");
  });
}

function dropUnenforced(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    for (const constraint of [...table.checks, ...table.foreignKeys]) {
      if (!constraint.notEnforced) continue;
      report({
        where: placeOf(table, constraint),
        severity: "advice",
        what: "the constraint is left out",
        why: "It states what holds without checking it: only readers and the planner miss it",
        fix: "Say it in a comment, or enforce it",
      });
    }
    return {
      ...table,
      checks: table.checks.filter((check) => !check.notEnforced),
      foreignKeys: table.foreignKeys.filter((key) => !key.notEnforced),
    };
  });
}

function excludeOverlaps(schema: Schema, report: (report: Report) => void): Schema {
  let scalars = false;
  const lowered = mapTables(schema, (table) => {
    const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]
      .filter((key) => key.withoutOverlaps);
    if (keys.length === 0) return table;
    scalars ||= keys.some((key) => key.columns.length > 1);
    for (const key of keys) {
      report({
        where: placeOf(table, key),
        severity: "advice",
        what: "an exclusion constraint stands for it",
        why:
          "It forbids the same overlaps, but an empty range passes and no foreign key can refer to it",
        fix: "Check that the range is not empty",
      });
    }
    const rest = {
      ...table,
      uniques: table.uniques.filter((key) => !key.withoutOverlaps),
      exclusions: [...table.exclusions, ...keys.map(asExclusion)],
    };
    return table.primaryKey?.withoutOverlaps ? without(rest, "primaryKey") : rest;
  });
  const hasGist = schema.extensions.some(({ name }) => name === "btree_gist");
  if (!scalars || hasGist) return lowered;
  return {
    ...lowered,
    extensions: [...schema.extensions, { name: "btree_gist", schema: "public" }],
  };
}

function asExclusion(key: UniqueConstraint): ExclusionConstraint {
  const elements = key.columns.map((column, at) => ({
    expression: quoteIdentifier(column),
    operator: at === key.columns.length - 1 ? "&&" : "=",
  }));
  return {
    ...without({ ...key, columns: undefined }, "columns", "withoutOverlaps", "nullsNotDistinct"),
    method: "gist",
    elements,
  };
}

function dropPeriodForeignKeys(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    for (const key of table.foreignKeys.filter((one) => one.period)) {
      report({
        where: placeOf(table, key),
        severity: "error",
        what: "the foreign key is left out",
        why: "Rows may refer to a period that nothing covers",
        fix: "Check it in a constraint trigger on both tables, or target PostgreSQL 18",
      });
    }
    return { ...table, foreignKeys: table.foreignKeys.filter((key) => !key.period) };
  });
}

function validateOnPartitioned(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => {
    if (table.partitioning === undefined) return table;
    return {
      ...table,
      foreignKeys: table.foreignKeys.map((key) => {
        if (!key.notValid) return key;
        report({
          where: placeOf(table, key),
          severity: "warning",
          what: "the foreign key is validated at once",
          why: "Both tables are locked while all rows are read",
          fix: "Add it NOT VALID to each partition first",
        });
        return without(key, "notValid");
      }),
    };
  });
}

function excludeInPartitions(schema: Schema, report: (report: Report) => void): Schema {
  const above = new Map(schema.tables.map((table) => [qualify(table), table]));
  const inherited = (table: Table): readonly ExclusionConstraint[] => {
    const parent = table.partitionOf && above.get(qualify(table.partitionOf));
    return parent === undefined ? [] : [...parent.exclusions, ...inherited(parent)];
  };
  return mapTables(schema, (table) => {
    if (table.partitioning !== undefined) {
      for (const exclusion of table.exclusions) {
        report({
          where: placeOf(table, exclusion),
          severity: "warning",
          what: "each partition has the constraint instead",
          why: "A partition that is added later must be given it by hand",
          fix: "Give it to each new partition, or target PostgreSQL 17",
        });
      }
      return { ...table, exclusions: [] };
    }
    const own = inherited(table).map((exclusion) => ({
      ...without(exclusion, "comment"),
      name: makeObjectName(table.name, exclusion.name, "excl"),
    }));
    return own.length === 0 ? table : { ...table, exclusions: [...table.exclusions, ...own] };
  });
}

function countWithSequence(schema: Schema, report: (report: Report) => void): Schema {
  const sequences: Sequence[] = [];
  const byName = new Map(schema.tables.map((table) => [qualify(table), table]));
  const rootOf = (table: Table): Table => {
    const parent = table.partitionOf && byName.get(qualify(table.partitionOf));
    return parent === undefined ? table : rootOf(parent);
  };
  const lowered = mapColumns(schema, (column, table) => {
    const root = rootOf(table);
    if (column.identity === undefined || root.partitioning === undefined) return column;
    const { mode: _, name, ...options } = column.identity;
    const sequence = {
      schema: root.schema,
      name: name ?? makeObjectName(root.name, column.name, "seq"),
    };
    if (root === table) {
      sequences.push({
        ...sequence,
        type: column.type,
        ...options,
        ownedBy: { schema: table.schema, name: table.name, column: column.name },
      });
      report({
        where: placeOf(table, column),
        severity: "advice",
        what: "a sequence gives its default",
        why: "An INSERT may give a number of its own, and collide later",
        fix: "Let no program write the column",
      });
    }
    return {
      ...without(column, "identity"),
      default: `nextval(${quoteLiteral(qualify(sequence))}::regclass)`,
    };
  });
  if (sequences.length === 0) return schema;
  return { ...lowered, sequences: [...schema.sequences, ...sequences] };
}

/** Nulls in so many columns are covered by indexes over the other columns, one for each set of them. */
const MOST_NULLABLE = 3;

function coverNulls(schema: Schema, report: (report: Report) => void): Schema {
  const tell = (table: Table, name: string, covered: boolean): void =>
    report({
      where: placeOf(table, { name }),
      severity: covered ? "advice" : "error",
      what: covered ? "partial unique indexes cover the nulls" : "nulls are distinct",
      why: covered
        ? "There are more indexes to write to"
        : "Rows that differ only in nothing are no longer refused",
      fix: covered ? "Make the columns NOT NULL where they can be" : "Make the columns NOT NULL",
    });
  return mapTables(schema, (table) => {
    const added: Index[] = [];
    const uniques = table.uniques.map((unique) => {
      if (!unique.nullsNotDistinct) return unique;
      const indexes = nullIndexes(table, {
        name: unique.name,
        elements: unique.columns.map((column) => ({ column })),
      });
      tell(table, unique.name, indexes !== undefined);
      added.push(...indexes ?? []);
      return without(unique, "nullsNotDistinct");
    });
    const indexes = table.indexes.map((index) => {
      if (!index.nullsNotDistinct) return index;
      const covering = nullIndexes(table, index);
      tell(table, index.name, covering !== undefined);
      added.push(...covering ?? []);
      return without(index, "nullsNotDistinct");
    });
    return { ...table, uniques, indexes: [...indexes, ...added] };
  });
}

function nullIndexes(
  table: Table,
  of: Pick<Index, "name" | "elements" | "where">,
): Index[] | undefined {
  const textOf = (element: Index["elements"][number]): string =>
    "column" in element ? quoteIdentifier(element.column) : element.expression;
  const nullable = of.elements.filter((element) =>
    !("column" in element) ||
    table.columns.find(({ name }) => name === element.column)?.nullable !== false
  );
  if (nullable.length > MOST_NULLABLE) return undefined;
  return Array.from({ length: 2 ** nullable.length - 1 }, (_, at): Index => {
    const nulls = nullable.filter((_, bit) => (at + 1) & (1 << bit));
    const rest = of.elements.filter((element) => !nulls.includes(element));
    const isNull = nulls.map((element) => `${textOf(element)} IS NULL`);
    return {
      name: clipName(`${clipName(of.name, 55)}_null_${at + 1}`),
      method: "btree",
      unique: true,
      elements: rest.length > 0 ? rest : [{ expression: `(${isNull[0]})` }],
      where: [...(of.where === undefined ? [] : [of.where]), ...isNull].join(" AND "),
    };
  });
}

function refuseSetColumns(schema: Schema, report: (report: Report) => void): Schema {
  return mapTables(schema, (table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => {
      if (key.onDeleteColumns === undefined) return key;
      report({
        where: placeOf(table, key),
        severity: "error",
        what: `the foreign key refuses to delete instead of ${key.onDelete?.toUpperCase()}`,
        why: "Setting all of its columns would touch columns that must keep their value",
        fix: "Set the columns in a trigger before the delete, or target PostgreSQL 15",
      });
      return without(key, "onDelete", "onDeleteColumns");
    }),
  }));
}

function dropSecurityInvoker(schema: Schema, report: (report: Report) => void): Schema {
  return {
    ...schema,
    views: schema.views.map((view) => {
      if (view.options?.["security_invoker"] === undefined) return view;
      report({
        where: qualify(view),
        severity: "error",
        what: "the view acts with its owner's rights",
        why: "Row-level security and grants of the one who asks are passed over",
        fix: "Give the view an owner that the policies hold for, or target PostgreSQL 15",
      });
      const { security_invoker: _, ...options } = view.options;
      return Object.keys(options).length > 0 ? { ...view, options } : without(view, "options");
    }),
  };
}

/** Functions that the version lacks, in any expression, query or body. */
function laterFunctions(schema: Schema, version: number): Finding[] {
  const texts: readonly (readonly [string, string])[] = [
    ...schema.tables.flatMap((table) => [
      ...table.columns.map((column) =>
        [
          placeOf(table, column),
          `${column.default ?? ""} ${column.generated?.expression ?? ""}`,
        ] as const
      ),
      ...table.checks.map((check) => [placeOf(table, check), check.expression] as const),
      ...table.indexes.map((index) =>
        [
          placeOf(table, index),
          index.elements.map((element) => "expression" in element ? element.expression : "").join(),
        ] as const
      ),
    ]),
    ...schema.views.map((view) => [qualify(view), view.query] as const),
    ...schema.routines.map((routine) => [qualify(routine), routine.definition] as const),
  ];
  return texts.flatMap(([where, text]) => {
    const tokens = tokensOf(text);
    const names = tokens.filter((token, at) =>
      token.kind === "word" && tokens[at + 1]?.text === "(" && tokens[at - 1]?.text !== "."
    ).map(identifierOf);
    return [...new Set(names)].filter((name) =>
      Object.hasOwn(FUNCTIONS_SINCE, name) && version < FUNCTIONS_SINCE[name]!
    ).map((name): Finding => ({
      code: "later-function",
      severity: "error",
      where,
      what: `PostgreSQL ${version} has no ${name}() (since ${FUNCTIONS_SINCE[name]})`,
      why: "The statement is refused there",
      fix: `Write it without ${name}(), or target PostgreSQL ${FUNCTIONS_SINCE[name]}`,
    }));
  });
}
