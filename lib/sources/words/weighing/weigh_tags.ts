import { FINITE, type Tagging } from "../tagging.ts";
import type { Tag } from "../word.ts";
import { logOdds, probabilityOf, type Weights } from "./logistic.ts";
import { tagFeatures } from "./tag_features.ts";

/** What a word may be that has forms of a noun and of a verb. */
export type WordClass = "noun" | "verb" | "participle" | "adjective" | "other";

/** The weights of each class against all others. */
export type TagWeights = Readonly<Record<WordClass, Weights>>;

/** By how much another class must be likelier than what the rules took. */
const MARGIN = 0.15;

/** Of fewer words there is too little to observe: "places orders". */
const FEWEST = 4;

const OPEN = new Set<Tag>(["noun", "name", "adjective", "verb", "past", "gerund"]);

/** Whether a word may be a noun in one sentence and a verb in another. */
export function isAmbiguous({ token: { lower, text }, tag, mayBeVerb }: Tagging): boolean {
  return OPEN.has(tag) && /\p{L}{2}/u.test(text) &&
    (mayBeVerb || /(?:ing|ed|en)$/.test(lower) || tag === "verb" || tag === "past" ||
      tag === "gerund");
}

/**
 * The tags of words that may be nouns or verbs, where what was observed of them speaks clearly against the
 * rules: how such words turned out in tagged sentences.
 */
export function weighTags(all: readonly Tagging[], weights: TagWeights): readonly Tag[] {
  if (all.length < FEWEST) return all.map(({ tag }) => tag);
  const verbs = all.filter(({ tag }) => FINITE.has(tag));
  const isSentence = all.at(-1)!.token.text === ".";
  return all.map((tagging, at) => {
    if (!isAmbiguous(tagging)) return tagging.tag;
    // A sentence has a verb.
    if (isSentence && verbs.length === 1 && verbs[0] === tagging) return tagging.tag;
    const features = tagFeatures(all, at);
    const likely = (Object.keys(weights) as WordClass[]).map((name) => ({
      name,
      probability: probabilityOf(logOdds(features, weights[name])),
    }));
    const best = likely.reduce((a, b) => b.probability > a.probability ? b : a);
    const own = likely.find(({ name }) => name === classOf(tagging.tag))!;
    return best.name === "other" || best.probability - own.probability < MARGIN
      ? tagging.tag
      : tagOf(best.name, tagging);
  });
}

/** The class of a word with a tag; a verb in the past is told from a participle later. */
export function classOf(tag: Tag): WordClass {
  return CLASSES[tag] ?? "other";
}

const CLASSES: Readonly<Partial<Record<Tag, WordClass>>> = {
  noun: "noun",
  name: "noun",
  verb: "verb",
  past: "participle",
  gerund: "participle",
  adjective: "adjective",
};

function tagOf(name: Exclude<WordClass, "other">, tagging: Tagging): Tag {
  if (name === "noun" || name === "adjective") return name;
  if (/ing$/.test(tagging.token.lower)) return "gerund";
  return isPast(tagging) || name === "participle" ? "past" : "verb";
}

/** Whether a word has the form of the past: what its clause makes of it is seen later. */
export function isPast({ tag, tags, token }: Tagging): boolean {
  return tag === "past" || tags.has("PastTense") || tags.has("Participle") ||
    /(?<!e)ed$/.test(token.lower);
}
