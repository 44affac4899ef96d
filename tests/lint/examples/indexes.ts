import { index, key, table } from "../make_schema.ts";
import { type Examples, one } from "./example.ts";

/** Schemas for the rules of lib/lint/rules/indexes.ts. */
export const indexesExamples: Examples = {
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
};
