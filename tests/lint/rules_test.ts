import assert from "node:assert/strict";
import { lintRules } from "../../lib/lint/rules.ts";
import { lintSchema } from "../../lib/lint/lint_schema.ts";
import type { Model, Sensitivity } from "../../lib/model/model.ts";
import type { Volume } from "../../lib/model/volume.ts";
import type { Schema, Table } from "../../lib/schema/schema.ts";
import { column, foreignKey, index, key, model, schema, table } from "./make_schema.ts";

/** A schema that breaks a rule and the places where it does, and the nearest ones that do not. */
interface Example {
  readonly breaks: readonly Judged[];
  readonly keeps: readonly Judged[];
}

interface Judged {
  readonly schema: Schema;
  readonly model?: Model;
  readonly where?: readonly string[];
}

const one = (table: Table, ...where: string[]): Judged => ({ schema: schema(table), where });
const typed = (type: string) => table("events", ["id bigint", `at ${type}`]);
const typeExample = (bad: readonly string[], good: readonly string[]): Example => ({
  breaks: bad.map((type) => one(typed(type), "public.events.at")),
  keeps: good.map((type) => one(typed(type))),
});

const customers = table("customers", ["id bigint", "email text"], { primaryKey: key("id") });
const orderColumns = ["id bigint", "customer_id bigint"];
const referring = {
  primaryKey: key("id"),
  foreignKeys: [foreignKey(["customer_id"], "customers")],
};

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

function described(example: string, name = "codes"): Judged {
  return {
    schema: {
      ...schema(table("posts", ["id bigint", `${name} text`])),
      origins: { "public.posts": "Post", [`public.posts.${name}`]: "Post.x" },
    },
    model: model([{ name: "Post", attributes: [{ name, id: "x", example }] }]),
    where: [`public.posts.${name}`],
  };
}

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

const YEAR = 365.25 * 86_400;

