import { camelCase, pascalCase, pluralOf } from "../../model/naming.ts";
import type { Understanding } from "./understand_text.ts";

/** The names of things and facts in the model. */
export interface DraftNames {
  /** The entity of a term; undefined where the term is no entity. */
  entity(term: string): string | undefined;
  attribute(term: string): string;
}

/** Names entities in Pascal case and attributes in camel case, without accents; one name for one spelling. */
export function draftNames({ terms }: Pick<Understanding, "terms">): DraftNames {
  const named = new Map<string, string>();
  for (const { term, entity } of terms.values()) {
    const name = entity ? pascalCase(plain(term)) : "";
    if (/^[\p{L}_]/u.test(name)) named.set(term, name);
  }
  return {
    entity: (term) => named.get(term),
    attribute(term) {
      const words = plain(term);
      return camelCase(words.startsWith("number of ") ? pluralOf(words) : words);
    },
  };
}

function plain(term: string): string {
  return term.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

/** A pronounceable name of a pattern or a rule: the first words that carry meaning. */
export function shortName(text: string, words = 5): string {
  const carrying = (text.normalize("NFD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) =>
      !/^(?:an?|the|of|to|in|on|at|by|for|is|are|be|and|or|that|this|it|its|their|must|shall|should|may|can|as|with|we|i|no|not)$/i
        .test(word)
    );
  return camelCase(carrying.slice(0, words).join(" ")) || "stated";
}
