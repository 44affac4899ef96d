import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import type { Statement } from "./statement.ts";
import { participleOf, thirdPersonOf } from "./verb_forms.ts";

export const spoken = ({ subject }: Statement) =>
  subject.length === 0 || subject.every(({ speaker }) => speaker);

export const terms = (references: readonly Reference[]) =>
  references.filter(({ term }) => term !== undefined);

export const each = (
  left: readonly Reference[],
  right: readonly Reference[],
  make: (left: Reference, right: Reference) => readonly Fact[],
): readonly Fact[] => left.flatMap((one) => right.flatMap((other) => make(one, other)));

export const place = ({ passage, clause }: Statement) => ({
  passage,
  start: clause.start,
  end: clause.end,
});

export const lead = (statement: Statement) =>
  statement.arguments.filter((argument) =>
    argument.place === "lead" && argument.preposition !== undefined
  ).flatMap(({ nouns }) => nouns);

/** The statement's verb as a reader would say it: "is supplied by". */
export function verbText(
  { verb = "is related to", light, passive, clause }: Statement,
  preposition?: string,
): string {
  const full = light === undefined ? "" : ` ${light}`;
  const said = passive ? `is ${participleOf(verb)}` : clause.verb ? thirdPersonOf(verb) : verb;
  return preposition === undefined ? `${said}${full}` : `${said}${full} ${preposition}`;
}
