import { secondsBetween } from "../../core/date.ts";
import { didYouMean } from "../../core/suggest.ts";
import { growthCurve } from "../../growth/growth_curve.ts";
import { tableRows } from "../../growth/table_rows.ts";
import { parseGrowth } from "../../model/growth_text.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { Table } from "../../schema/schema.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";

/** How the rate of a pattern goes over the horizon. */
export interface RateGrowth {
  /** What the rate is multiplied by at a date. */
  readonly at: (date: string) => number;
  /** Why, in a few words. */
  readonly because: string;
}

const DAY = 86_400;

/**
 * What the rate of a pattern grows with.
 *
 * What is inserted comes as fast as the table grows. Whatever else is asked grows with the rows of the entity
 * at the root: from the table of which a parameter names rows, up along mandatory references, orders to
 * customers; the more customers, the more they ask.
 *
 * @param grows The name of an entity, a growth, `constant`, or nothing.
 * @throws {RangeError} When there is no entity of that name and it is no growth.
 */
export function rateGrowth(lab: Lab, pattern: QueryPattern, grows: string | undefined): RateGrowth {
  const { model, today, schema } = lab;
  const constant = { at: () => 1, because: "it stays as it is" };
  if (grows === "constant" || (!model && grows === undefined)) return constant;
  if (grows !== undefined && !model?.entities.some(({ name }) => name === grows)) {
    const curve = growthCurve(readGrowth(grows, pattern.name, lab), { rows: 1 });
    return { at: (date) => curve(secondsBetween(today, date)), because: `it grows by ${grows}` };
  }
  const rowsOf = (path: string, seconds: number) =>
    tableRows(model!, schema, seconds).get(path)?.rows;
  if (grows === undefined && pattern.kind === "insert") {
    const path = pathOf(lab, pattern.tables.find(({ written }) => written));
    if (!path) return constant;
    const added = addedTo(lab, path);
    const first = added(0);
    if (!(first > 0)) return constant;
    return {
      at: (date) => Math.max(0, added(secondsBetween(today, date)) / first),
      because: `it grows as what is added to ${path}`,
    };
  }
  const entity = model!.entities.find(({ name }) => name === grows);
  const root = entity
    ? Object.entries(schema.origins ?? {}).find(([path, id]) =>
      id === entity.id && path.split(".").length === 2
    )?.[0]
    : rootOf(lab, pattern);
  const start = root === undefined ? undefined : rowsOf(root, 0);
  if (root === undefined || !start) return constant;
  return {
    at: (date) => (rowsOf(root, secondsBetween(today, date)) ?? start) / start,
    because: `it grows as the rows of ${root}`,
  };
}

/**
 * What is added to a table in a month from some seconds on, up to a factor. What retention removes is added all
 * the same; a table without a growth of its own is filled in proportion to its rows, which come with its parents'.
 */
function addedTo({ model, schema }: Lab, path: string): (seconds: number) => number {
  const rowsAt = (seconds: number) => tableRows(model!, schema, seconds).get(path)?.rows ?? 0;
  const volume = model!.entities.find(({ id }) => id === schema.origins?.[path])?.volume;
  if (!volume?.growth) return rowsAt;
  const curve = growthCurve(volume.growth, { rows: rowsAt(0) });
  return (seconds) => curve(seconds + 30 * DAY) - curve(seconds);
}

function readGrowth(text: string, pattern: string, { model }: Lab) {
  try {
    return parseGrowth(text);
  } catch {
    const names = model?.entities.map(({ name }) => name) ?? [];
    throw new RangeError(
      `Cannot let the rate of ${pattern} grow with ${
        JSON.stringify(text)
      }: it is no entity and no growth${didYouMean(text, names)}`,
    );
  }
}

function pathOf(
  { schema }: Lab,
  use: { readonly schema?: string; readonly table: string } | undefined,
): string | undefined {
  const table = schema.tables.find(({ schema: space, name }) =>
    name === use?.table && (use.schema === undefined || use.schema === space)
  );
  return table && `${table.schema}.${table.name}`;
}

/** The table at the end of mandatory references, from the one that the first parameter names. */
function rootOf(lab: Lab, { tables }: QueryPattern): string | undefined {
  const asked = tables.find(({ columns }) =>
    columns.some(({ parameter, usage }) =>
      parameter !== undefined && (usage === "equality" || usage === "in")
    )
  );
  // Who asks for no one in particular, a report, asks as often as ever.
  if (!asked) return undefined;
  const named = pathOf(lab, asked);
  let table = lab.schema.tables.find((one) => `${one.schema}.${one.name}` === named);
  const visited = new Set<Table>();
  while (table && !visited.has(table)) {
    visited.add(table);
    const { columns, foreignKeys }: Table = table;
    const up = foreignKeys.find((key) =>
      key.columns.every((name) => columns.find((one) => one.name === name)?.nullable === false)
    );
    const next = up &&
      lab.schema.tables.find(({ schema, name }) =>
        name === up.references.name && schema === up.references.schema
      );
    if (!next) break;
    table = next;
  }
  return table && `${table.schema}.${table.name}`;
}
