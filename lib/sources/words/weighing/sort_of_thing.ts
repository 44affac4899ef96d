import { isPersonNoun } from "../noun_words.ts";
import { type NounSort, sortOfNoun } from "./noun_sorts.ts";

/** What sort of thing a noun names: by the word itself, else by its ending. */
export function sortOfThing(noun: string): NounSort | "unknown" {
  const last = noun.split("-").at(-1)!;
  const known = sortOfNoun(noun) ?? sortOfNoun(last) ?? sortOfCompound(last);
  if (known !== undefined) return known;
  if (isPersonNoun(noun)) return "person";
  return /(?:[ts]ion|ment|ing|ance|al)$/.test(noun) ? "event" : "unknown";
}

/** "clubhouse", "workbook": what its last part names. */
function sortOfCompound(noun: string): NounSort | undefined {
  for (let from = 3; from <= noun.length - 4; from++) {
    const sort = sortOfNoun(noun.slice(from));
    if (sort !== undefined) return sort;
  }
  return undefined;
}
