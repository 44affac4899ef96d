import type { Chunk, VerbGroup } from "./phrase.ts";
import { isModifier, NOUN_LIKE } from "./read_noun.ts";
import type { Word } from "./word.ts";

const LINKING = new Set([
  "want",
  "wish",
  "need",
  "like",
  "have",
  "able",
  "allow",
  "require",
  "expect",
  "suppose",
  "permit",
  "try",
  "plan",
  "decide",
  "be",
  "oblige",
  "entitle",
]);

/** Reads the verb group that starts at a word. */
export function readVerb(
  words: readonly Word[],
  at: number,
  before: readonly Chunk[],
): { readonly group: VerbGroup; readonly next: number } | undefined {
  const first = words[at]!;
  let next = at;
  let modal: string | undefined;
  let negated = false;
  let form: VerbGroup["form"] = "finite";
  let verb: Word | undefined;
  let passive = false;
  let auxiliary: Word | undefined;
  if (first.tag === "to") {
    const follower = skipAdverbs(words, at + 1);
    const tag = words[follower]?.tag;
    if (tag !== "verb" && tag !== "be" && tag !== "have" && tag !== "do") return undefined;
    form = "infinitive";
    next = at + 1;
  } else if (first.tag === "gerund" || first.tag === "past") {
    return readBareParticiple(words, at, before);
  } else if (!["verb", "be", "have", "do", "modal", "not"].includes(first.tag)) {
    return undefined;
  }
  if (first.lower === "having" || first.lower === "being") form = "gerund";
  for (; next < words.length; next++) {
    const word = words[next]!;
    // "need not be members"
    if (word.tag === "verb" && word.lemma === "need" && words[next + 1]?.lower === "not") {
      modal = "may";
      next++;
    } else if (word.tag === "modal") modal = word.lower;
    else if (word.tag === "not") negated = true;
    else if (word.tag === "adverb") {
      if (verb) break;
    } else if (word.tag === "do") auxiliary = word;
    else if (word.tag === "be" || word.tag === "have") {
      if (verb) break;
      auxiliary = word;
    } else if (
      word.tag === "to" && (auxiliary?.tag === "have" || verb && LINKING.has(verb.lemma))
    ) {
      const tag = words[skipAdverbs(words, next + 1)]?.tag;
      if (tag !== "verb" && tag !== "be" && tag !== "have") break;
      const needs = verb?.lemma === "need" || auxiliary?.tag === "have" && !verb;
      modal = needs ? negated ? "may" : "must" : modal ?? "may";
      // "need not", "does not have to": it is optional, not denied.
      if (needs) negated = false;
      verb = undefined;
      auxiliary = undefined;
    } else if (
      // "are to be logged"
      word.tag === "to" && auxiliary?.tag === "be" && !verb &&
      words[skipAdverbs(words, next + 1)]?.tag === "be"
    ) {
      modal = "must";
      auxiliary = undefined;
    } else if (/^(?:get|gets|got)$/.test(word.lower) && words[next + 1]?.tag === "past") {
      auxiliary = { ...word, tag: "be" };
    } else if (
      word.tag === "past" && auxiliary && !verb && !isAttributive(words, next, auxiliary)
    ) {
      passive = auxiliary.tag === "be";
      verb = word;
      if (LINKING.has(word.lemma) && words[next + 1]?.tag === "to") continue;
      next++;
      break;
    } else if (word.tag === "gerund" && auxiliary?.tag === "be" && !verb) {
      verb = word;
      next++;
      break;
    } else if (
      word.tag === "adjective" && auxiliary?.tag === "be" &&
      /^(?:able|free|welcome|likely|due|ready|happy)$/.test(word.lower) &&
      words[next + 1]?.tag === "to"
    ) {
      verb = { ...word, lemma: "able" };
    } else if (word.tag === "verb" && !verb) {
      verb = word;
      if (LINKING.has(word.lemma) && words[skipAdverbs(words, next + 1)]?.tag === "to") continue;
      next++;
      if (isPhrasal(words, next)) next++;
      break;
    } else break;
  }
  // "we haven't got any"
  const main = verb?.lower === "got" && auxiliary?.tag === "have" ? auxiliary : verb ?? auxiliary;
  if (!main) return undefined;
  if (first.tag === "not" && form === "finite" && next === at + 1) return undefined;
  const lemma = main.tag === "be"
    ? "be"
    : main.tag === "have"
    ? "have"
    : main.tag === "do"
    ? "do"
    : main.lemma;
  const last = words[next - 1]!;
  return {
    group: {
      verb: lemma === "leave" && isLeftOut(words, next) ? "omit" : lemma,
      passive,
      negated,
      form,
      ...(form === "finite" ? numberOf(words.slice(at, next)) : {}),
      start: first.start,
      end: last.end,
      ...(modal === undefined ? {} : { modal }),
    },
    next,
  };
}

