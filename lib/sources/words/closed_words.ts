import type { Tag } from "./word.ts";

const lists: Readonly<Partial<Record<Tag, string>>> = {
  determiner: `a an the this these those each every either neither both all any some no another
    several many multiple various numerous few most such certain enough half much same`,
  possessive: "my our your his her its their",
  pronoun: `i we you he she it they me us him them nobody somebody someone anybody anyone everybody
    everyone nothing something everything anything others none myself ourselves itself themselves
    himself herself whoever whatever there mine ours theirs hers yours`,
  preposition: `of in on at by for with from into onto over under between among amongst through
    during within without per via along across against around above below behind beside besides
    near off upon toward towards than like including despite regarding concerning about up down out
    throughout inside outside plus except`,
  to: "to",
  and: "and or but nor & / + and/or",
  modal: "can could may might must shall should will would cannot",
  be: "be is are was were been being am",
  have: "have has had having",
  do: "do does did",
  not: "not never",
  relative: "who whom whose which that what how why where when whether",
  subordinator: `if because although though while whereas unless whenever wherever since until till
    as so before after once therefore however otherwise then else`,
  interjection: `hi hello hey dear thanks please oh ok okay yes sorry regards cheers ps bye hmm well
    sincerely`,
  adjective:
    `max min neighbouring neighboring existing remaining following participating visiting ongoing
    upcoming incoming outgoing corresponding overlapping surrounding accompanying`,
  adverb: `only just also too even still already always usually often sometimes normally currently
    exactly precisely roughly approximately about again ever never very quite rather really
    typically generally simply directly afterwards later earlier soon together alone apart away
    back here there now today tomorrow yesterday perhaps maybe instead yet almost nearly mostly
    mainly more less least once twice either optionally possibly naturally obviously
    hardly respectively beforehand overnight elsewhere upfront thereby thereafter thereof therein hence
    thus meanwhile onwards forward backwards apiece likewise moreover furthermore nevertheless nowhere
    somewhere anywhere everywhere altogether ahead accordingly namely anyhow forever straightaway
    in-house e.g i.e e.g. i.e. etc`,
};

const MORE_THAN_ONE: Readonly<Record<string, Tag>> = {
  about: "preposition",
  there: "pronoun",
  never: "not",
  once: "adverb",
  either: "determiner",
  plus: "and",
};

/** The tag of each word of the closed classes: articles, pronouns, prepositions, conjunctions. */
export const closedWords: ReadonlyMap<string, Tag> = new Map([
  ...Object.entries(lists).flatMap(([tag, words]) =>
    words.split(/\s+/).map((word) => [word, tag as Tag] as const)
  ),
  ...Object.entries(MORE_THAN_ONE),
]);

const PLURAL_DETERMINERS = new Set(
  "these those both all several many multiple various numerous few most".split(" "),
);

/** Whether a determiner stands before a plural. */
export function isPluralDeterminer(word: string): boolean {
  return PLURAL_DETERMINERS.has(word);
}
