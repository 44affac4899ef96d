import { makeObjectName, quoteIdentifier } from "../../../lib/engines/postgresql/identifiers.ts";
import type { Column, Index, QualifiedName, Table } from "../../../lib/schema/schema.ts";
import { comment, type Draw, maybe, omitComment } from "./draw.ts";
import type { Names } from "./draw_names.ts";

interface Places {
  readonly names: Names;
  readonly place: () => QualifiedName;
}

/** A table in partitions, one of them in partitions itself, some parts with names of their own. */
export function drawPartitionTree(draw: Draw, { names, place }: Places): Table[] {
  const [key, other, extra] = names.several(3) as [string, string, string];
  const root = place();
  const columns: Column[] = [
    { name: key, type: "integer", nullable: false },
    { name: other, type: "integer", nullable: false, default: "4" },
    { name: extra, type: "text", nullable: maybe(draw, 0.5) },
  ];
  const plain = { foreignKeys: [], exclusions: [], triggers: [], policies: [], checks: [] };
  const primaryKey = { name: names.fresh(), columns: [key, other] };
  const index: Index = {
    name: names.fresh(),
    method: "btree",
    unique: false,
    elements: [{ column: extra }],
    ...comment(draw),
  };
  const ownNames = maybe(draw, 0.5);
  const parts = (wholeKey: string, wholeIndex: string): Pick<Table, "indexes" | "primaryKey"> =>
    ownNames
      ? {
        primaryKey: { ...primaryKey, name: names.fresh(), attachedTo: wholeKey },
        indexes: [{ ...omitComment(index), name: names.fresh(), attachedTo: wholeIndex }],
      }
      : { indexes: [] };
  const parent: Table = {
    ...root,
    columns,
    primaryKey,
    uniques: [],
    ...plain,
    checks: [{ name: names.fresh(), expression: `(${quoteIdentifier(key)} >= 0)` }],
    indexes: [index],
    partitioning: { method: "range", keys: [quoteIdentifier(key)] },
  };
  const low: Table = {
    ...place(),
    columns: [columns[0]!, { ...columns[1]!, default: "5" }, { ...columns[2]!, nullable: false }],
    uniques: [],
    ...plain,
    ...parts(primaryKey.name, index.name),
    partitionOf: { ...root, bound: "FOR VALUES FROM (MINVALUE) TO (10)" },
    partitioning: { method: "list", keys: [quoteIdentifier(other)] },
  };
  const leaf: Table = {
    ...place(),
    columns: low.columns,
    uniques: [],
    ...plain,
    ...parts(
      low.primaryKey?.name ?? makeObjectName(low.name, undefined, "pkey"),
      low.indexes[0]?.name ?? makeObjectName(low.name, extra, "idx"),
    ),
    partitionOf: { schema: low.schema, name: low.name, bound: "FOR VALUES IN (1, 2)" },
  };
  const shuffled: Table = {
    ...place(),
    columns: [columns[2]!, columns[0]!, columns[1]!],
    uniques: [],
    ...plain,
    checks: [{
      name: names.fresh(),
      expression: `(${quoteIdentifier(key)} > 10)`,
      ...comment(draw),
    }],
    ...parts(primaryKey.name, index.name),
    partitionOf: { ...root, bound: "DEFAULT" },
    ...comment(draw),
  };
  return [parent, low, leaf, shuffled];
}

/** Draws tables that inherit. */
export function drawHeirs(draw: Draw, { names, place }: Places): Table[] {
  const [key, other] = names.several(2) as [string, string];
  const plain = {
    uniques: [],
    foreignKeys: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    policies: [],
  };
  const parent: Table = {
    ...place(),
    columns: [{ name: key, type: "integer", nullable: false, default: "3" }],
    checks: [{ name: names.fresh(), expression: `(${quoteIdentifier(key)} > 0)` }],
    ...plain,
  };
  const heir: Table = {
    ...place(),
    columns: [{ name: other, type: "text", nullable: true }, parent.columns[0]!],
    checks: [],
    ...plain,
    inherits: [{ schema: parent.schema, name: parent.name }],
    ...comment(draw),
  };
  return [parent, heir];
}
