import { bareTable } from "../../../lib/schema/bare_table.ts";
import { emptySchema } from "../../../lib/schema/empty_schema.ts";
import type { Column, ForeignKey, Schema, Table } from "../../../lib/schema/schema.ts";

const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  name,
  type,
  nullable: false,
  ...more,
});

interface Parts {
  readonly foreignKeys?: readonly ForeignKey[];
}

function table(name: string, columns: readonly Column[], { foreignKeys = [] }: Parts = {}): Table {
  return {
    ...bareTable({ schema: "public", name }, [column("id", "integer"), ...columns]),
    primaryKey: { name: `${name}_pkey`, columns: ["id"] },
    foreignKeys,
    indexes: foreignKeys.map(({ columns }) => ({
      name: `${name}_${columns.join("_")}_idx`,
      method: "btree",
      unique: false,
      elements: columns.map((column) => ({ column })),
    })),
  };
}

/** Members who buy: parents, children, and what a child may lack. */
export function shopSchema(more: Partial<ForeignKey> = {}): Schema {
  return {
    ...emptySchema("postgresql@18"),
    namespaces: [{ name: "public" }],
    types: [{
      schema: "public",
      name: "tier",
      kind: "enum",
      labels: ["basic", "plus", "pro"],
    }],
    tables: [
      table("members", [
        column("country", "text", { nullable: true }),
        column("level", "public.tier"),
        column("points", "numeric", { nullable: true }),
      ]),
      table("sales", [
        column("member_id", "integer", { nullable: true }),
        column("state", "text"),
        column("total", "numeric(12,2)", { nullable: true }),
        column("pieces", "integer"),
        column("weight", "bigint", { nullable: true }),
        column("sold_on", "date"),
        column("hidden", "boolean"),
      ], {
        foreignKeys: [{
          name: "sales_member_id_fkey",
          columns: ["member_id"],
          references: { schema: "public", name: "members", columns: ["id"] },
          ...more,
        }],
      }),
    ],
  };
}
