import fc from "fast-check";
import { qualify } from "../../lib/engines/postgresql/identifiers.ts";
import type { QualifiedName, Schema } from "../../lib/schema/schema.ts";
import { sortSchema } from "../../lib/schema/sort_schema.ts";
import { asKind, drawTypes, KINDS } from "./arbitrary/column_kinds.ts";
import { comment, type Draw, maybe, pick } from "./arbitrary/draw.ts";
import { drawForeignKeys, drawGuards } from "./arbitrary/draw_constraints.ts";
import { drawNames } from "./arbitrary/draw_names.ts";
import { drawHeirs, drawPartitionTree } from "./arbitrary/draw_partitions.ts";
import { asDefault, drawFunctions, rowFunctions } from "./arbitrary/draw_routines.ts";
import { drawTable, serials } from "./arbitrary/draw_table.ts";
import { drawSequences, drawViews } from "./arbitrary/draw_views.ts";

/** How {@linkcode drawSchema} draws. */
export interface DrawSchemaOptions {
  /** The most tables outside of partition trees. Defaults to 5. */
  readonly tables?: number;
  /** Whether there are partitions and heirs, whose statements must keep their order. Defaults to true. */
  readonly trees?: boolean;
}

/**
 * Draws a schema whose every text is canonical, with every kind of object: hostile names, foreign keys in
 * circles and onto themselves, trees of partitions.
 */
export function drawSchema(draw: Draw, options: DrawSchemaOptions = {}): Schema {
  const names = drawNames(draw);
  const namespaces = ["public", ...names.several(draw(fc.nat, { max: 2 }))];
  const place = (): QualifiedName => ({
    schema: pick(draw, namespaces),
    name: names.fresh(),
  });
  const types = drawTypes(draw, place);
  const functions = drawFunctions(draw, place);
  const kinds = [...KINDS, ...types.flatMap(asKind), ...functions.flatMap(asDefault)];
  const count = 1 + draw(fc.nat, { max: (options.tables ?? 5) - 1 });
  const tables = Array.from({ length: count }, () => drawTable(draw, { names, kinds, place }));
  const related = tables.map((table) => ({
    ...table,
    ...drawForeignKeys(draw, table, { tables, names }),
  }));
  const referenced = new Set(
    related.flatMap((table) => table.foreignKeys.map((key) => qualify(key.references))),
  );
  const guarded = related.map((table) =>
    drawGuards(draw, table, { names, functions, isReferenced: referenced.has(qualify(table)) })
  );
  const mayHaveTrees = options.trees ?? true;
  const trees = mayHaveTrees && maybe(draw, 0.6) ? drawPartitionTree(draw, { names, place }) : [];
  const heirs = mayHaveTrees && maybe(draw, 0.3) ? drawHeirs(draw, { names, place }) : [];
  const all = [...guarded, ...trees, ...heirs];
  const sequences = drawSequences(draw, place);
  const views = drawViews(draw, all, place);
  const schema: Schema = {
    engine: "postgresql@18",
    namespaces: namespaces.map((name) => ({ name, ...comment(draw) })),
    extensions: [],
    types,
    sequences: [...sequences, ...guarded.flatMap((table) => serials(table))],
    tables: all,
    views,
    routines: [...functions, ...rowFunctions(draw, all, place)],
  };
  return sortSchema(withoutUnusedPublic(schema));
}

function withoutUnusedPublic(schema: Schema): Schema {
  const objects = [
    ...schema.types,
    ...schema.sequences,
    ...schema.tables,
    ...schema.views,
    ...schema.routines,
  ];
  const isUsed = objects.some((object) => object.schema === "public");
  return {
    ...schema,
    namespaces: schema.namespaces.filter(({ name, comment }) =>
      name !== "public" || isUsed || comment !== undefined
    ),
  };
}
