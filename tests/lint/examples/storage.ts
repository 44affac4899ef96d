import { model, schema, table } from "../make_schema.ts";
import { type Examples, one } from "./example.ts";

/** Schemas for the rules of lib/lint/rules/storage.ts. */
export const storageExamples: Examples = {
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
