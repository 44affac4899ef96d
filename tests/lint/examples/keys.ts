import type { Volume } from "../../../lib/model/volume.ts";
import type { Table } from "../../../lib/schema/schema.ts";
import { column, index, key, model, schema, table } from "../make_schema.ts";
import { customers, type Examples, type Judged, one } from "./example.ts";

function grown(
  type: string,
  volume: Volume,
  rest: Partial<Table["columns"][number]> = { identity: { mode: "always" } },
): Judged {
  return {
    schema: {
      ...schema(
        table("orders", [column({ name: "id", type, ...rest })], { primaryKey: key("id") }),
      ),
      origins: { "public.orders": "Order" },
    },
    model: model([{ name: "Order", volume }]),
    where: ["public.orders.id"],
  };
}

const YEAR = 365.25 * 86_400;

/** Schemas for the rules of lib/lint/rules/keys.ts. */
export const keysExamples: Examples = {
  "no-primary-key": {
    breaks: [one(table("logs", ["line text"]), "public.logs")],
    keeps: [
      one(customers),
      one(table("logs_1", ["line text"], {
        partitionOf: { schema: "public", name: "logs", bound: "DEFAULT" },
      })),
    ],
  },
  "integer-key-overflow": {
    breaks: [
      grown("integer", { rows: { value: 2.2e9 } }),
      grown("integer", {
        rows: { value: 1e9 },
        growth: { kind: "linear", rate: { value: 3e8 / YEAR } },
      }),
      grown("integer", {
        rows: { value: 1e6 },
        growth: { kind: "exponential", ratio: { value: 4 }, period: YEAR },
      }),
      // Only the upper end of the range runs over.
      grown("integer", { rows: { value: 2e9, low: 1e9, high: 3e9 } }),
      grown("smallint", { rows: { value: 1e5 } }),
      grown("integer", {
        rows: { value: 1 },
        growth: { kind: "logistic", ratio: { value: 99 }, period: YEAR, limit: { value: 3e9 } },
      }),
      grown("integer", {
        rows: { value: 1e9 },
        growth: { kind: "measured", history: [["2020-01-01", 0], ["2021-01-01", 5e8]] },
      }),
    ],
    keeps: [
      grown("integer", { rows: { value: 1e6 } }),
      grown("bigint", { rows: { value: 1e12 } }),
      grown("integer", {}),
      // Not generated: the values come from elsewhere.
      grown("integer", { rows: { value: 3e9 } }, {}),
      grown("integer", {
        rows: { value: 1 },
        growth: { kind: "logistic", ratio: { value: 99 }, period: YEAR, limit: { value: 1e9 } },
      }),
    ],
  },
  "random-uuid-key": {
    breaks: [grown("uuid", { rows: { value: 5e7 } }, { default: "gen_random_uuid()" })],
    keeps: [
      grown("uuid", { rows: { value: 5e4 } }, { default: "gen_random_uuid()" }),
      grown("uuid", { rows: { value: 5e7 } }, { default: "uuidv7()" }),
    ],
  },
  "serial-column": {
    breaks: [{
      schema: {
        ...schema(table("t", [column({ name: "id", default: "nextval('t_id_seq'::regclass)" })])),
        sequences: [{
          schema: "public",
          name: "t_id_seq",
          type: "integer",
          ownedBy: { schema: "public", name: "t", column: "id" },
        }],
      },
      where: ["public.t.id"],
    }],
    keeps: [
      one(table("t", [column({ name: "id", identity: { mode: "always" } })])),
      // A sequence shared by several tables is no serial.
      one(table("t", [column({ name: "id", default: "nextval('shared'::regclass)" })])),
    ],
  },
  "soft-delete-without-partial-unique": {
    breaks: [
      one(
        table("users", ["email text", "deleted_at timestamp with time zone null"], {
          uniques: [key("email")],
        }),
        "public.users",
      ),
      one(
        table("users", ["email text", "is_deleted boolean"], {
          indexes: [index("users_email", ["email"], { unique: true })],
        }),
        "public.users",
      ),
    ],
    keeps: [
      one(table("users", ["email text", "deleted_at timestamp with time zone null"], {
        indexes: [index("users_email", ["email"], { unique: true, where: "(deleted_at IS NULL)" })],
      })),
      one(table("users", ["email text"], { uniques: [key("email")] })),
      one(table("users", ["id bigint", "kind text", "deleted_at date null"], {
        primaryKey: key("id"),
        uniques: [key("id", "kind")],
      })),
    ],
  },
  "nullable-unique": {
    breaks: [one(
      table("t", ["a text", "b text null"], { uniques: [key("a", "b")] }),
      "public.t",
    )],
    keeps: [
      one(table("t", ["a text", "b text"], { uniques: [key("a", "b")] })),
      one(table("t", ["a text", "b text null"], {
        uniques: [{ ...key("a", "b"), nullsNotDistinct: true }],
      })),
      one(table("t", ["a text null"], { uniques: [key("a")] })),
    ],
  },
  "partitioned-unique-without-key": {
    breaks: [one(
      table("events", ["id bigint", "at date"], {
        primaryKey: key("id"),
        partitioning: { method: "range", keys: ["at"] },
      }),
      "public.events",
    )],
    keeps: [one(table("events", ["id bigint", "at date"], {
      primaryKey: key("id", "at"),
      partitioning: { method: "range", keys: ["at"] },
    }))],
  },
};
