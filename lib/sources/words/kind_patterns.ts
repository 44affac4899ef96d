import type { Reference } from "./discourse.ts";
import { isAttributeNoun } from "./attribute_words.ts";
import type { Fact } from "./fact.ts";
import { isPersonNoun, noiseNouns, transparentNouns } from "./noun_words.ts";
import { each, lead, place, spoken, terms } from "./pattern_words.ts";
import { behind, link, mention, objectsOf, owned, type Statement } from "./statement.ts";

const KIND_NOUNS = new Set(["kind", "type", "sort"]);

/** "a vehicle is either a car or a van", "tugs are vessels", "a line is a sequence of track sections" */
export function readKinds(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject, modal, clause, negated } = statement;
  const what = terms(objectsOf(statement));
  if (verb !== "be" || passive || clause.existential || what.length === 0) return undefined;
  // "a workspace, of which every user is the owner or a guest"
  const within = clause.kind === "relative"
    ? statement.arguments.filter(({ preposition, nouns }) =>
      preposition !== undefined && /^(?:of|in|for|at)$/.test(preposition) &&
      nouns.length > 0 && clause.arguments[0]?.nouns[0] === nouns[0]?.node
    ).flatMap(({ nouns }) => nouns)
    : [];
  if (within.length > 0) {
    return [
      ...subject.flatMap((one) => mention(statement, one, "subject")),
      ...within.flatMap((one) => mention(statement, one, "oblique")),
      ...each(
        subject,
        within,
        (from, to) =>
          link(statement, from, to, { verb: "is in", by: "preposition", preposition: "in" }),
      ),
    ];
  }
  // "whether it is permanent or an emergency": what it may be, and no kinds
  if (clause.subordinator === "whether") {
    return subject.flatMap((one) => mention(statement, one, "weak"));
  }
  if (spoken(statement)) return what.flatMap((one) => mention(statement, one, "object"));
  if (negated) return subject.flatMap((one) => mention(statement, one, "subject"));
  const subjects = terms(subject);
  const [first] = what;
  const word = first!.phrase.name.at(-1)!;
  if (word === "part" && first!.of.length > 0) {
    const words = { verb: "is part of", by: "verb", preposition: "of" } as const;
    return [
      ...each(subjects, first!.of, (part, whole) => link(statement, part, whole, words)),
      ...[...subjects, ...first!.of].flatMap((one) => mention(statement, one, "subject")),
    ];
  }
  if (transparentNouns.has(word) && first!.of.length > 0 && !KIND_NOUNS.has(word)) {
    return [
      ...subjects.flatMap((one) => mention(statement, one, "subject")),
      ...each(
        subjects,
        first!.of,
        (owner, thing) => owned(statement, owner, thing, { verb: "consists of" }),
      ),
      ...first!.of.flatMap((one) => mention(statement, one, "object")),
    ];
  }
  // "a placement is the hiring of a candidate by a client"
  if (
    what.length === 1 && first!.of.length > 0 && first!.phrase.determiner === "the" &&
    !KIND_NOUNS.has(word)
  ) {
    const parties = [...first!.of, ...behind(statement, "by", "to", "for", "with", "between")];
    return [
      ...subjects.flatMap((one) => mention(statement, one, "subject")),
      ...parties.flatMap((one) => mention(statement, one, "object")),
      ...each(
        subjects,
        parties,
        (from, to) => link(statement, from, to, { verb: `is the ${word} of`, by: "verb" }),
      ),
    ];
  }
  // "a trip is a run of a line in one direction": what kind of thing it is says what it is tied to.
  const [genus] = what;
  if (
    what.length === 1 && genus!.of.length > 0 &&
    (/^(?:an?|one)$/.test(genus!.phrase.determiner ?? "") || isPersonNoun(word)) &&
    !KIND_NOUNS.has(word) && subjects.length === 1 && subjects[0]!.owner === undefined &&
    subjects[0]!.of.length === 0 && !transparentNouns.has(word)
  ) {
    const parties = [
      ...terms(genus!.of),
      ...terms(behind(statement, "in", "on", "at", "by", "to", "for", "with", "between")),
    ];
    return [
      ...subjects.flatMap((one) => mention(statement, one, "subject")),
      ...parties.flatMap((one) => mention(statement, one, "oblique")),
      ...each(
        subjects,
        parties,
        (from, to) => link(statement, from, to, { verb: `is a ${word} of`, by: "verb" }),
      ),
    ];
  }
  // "a sailing is a departure on a line"
  const where = terms(behind(statement, "on", "in", "at", "between"));
  if (
    what.length === 1 && genus!.of.length === 0 &&
    /^(?:an?|one)$/.test(genus!.phrase.determiner ?? "") &&
    where.length > 0 && !isPersonNoun(word) && subjects.length === 1 &&
    /^(?:an?|each|every|the)$/.test(subjects[0]!.phrase.determiner ?? "") &&
    subjects[0]!.of.length === 0 && subjects[0]!.owner === undefined
  ) {
    return [
      ...subjects.flatMap((one) => mention(statement, one, "subject")),
      ...where.flatMap((one) => mention(statement, one, "oblique")),
      ...each(
        subjects,
        where,
        (from, to) => link(statement, from, to, { verb: `is a ${word} of`, by: "verb" }),
      ),
    ];
  }
  // "its sire is a horse", "each line of a log is a contact": what has it has such a thing.
  const owning = subjects.flatMap(({ owner, of, phrase }) => {
    const whole = owner ?? of[0];
    return whole?.term === undefined ? [] : [{ whole, part: phrase.name.at(-1) ?? "part" }];
  });
  if (owning.length > 0 && owning.length === subjects.length) {
    return owning.flatMap(({ whole, part }) =>
      what.flatMap((thing) => [
        ...mention(statement, whole, "owner"),
        ...mention(statement, thing, "object"),
        ...link(statement, whole, thing, { verb: `has as ${part}`, by: "verb" }),
      ])
    );
  }
  const facts: Fact[] = [];
  const counted = what.every(({ phrase }) => phrase.plural && phrase.quantity !== undefined) &&
    subjects.every(({ phrase }) => !phrase.plural);
  if (counted) {
    return [
      ...subjects.flatMap((one) => mention(statement, one, "subject")),
      ...each(
        subjects,
        what,
        (owner, thing) => owned(statement, owner, thing, { verb: "consists of" }),
      ),
      ...what.flatMap((one) => mention(statement, one, "object")),
    ];
  }
  const things = what.filter(({ term }) =>
    !isAttributeNoun(term!.split(" ")) && (what.length > 1 || !noiseNouns.has(term!))
  );
  const general =
    KIND_NOUNS.has(word) || subjects.length > 1 && subjects.some(({ phrase }) => phrase.plural)
      ? subjects
      : subjects.filter(({ phrase }) =>
        phrase.plural || /^(?:an?|each|every|any)$/.test(phrase.determiner ?? "") ||
        phrase.pronoun !== undefined
      );
  if (things.length >= 2) {
    for (const { term } of general) {
      facts.push({
        kind: "kinds",
        super: term!,
        subs: things.map((one) => one.term!),
        total: modal === undefined,
        disjoint: true,
        strong: true,
        ...place(statement),
      });
    }
  } else if (things.length === 1 && modal === undefined) {
    const [one] = things;
    const fits = one!.phrase.quantity === undefined && one!.phrase.plural ||
      /^an?$/.test(one!.phrase.determiner ?? "") ||
      KIND_NOUNS.has(word);
    for (const sub of fits ? general : []) {
      if (
        sub.term === one!.term || noiseNouns.has(one!.term!) || transparentNouns.has(one!.term!)
      ) continue;
      facts.push({
        kind: "kinds",
        super: one!.term!,
        subs: [sub.term!],
        total: false,
        disjoint: true,
        strong: true,
        ...place(statement),
      });
    }
  }
  return [
    ...facts,
    ...subjects.flatMap((one) => mention(statement, one, "subject")),
    ...(facts.length > 0 ? things : []).flatMap((one) => mention(statement, one, "member")),
  ];
}