const EXAMPLES: Readonly<Record<string, Example>> = {
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
  "duplicate-index": {
    breaks: [
      one(
        table("t", ["a text"], { indexes: [index("t_a1", ["a"]), index("t_a2", ["a"])] }),
        "public.t.t_a2",
      ),
      one(
        table("t", ["a text"], { uniques: [key("a")], indexes: [index("i", ["a"])] }),
        "public.t.i",
      ),
      // The unique one of the two stays.
      one(
        table("t", ["a text"], {
          indexes: [index("plain", ["a"]), index("zunique", ["a"], { unique: true })],
        }),
        "public.t.plain",
      ),
    ],
    keeps: [
      one(table("t", ["a text", "b text"], { indexes: [index("i", ["a"]), index("j", ["b"])] })),
      one(table("t", ["a text"], {
        indexes: [index("i", ["a"]), index("j", ["a"], { where: "(a > 'k'::text)" })],
      })),
      one(table("t", ["a text"], {
        indexes: [index("i", ["a"]), index("j", ["a"], { method: "hash" })],
      })),
    ],
  },
  "prefix-index": {
    breaks: [one(
      table("t", ["a text", "b text"], { indexes: [index("i", ["a"]), index("j", ["a", "b"])] }),
      "public.t.i",
    )],
    keeps: [
      one(table("t", ["a text", "b text"], {
        indexes: [index("i", ["b"]), index("j", ["a", "b"])],
      })),
      // A unique index is a rule.
      one(table("t", ["a text", "b text"], {
        indexes: [index("i", ["a"], { unique: true }), index("j", ["a", "b"])],
      })),
    ],
  },
  "too-many-indexes": {
    breaks: [one(
      table("t", ["a text"], {
        indexes: Array.from({ length: 21 }, (_, n) => index(`i${n}`, ["a"])),
      }),
      "public.t",
    )],
    keeps: [one(table("t", ["a text"], {
      indexes: Array.from({ length: 20 }, (_, n) => index(`i${n}`, ["a"])),
    }))],
  },
  "too-many-columns": {
    breaks: [one(table("t", Array.from({ length: 31 }, (_, n) => `c${n} text`)), "public.t")],
    keeps: [one(table("t", Array.from({ length: 30 }, (_, n) => `c${n} text`)))],
  },
  "one-column-table": {
    breaks: [one(table("t", ["a text"]), "public.t")],
    keeps: [one(table("t", ["a text", "b text"]))],
  },
  "list-in-text": {
    breaks: [
      one(table("posts", ["id bigint", "tags text"]), "public.posts.tags"),
      one(
        table("posts", ["id bigint", "author_ids character varying(200)"]),
        "public.posts.author_ids",
      ),
      described("red,green,blue"),
      one(
        table("posts", [column({ name: "codes", comment: "Comma-separated codes." })]),
        "public.posts.codes",
      ),
    ],
    keeps: [
      one(table("posts", ["id bigint", "tags text[]"])),
      described("Smith, John"),
      one(table("posts", ["id bigint", "title text"])),
    ],
  },
  "entity-attribute-value": {
    breaks: [one(
      table("product_attributes", ["product_id bigint", "attribute_name text", "value text"], {
        foreignKeys: [foreignKey(["product_id"], "products")],
      }),
      "public.product_attributes",
    )],
    keeps: [
      one(table("settings", ["property text", "value text"])),
      one(table("readings", ["sensor_id bigint", "value double precision"], {
        foreignKeys: [foreignKey(["sensor_id"], "sensors")],
      })),
    ],
  },
  "float-for-money": {
    breaks: [
      one(table("lines", ["unit_price double precision"]), "public.lines.unit_price"),
      {
        schema: {
          ...schema(table("lines", ["worth real"])),
          origins: { "public.lines": "Line", "public.lines.worth": "Line.worth" },
        },
        model: model([{ name: "Line", attributes: [{ name: "worth", unit: "EUR" }] }]),
        where: ["public.lines.worth"],
      },
    ],
    keeps: [
      one(table("lines", ["unit_price numeric(12,2)"])),
      one(table("readings", ["temperature double precision"])),
    ],
  },
  "timestamp-without-time-zone": typeExample(
    ["timestamp without time zone", "timestamp(3) without time zone"],
    ["timestamp with time zone", "date", "time without time zone"],
  ),
  "time-with-time-zone": typeExample(["time with time zone"], ["timestamp with time zone"]),
  "rounded-timestamp": typeExample(
    ["timestamp(0) with time zone", "timestamp(0) without time zone"],
    ["timestamp(3) with time zone"],
  ),
  "char-type": typeExample(["character(10)", "bpchar"], [
    "character varying(10)",
    '"char"',
    "text",
  ]),
  "arbitrary-length-limit": typeExample(
    ["character varying(255)"],
    ["character varying(2)", "character varying(254)", "text"],
  ),
  "money-type": typeExample(["money"], ["numeric(12,2)"]),
  "json-not-jsonb": typeExample(["json"], ["jsonb"]),
  "upper-case-name": {
    breaks: [one(table("orders", ["placedAt date"]), "public.orders")],
    keeps: [one(table("orders", ["placed_at date", "größe text"]))],
  },
  "inconsistent-naming": {
    breaks: [
      one(
        table("t", ["first_name text", "last_name text", "birthDate date"]),
        "public.t.birthDate",
      ),
      {
        schema: schema(
          ...["orders", "customers", "products", "invoice"].map((t) => table(t, ["id text"])),
        ),
        where: ["public.invoice"],
      },
    ],
    keeps: [
      one(table("t", ["first_name text", "last_name text", "id text"])),
      {
        schema: schema(
          ...["orders", "people", "boxes", "glasses"].map((t) => table(t, ["id text"])),
        ),
      },
      {
        schema: schema(...["orders", "person", "boxes", "glass"].map((t) => table(t, ["id text"]))),
      },
    ],
  },
  "one-name-two-types": {
    breaks: [{
      schema: schema(table("a", ["code text"]), table("b", ["code integer"])),
      where: ["public.a.code"],
    }],
    keeps: [
      {
        schema: schema(
          table("a", ["code character varying(2)"]),
          table("b", ["code character varying(3)"]),
        ),
      },
      {
        schema: {
          ...schema(table("a", ["status a_status"]), table("b", ["status b_status"])),
          types: [
            { kind: "enum", schema: "public", name: "a_status", labels: ["x"] },
            { kind: "enum", schema: "public", name: "b_status", labels: ["y"] },
          ],
        },
      },
    ],
  },
  "numbered-columns": {
    breaks: [one(table("people", ["phone1 text", "phone2 text"]), "public.people.phone1")],
    keeps: [
      one(table("people", ["phone text"])),
      one(table("addresses", ["address_line1 text", "address_line2 text"])),
      one(table("files", ["sha1 text", "sha256 text"])),
    ],
  },
  "missing-comments": {
    breaks: [
      one(table("t", ["a text"], { comment: "Things." }), "public"),
      one(table("t", [column({ name: "a", comment: "What it is." })]), "public"),
    ],
    keeps: [
      one(table("t", [
        column({ name: "id", identity: { mode: "always" } }),
        column({ name: "a", comment: "What it is." }),
      ], { comment: "Things." })),
      {
        schema: {
          ...schema(table("t", ["a email"], { comment: "Things." })),
          types: [{
            kind: "domain",
            schema: "public",
            name: "email",
            type: "text",
            notNull: false,
            checks: [],
            comment: "An address.",
          }],
        },
      },
    ],
  },
  "text-default-null": {
    breaks: [one(
      table("t", [column({ name: "a", default: "'NULL'::text" })]),
      "public.t.a",
    )],
    keeps: [
      one(table("t", [column({ name: "a", default: "NULL::text" })])),
      one(table("t", [column({ name: "a", default: "'nullable'::text" })])),
    ],
  },
  "table-inheritance": {
    breaks: [one(
      table("capitals", ["name text"], { inherits: [{ schema: "public", name: "cities" }] }),
      "public.capitals",
    )],
    keeps: [one(table("capitals", ["name text"]))],
  },
  "alignment-padding": {
    breaks: [one(
      table("t", ["a boolean", "b bigint", "c boolean", "d bigint"]),
      "public.t",
    )],
    keeps: [
      one(table("t", ["b bigint", "d bigint", "a boolean", "c boolean"])),
      one(table("t", ["a boolean", "u uuid", "b text"])),
    ],
  },
  "always-toasted": {
    breaks: [{
      schema: {
        ...schema(table("posts", ["id bigint", "body text"])),
        origins: { "public.posts": "Post", "public.posts.body": "Post.body" },
      },
      model: model([{
        name: "Post",
        attributes: [{ name: "body", distribution: { width: 4000 } }],
      }]),
      where: ["public.posts"],
    }],
    keeps: [one(table("posts", ["id bigint", "body text"]))],
  },
};

Deno.test("every rule has an example that breaks it and one that keeps it", () => {
  assert.deepEqual(Object.keys(EXAMPLES).sort(), lintRules.map(({ code }) => code).sort());
});

for (const rule of lintRules) {
  const judge = ({ schema, model }: Judged) =>
    lintSchema(schema, { rules: [rule], ...(model ? { model } : {}) }).findings;

  Deno.test(`${rule.code} fires`, () => {
    for (const example of EXAMPLES[rule.code]!.breaks) {
      const found = judge(example);
      assert.deepEqual(found.map(({ where }) => where), example.where);
      for (const finding of found) {
        assert.equal(finding.severity, rule.severity);
        for (const text of [finding.what, finding.why, finding.fix]) assert.match(text, /\S\.$/);
        assert.ok(finding.source);
      }
    }
  });

  Deno.test(`${rule.code} keeps quiet`, () => {
    for (const example of EXAMPLES[rule.code]!.keeps) {
      assert.deepEqual(judge(example).map(({ what }) => what), []);
    }
  });
}
