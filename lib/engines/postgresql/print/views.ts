import type { View } from "../../../schema/schema.ts";
import { qualify } from "../identifiers.ts";
import { printOptions } from "./options.ts";

/** `CREATE VIEW` or `CREATE MATERIALIZED VIEW`. */
export function printView(view: View): string {
  return [
    `CREATE ${view.materialized ? "MATERIALIZED " : ""}VIEW ${qualify(view)}`,
    ...(view.options === undefined ? [] : [`WITH (${printOptions(view.options)})`]),
    `AS ${view.query.trim().replace(/;$/, "")}`,
  ].join(" ");
}
