import { freeze } from "../core/freeze.ts";
import { parseArrayLiteral } from "./array_literal.ts";
import {
  type ColumnStatistics,
  fromNDistinct,
  type IndexStatistics,
  type Statistics,
  type TableStatistics,
} from "./statistics.ts";

/**
 * Reads what `pg_dump --statistics-only` (PostgreSQL 18) prints: calls of `pg_restore_relation_stats()`
 * and `pg_restore_attribute_stats()`. A relation whose statistics have no columns of its own but numbered
 * ones is an index.
 *
 * @param text The dump; other statements in it are passed over.
 * @param indexes The table of each index, both with their namespaces. The dump does not say it: an index
 * that is not named here counts as a table without columns.
 * @throws {SyntaxError} When the text holds no such call, or one that does not parse.
 */
export function parseStatisticsDump(
  text: string,
  indexes: Readonly<Record<string, string>> = {},
): Statistics {
  const relations = new Map<string, Call>();
  const columns = new Map<string, Call[]>();
  for (const call of callsIn(text)) {
    const key = pathOf(call);
    if (call.name === "pg_restore_relation_stats") relations.set(key, call);
    else columns.set(key, [...columns.get(key) ?? [], call]);
  }
  if (relations.size === 0 && columns.size === 0) {
    throw new SyntaxError(
      "Cannot read the dump: it holds no call of pg_restore_relation_stats(); make it with " +
        "pg_dump --statistics-only of PostgreSQL 18",
    );
  }
  const paths = new Set([...relations.keys(), ...columns.keys()]);
  const tables = [...paths].filter((path) => indexes[path] === undefined).map(
    (path): TableStatistics => {
      const own = columns.get(path) ?? [];
      const inherited = own.filter(({ args }) => /^t/i.test(args.get("inherited") ?? "f"));
      const [schema, name] = JSON.parse(keyOf(path, relations, columns)) as [string, string];
      return {
        schema,
        name,
        ...sizeOf(relations.get(path)),
        allVisiblePages: number(relations.get(path), "relallvisible", 0),
        columns: own.filter((call) => !inherited.includes(call)).map(columnOf),
        ...(inherited.length > 0 ? { inherited: inherited.map(columnOf) } : {}),
        indexes: Object.entries(indexes).filter(([index, table]) =>
          table === path && paths.has(index)
        )
          .map(([index]): IndexStatistics => ({
            name: (JSON.parse(keyOf(index, relations, columns)) as [string, string])[1],
            ...sizeOf(relations.get(index)),
            expressions: (columns.get(index) ?? []).map(columnOf),
          })),
        extended: [],
      };
    },
  );
  return freeze({
    tables,
    tag: "measured" as const,
    evidence: { text: "Read from a dump of statistics", source: "pg_dump --statistics-only" },
  });
}

interface Call {
  readonly name: string;
  readonly args: ReadonlyMap<string, string>;
}

function pathOf({ args }: Call): string {
  return `${args.get("schemaname") ?? "public"}.${args.get("relname") ?? ""}`;
}

function keyOf(
  path: string,
  relations: ReadonlyMap<string, Call>,
  columns: ReadonlyMap<string, readonly Call[]>,
): string {
  const { args } = relations.get(path) ?? columns.get(path)![0]!;
  return JSON.stringify([args.get("schemaname") ?? "public", args.get("relname") ?? ""]);
}

function* callsIn(text: string): Generator<Call> {
  for (const match of text.matchAll(/\b(pg_restore_(?:relation|attribute)_stats)\s*\(/g)) {
    const args = new Map<string, string>();
    // A literal, perhaps an escape string, with its cast; names and values in turn.
    const LITERAL =
      /\s*(?:(E?)'((?:[^']|'')*)'|(-?[\d.]+|true|false|null))(?:::[\w ]+(?:\[\])?)?\s*([,)])/iy;
    LITERAL.lastIndex = match.index + match[0].length;
    let name: string | undefined;
    while (true) {
      const place = LITERAL.lastIndex;
      const found = LITERAL.exec(text);
      if (!found) {
        const line = text.slice(0, place).split("\n").length;
        throw new SyntaxError(
          `Cannot read the dump at line ${line}: ${match[1]} has an argument of an unknown form`,
        );
      }
      const [, escape, quoted, bare, end] = found;
      const value = quoted === undefined
        ? bare!
        : (escape ? quoted.replaceAll("\\\\", "\\") : quoted).replaceAll("''", "'");
      if (name === undefined) name = value;
      else {
        args.set(name, value);
        name = undefined;
      }
      if (end === ")") break;
    }
    yield { name: match[1]!, args };
  }
}

function number(call: Call | undefined, name: string, otherwise: number): number {
  const value = call?.args.get(name);
  return value === undefined ? otherwise : Number(value);
}

function sizeOf(call: Call | undefined): { readonly rows: number; readonly pages: number } {
  return { rows: number(call, "reltuples", -1), pages: number(call, "relpages", 0) };
}

function columnOf(call: Call): ColumnStatistics {
  const { args } = call;
  const texts = (name: string) => {
    const value = args.get(name);
    return value === undefined
      ? undefined
      : parseArrayLiteral(value).filter((item): item is string => item !== null);
  };
  const numbers = (name: string) => texts(name)?.map(Number);
  const values = texts("most_common_vals");
  const histogram = texts("histogram_bounds");
  const elements = texts("most_common_elems");
  const shares = numbers("most_common_elem_freqs") ?? [];
  const counts = numbers("elem_count_histogram");
  const lengths = texts("range_length_histogram");
  const bounds = texts("range_bounds_histogram");
  const correlation = args.get("correlation");
  return {
    name: args.get("attname") ?? args.get("attnum") ?? "",
    nullFraction: number(call, "null_frac", 0),
    width: number(call, "avg_width", 0),
    distinct: fromNDistinct(number(call, "n_distinct", 0)),
    ...(values ? { mostCommon: { values, frequencies: numbers("most_common_freqs") ?? [] } } : {}),
    ...(histogram ? { histogram } : {}),
    ...(correlation === undefined ? {} : { correlation: Number(correlation) }),
    ...(elements || counts
      ? {
        elements: {
          ...(elements
            ? {
              mostCommon: {
                values: elements,
                frequencies: shares.slice(0, elements.length),
                bounds: shares.slice(elements.length),
              },
            }
            : {}),
          ...(counts ? { countHistogram: counts } : {}),
        },
      }
      : {}),
    ...(lengths || bounds
      ? {
        range: {
          emptyFraction: number(call, "range_empty_frac", 0),
          ...(lengths ? { lengths } : {}),
          ...(bounds ? { bounds } : {}),
        },
      }
      : {}),
  };
}
