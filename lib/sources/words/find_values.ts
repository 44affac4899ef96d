import type { Values } from "./fact.ts";
import { MAX_PASSAGE } from "./read_statements.ts";
import type { Passage } from "./split_text.ts";

const NOUN = String
  .raw`(?<noun>status|state|type|kind|sort|category|class|priority|severity|gender|size|colou?r|level|mode|condition|role|channel|method|frequency|format)`;
const WORD = String.raw`[\p{L}\p{N}][\p{L}\p{N} /-]{0,24}?`;
const LIST = String
  .raw`(?<list>${WORD}(?:\s*,\s*${WORD})*(?:\s*,?\s+or\s+|\s*/\s*|\s*,\s*)${WORD})`;
const IN_BRACKETS = new RegExp(
  String.raw`\b${NOUN}\s*\(\s*(?:e\.g\.\s*)?${LIST}(?:\s*,?\s*(?:\.\.\.|…|etc\.?))?\s*\)`,
  "giu",
);
const STATED = new RegExp(
  String
    .raw`\b${NOUN}(?:\s+of\s+[^.,;:]{2,30}?)?\s*(?:(?:is|can be|may be|must be|are)\s+(?:either\s+|one of\s+)?|=\s*|:\s*)${LIST}(?=\s*(?:[.;)]|$))`,
  "giu",
);

/** Finds the values of attributes: "status (new, paid, shipped)", "the type is small or large". */
export function findValues(passages: readonly Passage[]): readonly Values[] {
  return passages.flatMap(({ text, start, end }, passage) =>
    text.length > MAX_PASSAGE
      ? []
      : [IN_BRACKETS, STATED].flatMap((pattern) =>
        [...text.matchAll(pattern)].flatMap((match): readonly Values[] => {
          const values = match.groups!.list!.split(/\s*(?:,|\/|\bor\b)\s*/u).map((value) =>
            value.trim()
          ).filter((value) => value !== "");
          const plain = values.length > 1 && values.every((value) =>
            value.split(" ").length <= 3
          ) &&
            new Set(values).size === values.length;
          return plain
            ? [{
              kind: "values",
              term: match.groups!.noun!.toLowerCase(),
              values,
              passage,
              start,
              end,
            }]
            : [];
        })
      )
  );
}
