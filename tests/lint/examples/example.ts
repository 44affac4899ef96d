import type { Model } from "../../../lib/model/model.ts";
import type { Schema, Table } from "../../../lib/schema/schema.ts";
import { key, schema, table } from "../make_schema.ts";

/** A schema that breaks a rule and the places where it does, and the nearest ones that do not. */
export interface Example {
  readonly breaks: readonly Judged[];
  readonly keeps: readonly Judged[];
}

/** Examples by the codes of rules. */
export type Examples = Readonly<Record<string, Example>>;

/** A schema, its model, and where a rule finds fault with it. */
export interface Judged {
  readonly schema: Schema;
  readonly model?: Model;
  readonly where?: readonly string[];
}

/** A schema of one table, and where it is found fault with. */
export const one = (table: Table, ...where: string[]): Judged => ({ schema: schema(table), where });

/** Customers, for others to refer to. */
export const customers = table("customers", ["id bigint", "email text"], { primaryKey: key("id") });

/** Columns of orders. */
export const orderColumns = ["id bigint", "customer_id bigint"];