/** "for a purchased part there is at least one supplier" */
export function readExistence(statement: Statement): readonly Fact[] | undefined {
  if (!statement.clause.existential) return undefined;
  const things = objectsOf(statement);
  const places = [
    ...lead(statement),
    ...behind(statement, "for", "in", "of", "at", "on").filter((one) =>
      !lead(statement).includes(one)
    ),
  ];
  const within = (place: Reference) => {
    const own = statement.arguments.find(({ nouns }) => nouns.includes(place))?.behind;
    // "one instructor per course, plus an assistant for beginners"
    return own && things.length > 1 && things.includes(own) ? [own] : things;
  };
  return [
    ...[...things, ...places].flatMap((one) => mention(statement, one, "object")),
    ...places.flatMap((owner) => within(owner).flatMap((thing) => owned(statement, owner, thing))),
  ];
}

/** "we call this a harvest lot", "also called a job" */
export function readCalled(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject } = statement;
  if (verb !== "call" && !(passive && verb === "know" && behind(statement, "as").length > 0)) {
    return undefined;
  }
  // "the educator calls the contacts": on the phone
  const given = statement.arguments.filter(({ preposition }) => preposition === undefined);
  if (verb === "call" && !passive && given.length < 2 && !spoken(statement)) return undefined;
  if (objectsOf(statement).some(({ phrase }) => phrase.capital)) return [];
  const names = verb === "call" ? terms(objectsOf(statement)) : terms(behind(statement, "as"));
  if (names.length === 0) return undefined;
  const facts: Fact[] = names.flatMap((one) => mention(statement, one, "defined"));
  const what = passive ? terms(subject)[0] : names[0];
  const other = names.at(-1);
  if (what?.term !== undefined && other?.term !== undefined && what.term !== other.term) {
    facts.push({ kind: "alias", name: what.term, other: other.term, ...place(statement) });
  }
  return facts;
}
