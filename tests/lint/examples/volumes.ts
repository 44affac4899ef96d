import type { Sensitivity } from "../../../lib/model/model.ts";
import type { Volume } from "../../../lib/model/volume.ts";
import { foreignKey, model, schema, table } from "../make_schema.ts";
import { customers, type Examples, type Judged, orderColumns } from "./example.ts";

function sized(volume: Volume, sensitivity: Sensitivity = "public"): Judged {
  return {
    schema: {
      ...schema(table("orders", ["id bigint", "email text"])),
      origins: { "public.orders": "Order", "public.orders.email": "Order.email" },
    },
    model: model([{ name: "Order", volume, attributes: [{ name: "email", sensitivity }] }]),
    where: ["public.orders"],
  };
}

function family(parents: number, children: number, onDelete: "cascade" | "restrict"): Judged {
  return {
    schema: {
      ...schema(
        customers,
        table("orders", orderColumns, {
          foreignKeys: [{ ...foreignKey(["customer_id"], "customers"), onDelete }],
        }),
      ),
      origins: { "public.customers": "Customer", "public.orders": "Order" },
    },
    model: model([
      { name: "Customer", volume: { rows: { value: parents } } },
      { name: "Order", volume: { rows: { value: children } } },
    ]),
    where: ["public.orders.customer_id"],
  };
}

/** Schemas for the rules of lib/lint/rules/volumes.ts. */
export const volumesExamples: Examples = {
  "unbounded-growth": {
    breaks: [sized({ rows: { value: 1e6 }, growth: { kind: "linear", rate: { value: 10 } } })],
    keeps: [
      sized({ rows: { value: 1e6 }, growth: { kind: "linear", rate: { value: 1 } } }),
      sized({
        rows: { value: 1e6 },
        growth: { kind: "linear", rate: { value: 10 } },
        retention: 1e7,
      }),
      sized({ rows: { value: 5e9 } }),
    ],
  },
  "personal-data-kept-for-ever": {
    breaks: [sized({ rows: { value: 1e6 } }, "personal")],
    keeps: [sized({ rows: { value: 1e6 }, retention: 1e8 }, "personal"), sized({}, "internal")],
  },
  "cascade-to-many": {
    breaks: [family(10, 1e6, "cascade")],
    keeps: [family(10, 1e6, "restrict"), family(1e5, 1e6, "cascade")],
  },
};