/** Whether one or many do it, where the first verb of the group tells. */
function numberOf(group: readonly Word[]): Pick<VerbGroup, "number"> {
  const word = group.find(({ tag }) => ["verb", "be", "have", "do", "modal"].includes(tag));
  if (!word || word.tag === "modal" || /^(?:had|did|be|been)$/.test(word.lower)) return {};
  const one = /^(?:is|was|has|does|'s)$/.test(word.lower) || word.tag === "verb" &&
      /[^s]s$/.test(word.lower) && word.lower !== word.lemma;
  return { number: one ? "one" : "many" };
}

const PHRASAL = new Set(
  `fill in,fill out,check in,check out,hand in,hand out,pick up,carry out,set up,give back,bring in,bring back,take over,send out,
  send in,hand over,lend out,rent out,hire out,sign in,write up,write down,type in,look up,use up,turn down,back up,call off,make up,
  put together,build up,break down,drop off,lay out,work out,give out,take back,fill up,claim back,pay back,put on,take up,draw up,put in,put up,put out,put down,note down,turn off,sign off,sign up,log in,top up,call in,bring along,
  take along,pass on,hand on,hand down,lay down,mark off,tick off,cross off,split up,cut up,close down,shut down,hold back,send on,
  send off,ship out,rule out,try out,sort out,trade in,take on,give up,keep up,clear up,clean up,follow up,take off,take away,
  give away,throw away,check off,read out,print out,lease out,loan out,serve up,bring up,pick out,point out,look through`
    .split(/,\s*/),
);

/** "fill in a form": the particle belongs to the verb. */
function isPhrasal(words: readonly Word[], at: number): boolean {
  const particle = words[at];
  const verb = words[at - 1];
  return particle !== undefined && verb !== undefined &&
    PHRASAL.has(`${verb.lemma} ${particle.lower}`) &&
    words[at + 1]?.tag !== "preposition";
}

/** "leave the hotel out": not "leave a comment" */
function isLeftOut(words: readonly Word[], at: number): boolean {
  const rest = words.slice(at, at + 8);
  const end = rest.findIndex(({ tag }) => tag === "mark");
  return (end < 0 ? rest : rest.slice(0, end)).some(({ lower }) =>
    /^(?:out|aside|off)$/.test(lower)
  );
}

function skipAdverbs(words: readonly Word[], at: number): number {
  let next = at;
  while (words[next]?.tag === "adverb") next++;
  return next;
}

/** "has paid members": the participle belongs to the noun. */
function isAttributive(words: readonly Word[], at: number, auxiliary: Word): boolean {
  return auxiliary.tag === "have" && words[at + 1] !== undefined &&
    NOUN_LIKE.has(words[at + 1]!.tag);
}

/** "…, stating flow and duration" */
const STATING =
  /^(?:stating|giving|listing|showing|containing|naming|specifying|using|indicating|mentioning|describing|detailing|covering|itemising|itemizing|including|noting|explaining|recording|holding|comprising)$/;

/** "parts supplied by", "members using", "ordered by date" */
function readBareParticiple(
  words: readonly Word[],
  at: number,
  before: readonly Chunk[],
): { readonly group: VerbGroup; readonly next: number } | undefined {
  const word = words[at]!;
  const behind = words[skipAdverbs(words, at + 1)];
  const last = before.at(-1);
  const afterNoun = last?.kind === "noun";
  // "gives it fixed slots"
  const receives = last?.kind === "noun" && before.at(-2)?.kind === "verb" &&
    /^(?:it|them|us|him|her|me)$/.test(last.phrase.pronoun ?? "");
  if (receives && word.tag === "past" && isModifier(words, at)) return undefined;
  const attributive = isModifier(words, at) && !(afterNoun && word.tag === "past") &&
    !(STATING.test(word.lower) && last?.kind === "mark") &&
    // "is assigned a tutor and given access"
    !(word.lower === "given" && last?.kind === "and") &&
    // "publications that made use of it"
    !(word.tag === "past" && last?.kind === "relative" &&
      /^(?:that|who)$/.test(last.word.lower));
  if (attributive && !(afterNoun || last?.kind === "preposition" && word.tag === "gerund")) {
    return undefined;
  }
  const { lemma, start, end } = word;
  if (word.tag === "gerund") {
    const group: VerbGroup = {
      verb: lemma,
      passive: false,
      negated: false,
      form: "gerund",
      start,
      end,
    };
    return { group, next: at + 1 };
  }
  const spoken = last?.kind === "noun" &&
    /^(?:we|they|i|he|she|you|it)$/.test(last.phrase.pronoun ?? "") &&
    // "gives it fixed slots"
    before.at(-2)?.kind !== "verb";
  const active = last?.kind === "relative" || spoken || afterNoun && behind !== undefined &&
      (["determiner", "possessive", "noun", "pronoun", "number"].includes(behind.tag));
  const group: VerbGroup = {
    verb: lemma,
    passive: !active,
    negated: false,
    form: active ? "finite" : "participle",
    start,
    end,
  };
  return { group, next: at + 1 };
}
