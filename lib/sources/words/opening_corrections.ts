import { COLLECTIVE, type Correct, hasVerb, isThirdPerson, opensSentence } from "./tagging.ts";
import { nearlyPlainVerbs, plainVerbs } from "./verb_words.ts";

/** Words that open a sentence, an item or a list: nouns that the library takes for verbs. */
export const openingCorrections: readonly Correct[] = [
  ({ token, tag }) => tag === "noun" && plainVerbs.has(token.lower) ? "verb" : undefined,
  // "Cooks publish recipes", "lifts to races": no sentence opens with a verb in -s, but for "Includes …"
  // and, in a list of what a thing does, "places orders".
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    const acts = next !== undefined &&
      (["determiner", "possessive"].includes(next.tag) ||
        next.tag === "noun" && isThirdPerson(next.token.lower));
    return tag === "verb" && opensSentence(all, at) && isThirdPerson(token.lower) && !acts &&
        !plainVerbs.has(token.lower) && !nearlyPlainVerbs.has(token.lower)
      ? "noun"
      : undefined;
  },
  // "supplier, buyer, lines with article"
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    return tag === "verb" && isThirdPerson(token.lower) && !plainVerbs.has(token.lower) &&
        all[at - 1]?.token.text === "," && all[at - 2]?.tag === "noun" &&
        (next === undefined || next.tag === "mark" || next.tag === "preposition") && !hasVerb(
          all.toSpliced(at, 1),
          at - 1,
        )
      ? "noun"
      : undefined;
  },
  // "purchase orders: supplier, buyer"
  ({ token, tag }, at, all) =>
    tag === "verb" && opensSentence(all, at) && !isThirdPerson(token.lower) &&
      all[at + 1]?.tag === "noun" && /^[:(–—-]$/.test(all[at + 2]?.token.text ?? "")
      ? "noun"
      : undefined,
  // "per technician and work order"
  ({ token, tag }, at, all) =>
    tag === "verb" && !isThirdPerson(token.lower) && all[at - 1]?.tag === "and" &&
      all[at - 2]?.tag === "noun" && !isThirdPerson(all[at - 2]!.token.lower) &&
      (all[at - 3]?.tag === "preposition" ||
        all[at - 3]?.tag === "determiner" && all[at - 4]?.tag === "preposition") &&
      (all[at + 1]?.tag === "noun" || all[at + 1]?.tag === "verb" && !all[at + 1]!.mayBeVerb)
      ? "noun"
      : undefined,
  // "lift maintenance", "load planning": what is done takes an article or a plural.
  ({ token, tag }, at, all) => {
    const next = all[at + 1];
    const then = all[at + 2];
    return tag === "verb" && opensSentence(all, at) && !isThirdPerson(token.lower) &&
        next?.tag === "noun" && !isThirdPerson(next.token.lower) && then?.tag !== "noun" &&
        !COLLECTIVE.test(next.token.lower)
      ? "noun"
      : undefined;
  },
  // "data sets produced in an experiment are": the verb comes later.
  ({ token, tag }, at, all) => {
    if (
      tag !== "verb" || !isThirdPerson(token.lower) || plainVerbs.has(token.lower) ||
      all[at - 1]?.tag !== "noun" || all[at + 1]?.tag !== "past"
    ) return undefined;
    const rest = all.slice(at + 2);
    const end = rest.findIndex(({ tag, token }) =>
      tag === "relative" || tag === "subordinator" || tag === "and" ||
      tag === "mark" && token.text !== ","
    );
    return (end < 0 ? rest : rest.slice(0, end)).some(({ tag }) =>
        ["be", "have", "modal", "verb"].includes(tag)
      )
      ? "noun"
      : undefined;
  },
];
