import { column, foreignKey, model, schema, table } from "../make_schema.ts";
import { type Example, type Examples, type Judged, one } from "./example.ts";

const typed = (type: string) => table("events", ["id bigint", `at ${type}`]);

const typeExample = (bad: readonly string[], good: readonly string[]): Example => ({
  breaks: bad.map((type) => one(typed(type), "public.events.at")),
  keeps: good.map((type) => one(typed(type))),
});

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

/** Schemas for the rules of lib/lint/rules/columns.ts. */
export const columnsExamples: Examples = {
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
};
