import { foreignKey, index, key, schema, table } from "../make_schema.ts";
import { customers, type Examples, one, orderColumns } from "./example.ts";

const referring = {
  primaryKey: key("id"),
  foreignKeys: [foreignKey(["customer_id"], "customers")],
};

/** Schemas for the rules of lib/lint/rules/foreign_keys.ts. */
export const foreignKeysExamples: Examples = {
  "foreign-key-without-index": {
    breaks: [
      {
        schema: schema(customers, table("orders", orderColumns, referring)),
        where: ["public.orders.customer_id"],
      },
      // A partial index does not find every row; nor does one that begins with another column.
      {
        schema: schema(
          customers,
          table("orders", orderColumns, {
            ...referring,
            indexes: [
              index("a", ["customer_id"], { where: "(id > 5)" }),
              index("b", ["id", "customer_id"]),
            ],
          }),
        ),
        where: ["public.orders.customer_id"],
      },
    ],
    keeps: [
      {
        schema: schema(
          customers,
          table("orders", orderColumns, {
            ...referring,
            indexes: [index("a", ["customer_id", "id"])],
          }),
        ),
      },
      {
        schema: schema(
          customers,
          table("lines", ["b bigint", "a bigint"], {
            primaryKey: key("a", "b"),
            foreignKeys: [foreignKey(["b", "a"], "customers")],
          }),
        ),
      },
      // The key of a subtype: at most one row is read, whatever its kind.
      {
        schema: schema(
          customers,
          table("people", ["id bigint", "kind text"], {
            primaryKey: key("id"),
            foreignKeys: [foreignKey(["id", "kind"], "customers", ["id", "email"])],
          }),
        ),
      },
    ],
  },
  "foreign-key-type-mismatch": {
    breaks: [{
      schema: schema(customers, table("orders", ["id bigint", "customer_id integer"], referring)),
      where: ["public.orders.customer_id"],
    }],
    keeps: [
      { schema: schema(customers, table("orders", orderColumns, referring)) },
      {
        schema: schema(
          table("countries", ["code text"]),
          table("cities", ["country character varying(2)"], {
            foreignKeys: [foreignKey(["country"], "countries", ["code"])],
          }),
        ),
      },
    ],
  },
  "foreign-key-to-nothing": {
    breaks: [
      one(table("orders", orderColumns, referring), "public.orders"),
      {
        schema: schema(table("customers", ["nr bigint"]), table("orders", orderColumns, referring)),
        where: ["public.orders"],
      },
    ],
    keeps: [{ schema: schema(customers, table("orders", orderColumns, referring)) }],
  },
  "undeclared-relationship": {
    breaks: [
      {
        schema: schema(customers, table("orders", orderColumns)),
        where: ["public.orders.customer_id"],
      },
      {
        schema: schema(
          table("categories", ["id bigint"]),
          table("products", ["category_id bigint"]),
        ),
        where: ["public.products.category_id"],
      },
    ],
    keeps: [
      { schema: schema(customers, table("orders", orderColumns, referring)) },
      { schema: schema(customers, table("orders", ["id bigint", "payment_provider_id text"])) },
    ],
  },
  "duplicate-foreign-key": {
    breaks: [{
      schema: schema(
        customers,
        table("orders", orderColumns, {
          foreignKeys: [
            foreignKey(["customer_id"], "customers"),
            { ...foreignKey(["customer_id"], "customers"), name: "again" },
          ],
        }),
      ),
      where: ["public.orders"],
    }],
    keeps: [{
      schema: schema(
        customers,
        table("orders", ["buyer_id bigint", "payer_id bigint"], {
          foreignKeys: [
            foreignKey(["buyer_id"], "customers"),
            foreignKey(["payer_id"], "customers"),
          ],
        }),
      ),
    }],
  },
  "polymorphic-association": {
    breaks: [one(
      table("comments", ["commentable_type text", "commentable_id bigint"]),
      "public.comments.commentable_id",
    )],
    keeps: [
      one(table("comments", ["post_id bigint", "content_type text"])),
      one(table("comments", ["post_type text", "post_id bigint"], {
        foreignKeys: [foreignKey(["post_id"], "posts")],
      })),
    ],
  },
  "adjacency-list": {
    breaks: [one(
      table("parts", ["id bigint", "parent_id bigint null"], {
        foreignKeys: [foreignKey(["parent_id"], "parts")],
      }),
      "public.parts.parent_id",
    )],
    keeps: [{ schema: schema(customers, table("orders", orderColumns, referring)) }],
  },
  "isolated-table": {
    breaks: [{
      schema: schema(
        customers,
        table("orders", orderColumns, referring),
        table("notes", ["id text"]),
      ),
      where: ["public.notes"],
    }],
    keeps: [
      { schema: schema(customers, table("orders", orderColumns, referring)) },
      one(customers),
    ],
  },
};
