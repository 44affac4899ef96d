import { column, schema, table } from "../make_schema.ts";
import { type Examples, one } from "./example.ts";

/** Schemas for the rules of lib/lint/rules/naming.ts. */
export const namingExamples: Examples = {
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
};
