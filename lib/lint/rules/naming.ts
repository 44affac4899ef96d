import { pluralOf } from "../../model/naming.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import { eachColumn, eachTable, type LintRule, pathOf } from "../rule.ts";

/** Rules about names and comments. */
export const namingRules: readonly LintRule[] = [
  {
    code: "upper-case-name",
    severity: "warning",
    applies: "postgresql",
    what: "Names are in lower case.",
    why:
      "A name with capitals must be quoted in every query for ever: PostgreSQL folds what is not quoted.",
    fix: "Use snake_case, and the model's names stay as they are.",
    source: "PostgreSQL wiki, Don't Do This: upper case names",
    judge: eachTable(function* (table) {
      const names = [table.name, ...table.columns.map(({ name }) => name)];
      const upper = names.filter((name) => name !== name.toLowerCase());
      if (upper.length === 0) return;
      yield {
        where: pathOf(table),
        what: `${table.name} has names with capitals: ${some(upper)}.`,
      };
    }),
  },
  {
    code: "inconsistent-naming",
    severity: "advice",
    applies: "any engine",
    what: "All names follow one rule.",
    why: "Whoever writes a query has to look up each name.",
    fix: "Rename the few to the rule of the many.",
    source: "Azimutt, schemalint",
    judge: function* ({ schema }) {
      yield* oddStyle(schema);
      yield* oddNumber(schema);
    },
  },
  {
    code: "one-name-two-types",
    severity: "advice",
    applies: "any engine",
    what: "Columns of one name have one type.",
    why: "Joining or comparing them converts one side, which may keep an index from use.",
    fix: "Give them one type, or two names if they mean two things.",
    source: "Azimutt, schemalint",
    judge: function* ({ schema }) {
      const seen = new Map<string, Map<string, string>>();
      const own = new Set(schema.types.map(({ name }) => name));
      for (const table of schema.tables.filter(({ partitionOf }) => !partitionOf)) {
        for (const { name, type } of table.columns) {
          // A key that is called id is each table's own; so is a type that is named after its table.
          if (name === "id" || own.has(bareType(type))) continue;
          const types = seen.get(name) ?? new Map<string, string>();
          const base = type.replace(/\(.*\)/, "").replace("character varying", "text");
          if (!types.has(base)) types.set(base, pathOf(table, name));
          seen.set(name, types);
        }
      }
      for (const [name, types] of seen) {
        if (types.size < 2) continue;
        const places = [...types].map(([type, where]) => `${type} in ${where}`);
        yield { where: [...types.values()][0]!, what: `${name} is ${places.join(", ")}.` };
      }
    },
  },
  {
    code: "numbered-columns",
    severity: "warning",
    applies: "any engine",
    what: "A table has no numbered columns.",
    why: "The next value needs a new column, and each search has to look into all of them.",
    fix: "Make a table of one row a value.",
    source: "sqlcheck; Karwin, SQL Antipatterns (2010), chapter 8",
    judge: eachTable(function* (table) {
      const stems = Map.groupBy(
        table.columns.filter(({ name }) => /\D_?\d+$/.test(name)),
        ({ name }) => name.replace(/_?\d+$/, ""),
      );
      for (const [stem, columns] of stems) {
        if (columns.length < 2 || NUMBERED_BY_NATURE.test(stem)) continue;
        yield {
          where: pathOf(table, columns[0]!.name),
          what: `${table.name} has numbered columns: ${some(columns.map(({ name }) => name))}.`,
        };
      }
    }),
  },
  {
    code: "missing-comments",
    severity: "advice",
    applies: "any engine",
    what: "Every table and column has a comment.",
    why: "Who comes later guesses what it means, and guesses wrong.",
    fix: "Describe the entity and its attributes: descriptions become comments.",
    source: "tbls, schemalint",
    judge: function* ({ schema }) {
      const tables = schema.tables.filter(({ partitionOf }) => !partitionOf);
      // A domain says it for its columns.
      const described = new Set(
        schema.types.filter(({ kind, comment }) => kind === "domain" && comment)
          .map(({ name }) => name),
      );
      for (const [namespace, mine] of Map.groupBy(tables, ({ schema }) => schema)) {
        const missing = mine.flatMap((table) => [
          ...(table.comment ? [] : [table.name]),
          ...table.columns.filter((column) =>
            !column.comment && !plain(table, column) && !described.has(bareType(column.type))
          )
            .map(({ name }) => `${table.name}.${name}`),
        ]);
        const all = mine.reduce((sum, { columns }) => sum + columns.length + 1, 0);
        if (missing.length === 0) continue;
        yield {
          where: namespace,
          what: `${missing.length} of ${all} tables and columns have no comment: ${some(missing)}.`,
        };
      }
    },
  },
  {
    code: "text-default-null",
    severity: "error",
    applies: "any engine",
    what: "No default is the text 'NULL'.",
    why: "The column is then never null, and holds a word of four letters.",
    fix: "Drop the default: a nullable column is null without one.",
    source: "sqlcheck",
    judge: eachColumn(function* (column, table) {
      if (!/^'null'(::.*)?$/i.test(column.default ?? "")) return;
      yield {
        where: pathOf(table, column.name),
        what: `${table.name}.${column.name} defaults to the text 'NULL'.`,
      };
    }),
  },
];

/** Names that a standard numbers: lines of an address, versions of a hash or an address. */
const NUMBERED_BY_NATURE = /(^|_)(line|sha|md|ipv|iso|utf|address_line|crc)$/i;

const STYLES: Readonly<Record<string, RegExp>> = {
  "snake_case": /^[a-z0-9_]*_[a-z0-9_]*$/,
  "camelCase": /^[a-z]+[A-Z]/,
  "PascalCase": /^[A-Z][a-z]/,
};

function styleOf(name: string): string | undefined {
  return Object.keys(STYLES).find((style) => STYLES[style]!.test(name));
}

function* oddStyle(schema: Schema): Iterable<{ where: string; what: string }> {
  const named = schema.tables.flatMap((table) => [
    { name: table.name, where: pathOf(table) },
    ...table.columns.map(({ name }) => ({ name, where: pathOf(table, name) })),
  ]);
  const styles = Map.groupBy(named, ({ name }) => styleOf(name));
  styles.delete(undefined);
  const [common, ...odd] = [...styles].sort(([, a], [, b]) => b.length - a.length);
  for (const [style, names] of odd) {
    for (const { name, where } of names) {
      yield { where, what: `${name} is in ${style}; most names are in ${common![0]}.` };
    }
  }
}

function* oddNumber(schema: Schema): Iterable<{ where: string; what: string }> {
  const tables = schema.tables.filter(({ partitionOf }) => !partitionOf);
  const [plural, singular] = [tables.filter(isPlural), tables.filter((table) => !isPlural(table))];
  if (plural.length === 0 || singular.length === 0 || tables.length < 4) return;
  const [few, many] = plural.length < singular.length ? [plural, "singular"] : [singular, "plural"];
  // Near halves there is no rule to follow.
  if (few.length * 4 > tables.length) return;
  for (const table of few) {
    yield {
      where: pathOf(table),
      what: `${table.name} is not in the ${many}, as most tables are.`,
    };
  }
}

function isPlural({ name }: Table): boolean {
  return pluralOf(name.toLowerCase()) === name.toLowerCase();
}

// A generated key and a reference say what they are by themselves.
function plain(table: Table, column: Column): boolean {
  return column.identity !== undefined ||
    table.foreignKeys.some(({ columns }) => columns.includes(column.name));
}

/** A type's name without its namespace and its quotes. */
function bareType(type: string): string {
  return (/(?:^|\.)("(?:[^"]|"")+"|[^".]+)$/.exec(type)?.[1] ?? type)
    .replace(/^"(.*)"$/, "$1").replaceAll('""', '"');
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
