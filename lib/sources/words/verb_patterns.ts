/**
 * What each kind of statement says of the data, one small function a row. The first row that fits a
 * statement reads it.
 *
 * @module
 */
import { isAttributeNoun } from "./attribute_words.ts";
import type { Reference } from "./discourse.ts";
import type { Fact } from "./fact.ts";
import { noiseNouns, transparentNouns } from "./noun_words.ts";
import { behind, link, mention, objectsOf, owned, type Statement } from "./statement.ts";
import {
  contributingVerbs,
  haveVerbs,
  identifyVerbs,
  noiseVerbs,
  recordVerbs,
} from "./verb_lists.ts";

import { participleOf, thirdPersonOf } from "./verb_forms.ts";

/** A kind of statement. */
export interface VerbPattern {
  readonly name: string;
  /** The facts, or undefined where the statement is of another kind. */
  read(statement: Statement): readonly Fact[] | undefined;
}

const OWNERS = ["for", "of", "about", "on", "from"];
const spoken = ({ subject }: Statement) =>
  subject.length === 0 || subject.every(({ speaker }) => speaker);
const terms = (references: readonly Reference[]) =>
  references.filter(({ term }) => term !== undefined);
const each = (
  left: readonly Reference[],
  right: readonly Reference[],
  make: (left: Reference, right: Reference) => readonly Fact[],
): readonly Fact[] => left.flatMap((one) => right.flatMap((other) => make(one, other)));
const place = ({ passage, clause }: Statement) => ({
  passage,
  start: clause.start,
  end: clause.end,
});
const lead = (statement: Statement) =>
  statement.arguments.filter((argument) =>
    argument.place === "lead" && argument.preposition !== undefined
  ).flatMap(({ nouns }) => nouns);

/** The statement's verb as a reader would say it: "is supplied by". */
export function verbText(
  { verb = "is related to", passive, clause }: Statement,
  preposition?: string,
): string {
  const said = passive ? `is ${participleOf(verb)}` : clause.verb ? thirdPersonOf(verb) : verb;
  return preposition === undefined ? said : `${said} ${preposition}`;
}

export const verbPatterns: readonly VerbPattern[] = [
  {
    name: "what is not wanted",
    read(statement) {
      if (!statement.denied) return undefined;
      const all = [...statement.subject, ...statement.arguments.flatMap(({ nouns }) => nouns)];
      return terms(all).map(({ term }) => ({ kind: "excluded", term: term!, ...place(statement) }));
    },
  },
  {
    name: "what is not kept",
    read(statement) {
      const { verb, negated, modal, passive, subject } = statement;
      const refused = negated && modal === undefined && verb !== undefined &&
        (recordVerbs.has(verb) || verb === "be" || verb === "have");
      if (!refused) return undefined;
      const ours = passive || verb === "be"
        ? subject
        : spoken(statement)
        ? objectsOf(statement)
        : [];
      const business = verb !== "be" ||
        /^(?:needed|necessary|relevant|required|wanted|interesting)$/.test(
          statement.adjective ?? "",
        ) ||
        objectsOf(statement).some(({ term }) => /business|concern|scope|interest/.test(term ?? ""));
      if (ours.length === 0 || !business || passive && !recordVerbs.has(verb!)) return undefined;
      return terms(ours).map(({ term }) => ({
        kind: "excluded",
        term: term!,
        ...place(statement),
      }));
    },
  },
  {
    name: "what is left out",
    read(statement) {
      if (
        !spoken(statement) ||
        !/^(?:leave|ignore|skip|omit|exclude|forget)$/.test(statement.verb ?? "")
      ) return undefined;
      return terms(objectsOf(statement)).map(({ term }) => ({
        kind: "excluded",
        term: term!,
        ...place(statement),
      }));
    },
  },
  {
    name: "what tells one from another",
    read(statement) {
      const { verb, passive, subject } = statement;
      if (!passive || !identifyVerbs.has(verb ?? "")) return undefined;
      const by = behind(statement, "by", "with");
      if (by.length === 0) return undefined;
      return [
        ...subject.flatMap((one) => mention(statement, one, "owner")),
        ...each(
          subject,
          by,
          (owner, thing) => owned(statement, owner, thing, { identifies: verb !== "know" }),
        ),
        ...by.flatMap((thing) => mention(statement, thing, "item")),
        ...each(
          subject,
          behind(statement, "within", "in", "per"),
          (part, whole) =>
            link(statement, part, whole, {
              verb: "is numbered within",
              by: "preposition",
              preposition: "within",
            }),
        ),
        ...behind(statement, "within", "in", "per").flatMap((whole) =>
          mention(statement, whole, "object")
        ),
      ];
    },
  },
  { name: "what is recorded", read: readRecorded },
  { name: "what is recorded of a thing", read: readRecordedOf },
  { name: "what a thing is", read: readKinds },
  { name: "what there is", read: readExistence },
  { name: "what a thing depends on", read: readDepending },
  { name: "what a thing has", read: readHaving },
  { name: "what a thing is called", read: readCalled },
  {
    name: "what is said by the way",
    read(statement) {
      const { verb, passive, subject } = statement;
      if (!noiseVerbs.has(verb ?? "") || passive || !spoken(statement) && !TALK.has(verb!)) {
        return undefined;
      }
      return spoken(statement) ? [] : subject.flatMap((one) => mention(statement, one, "subject"));
    },
  },
  { name: "what the writer does with things", read: readSpoken },
  { name: "what one thing does to another", read: readAction },
  { name: "a list under a topic", read: readList },
];

const TALK = new Set([
  "think",
  "hope",
  "believe",
  "guess",
  "thank",
  "seem",
  "sound",
  "feel",
  "decide",
  "cost",
  "mean",
  "matter",
  "wonder",
  "know",
]);

/** "we record the name of each customer", "the system stores drivers with their licences" */
function readRecorded(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject } = statement;
  if (passive || !recordVerbs.has(verb ?? "") || !spoken(statement)) return undefined;
  if (subject.length === 0 && statement.topic !== undefined && statement.clause.kind === "main") {
    return undefined;
  }
  const things = objectsOf(statement);
  if (things.length === 0) return undefined;
  const owners = [
    ...lead(statement),
    ...behind(statement, ...OWNERS).filter((one) => !lead(statement).includes(one)),
  ];
  const facts = things.flatMap((thing) =>
    mention(statement, thing, owners.length > 0 ? "item" : "object")
  );
  return [
    ...facts,
    ...owners.flatMap((owner) => mention(statement, owner, "owner")),
    ...each(owners, things, (owner, thing) => owned(statement, owner, thing)),
    ...each(things, behind(statement, "with"), (owner, thing) => owned(statement, owner, thing)),
  ];
}

/** "for each station the position and the altitude shall be held", "a check-in is stored for each visit" */
function readRecordedOf(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject } = statement;
  if (!passive || !recordVerbs.has(verb ?? "")) return undefined;
  const owners = behind(statement, "for", "of", "about").filter(({ term }) => term !== undefined);
  const others = statement.arguments.filter(({ preposition, place }) =>
    place === "verb" && preposition !== undefined &&
    !/^(?:for|of|about|per|with|as|after|before|until|since|within|during)$/.test(preposition)
  );
  const facts: Fact[] = subject.flatMap((
    one,
  ) => [...mention(statement, one, owners.length > 0 ? "item" : "subject")]);
  facts.push(...owners.flatMap((owner) => mention(statement, owner, "owner")));
  facts.push(...each(owners, subject, (owner, thing) => owned(statement, owner, thing)));
  const parts = behind(statement, "with", "along with");
  facts.push(...each(subject, parts, (owner, thing) => owned(statement, owner, thing)));
  facts.push(...parts.flatMap((thing) => mention(statement, thing, "item")));
  facts.push(...readPer(statement, subject, behind(statement, "per")));
  for (const { preposition, nouns } of others) {
    const words = {
      verb: verbText(statement, preposition),
      by: "preposition",
      preposition: preposition!,
    } as const;
    facts.push(...each(subject, nouns, (from, to) => link(statement, from, to, words)));
    facts.push(
      ...nouns.flatMap((noun) =>
        mention(statement, noun, preposition === "by" ? "agent" : "oblique")
      ),
    );
  }
  return facts;
}

/** "a rate is kept per room type and season": what joins two things is a thing itself. */
function readPer(
  statement: Statement,
  heads: readonly Reference[],
  of: readonly Reference[],
): readonly Fact[] {
  const joins = new Set(terms(of).map(({ term }) => term)).size > 1;
  return [
    ...of.flatMap((one) => mention(statement, one, joins ? "subject" : "oblique")),
    ...heads.flatMap((head) => mention(statement, head, joins ? "association" : "object")),
    ...each(
      heads,
      of,
      (from, to) => link(statement, from, to, { verb: "is per", by: "per", preposition: "per" }),
    ),
  ];
}

const KIND_NOUNS = new Set(["kind", "type", "sort"]);

/** "a vehicle is either a car or a van", "tugs are vessels", "a line is a sequence of track sections" */
function readKinds(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject, modal, clause, negated } = statement;
  const what = terms(objectsOf(statement));
  if (verb !== "be" || passive || clause.existential || what.length === 0) return undefined;
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
    !isAttributeNoun(term!.split(" ")) && !noiseNouns.has(term!)
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
      if (sub.term === one!.term || noiseNouns.has(one!.term!)) continue;
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
function readExistence(statement: Statement): readonly Fact[] | undefined {
  if (!statement.clause.existential) return undefined;
  const things = objectsOf(statement);
  const places = [
    ...lead(statement),
    ...behind(statement, "for", "in", "of", "at", "on").filter((one) =>
      !lead(statement).includes(one)
    ),
  ];
  return [
    ...[...things, ...places].flatMap((one) => mention(statement, one, "object")),
    ...each(places, things, (owner, thing) => owned(statement, owner, thing)),
  ];
}

/** "prices depend on the zone and the season": what joins two things is a thing itself. */
function readDepending(statement: Statement): readonly Fact[] | undefined {
  const on = terms(behind(statement, "on", "upon"));
  if (statement.verb !== "depend" || statement.passive || on.length === 0) return undefined;
  if (new Set(on.map(({ term }) => term)).size > 1) {
    return [
      ...statement.subject.flatMap((head) => mention(statement, head, "association")),
      ...on.flatMap((one) => mention(statement, one, "subject")),
      ...each(
        statement.subject,
        on,
        (from, to) =>
          link(statement, from, to, { verb: "depends on", by: "per", preposition: "on" }),
      ),
    ];
  }
  return [...statement.subject, ...on].flatMap((one) => mention(statement, one, "weak"));
}

const OF_HAVING = new Set(["consist", "compose", "make"]);

/** "a reading consists of the time and the value", "each hotel has rooms" */
function readHaving(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject, topic } = statement;
  if (!haveVerbs.has(verb ?? "")) return undefined;
  const owners = subject.filter(({ speaker }) => !speaker);
  const direct = objectsOf(statement);
  const sub = owners.flatMap((owner) =>
    direct.filter(({ term }) =>
      term !== undefined &&
      (term === owner.term || term === `sub-${owner.term}` || term === `sub${owner.term}`)
    ).map((thing) => ({ owner, thing }))
  );
  if (sub.length > 0) {
    return sub.flatMap(({ owner, thing }) => [
      ...mention(statement, owner, "owner"),
      ...link(statement, owner, { ...thing, term: owner.term! }, {
        verb: verbText(statement),
        by: "verb",
      }),
    ]);
  }
  const parts = passive || OF_HAVING.has(verb!)
    ? [
      ...behind(statement, "of", "into", "from"),
      ...(passive && ["equip", "describe", "characterise", "characterize", "define"].includes(verb!)
        ? behind(statement, "with", "by")
        : []),
    ]
    : direct;
  if (parts.length === 0 || owners.length === 0 && !topic) return undefined;
  const whose = owners.length > 0 ? owners : topic!;
  return [
    ...whose.flatMap((owner) => mention(statement, owner, "owner")),
    ...each(
      whose,
      parts,
      (owner, thing) =>
        owner.term === thing.term
          ? link(statement, owner, thing, { verb: `${verbText(statement)} of`, by: "verb" })
          : owned(statement, owner, thing, {
            verb: verbText(
              statement,
              OF_HAVING.has(verb!) || passive
                ? passive && (verb === "equip" || verb === "describe" || verb === "define")
                  ? "with"
                  : verb === "divide" || verb === "split"
                  ? "into"
                  : "of"
                : undefined,
            ),
          }),
    ),
    ...parts.flatMap((thing) => mention(statement, thing, "item")),
    // "a reading gives the length of the stake"
    ...each(
      whose,
      parts.filter(({ phrase }) => isAttributeNoun(phrase.name)).flatMap(({ of }) => of),
      (owner, thing) =>
        link(statement, owner, thing, {
          verb: verbText(statement),
          by: "preposition",
          preposition: "of",
        }),
    ),
    ...readPrepositions(
      statement,
      parts.slice(-1),
      passive ? ["of", "into", "from", "with", "by"] : OF_HAVING.has(verb!) ? ["of"] : [],
    ),
  ];
}

/** "we call this a harvest lot", "also called a job" */
function readCalled(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject } = statement;
  if (verb !== "call" && !(passive && verb === "know" && behind(statement, "as").length > 0)) {
    return undefined;
  }
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

/** "as a cook I want to publish recipes", "on every parcel we grow one variety" */
function readSpoken(statement: Statement): readonly Fact[] | undefined {
  const { verb, subject } = statement;
  if (verb === undefined || !spoken(statement) || subject.length === 0) return undefined;
  const objects = objectsOf(statement);
  const actors = subject.filter(({ term }) => term !== undefined);
  const facts: Fact[] = objects.flatMap((one) => mention(statement, one, "object"));
  if (contributingVerbs.has(verb)) {
    const targets = objects;
    facts.push(...actors.flatMap((actor) => mention(statement, actor, "actor")));
    facts.push(
      ...each(
        actors,
        targets,
        (from, to) => link(statement, from, to, { verb: verbText(statement), by: "verb" }),
      ),
    );
  }
  facts.push(...readPrepositions(statement, objects.slice(-1)));
  const places = lead(statement);
  facts.push(...places.flatMap((one) => mention(statement, one, "oblique")));
  facts.push(
    ...each(objects, places, (from, to) =>
      link(statement, from, to, {
        verb: verbText({ ...statement, passive: true }, "for"),
        by: "preposition",
      })),
  );
  return facts;
}

/** "each order is placed by one customer", "wards place requisitions" */
function readAction(statement: Statement): readonly Fact[] | undefined {
  const { verb, subject, topic } = statement;
  if (verb === undefined) return undefined;
  const who = subject.length > 0 ? subject : topic ?? [];
  if (who.length === 0 && statement.arguments.length === 0) return undefined;
  const objects = objectsOf(statement);
  const titled = topic && subject.length > 0 ? titleLinks(statement) : [];
  const unique = statement.adjective === "unique" && statement.outer
    ? behind(statement, "per", "within", "in")
    : [];
  if (unique.length > 0) {
    return [
      ...unique.flatMap((one) => mention(statement, one, "oblique")),
      ...each(
        statement.outer!,
        unique,
        (from, to) =>
          link(statement, from, to, { verb: "is in", by: "preposition", preposition: "in" }),
      ),
    ];
  }
  const facts = topic && subject.length > 0
    ? subject.filter(({ term, phrase }) =>
      term !== undefined && isAttributeNoun(term.split(" ")) && phrase.owner === undefined &&
      phrase.determiner === undefined
    )
    : [];
  const whole = statement.adjective === "unique" && facts.length > 0
    ? behind(statement, "per", "within", "in")
    : [];
  const per = behind(statement, "per");
  const where = statement.passive || objects.length === 0 ? leadPlaces(statement) : [];
  return [
    ...titled,
    ...(per.length > 0
      ? readPer(
        statement,
        objects.length > 0 ? objects.slice(-1) : facts.length > 0 ? topic! : who,
        per,
      )
      : []),
    ...where.flatMap((one) => mention(statement, one, "oblique")),
    ...each(
      who,
      where,
      (from, to) =>
        link(statement, from, to, {
          verb: verbText(statement, "in"),
          by: "preposition",
          preposition: "in",
        }),
    ),
    ...each(topic ?? [], facts, (owner, thing) => owned(statement, owner, thing, { by: "list" })),
    ...each(
      topic ?? [],
      whole,
      (from, to) =>
        link(statement, from, to, { verb: "is in", by: "preposition", preposition: "in" }),
    ),
    ...who.flatMap((one) => mention(statement, one, "subject")),
    ...objects.flatMap((one) => mention(statement, one, "object")),
    ...each(
      who,
      objects,
      (from, to) => link(statement, from, to, { verb: verbText(statement), by: "verb" }),
    ),
    ...readPrepositions(statement, objects.length > 0 ? objects : who),
  ];
}

/** "lease: a plot is leased to one or two tenants": what the title names ties what the clause names. */
function titleLinks(statement: Statement): readonly Fact[] {
  const { topic, subject, clause, verb } = statement;
  const [title] = topic ?? [];
  if (
    title?.term === undefined || clause.topic === undefined || !clause.titled ||
    clause.kind !== "main" || isAttributeNoun(title.term.split(" "))
  ) return [];
  const all = [...subject, ...statement.arguments.flatMap(({ nouns }) => nouns)];
  if (all.some(({ term, phrase }) => term === title.term || phrase.pronoun !== undefined)) {
    return [];
  }
  const stem = (word: string) => word.replace(/(?:e|ing|ment|ation|ings)$/, "").slice(0, 5);
  const named = verb !== undefined && stem(title.term.split(" ").at(-1)!) === stem(verb);
  const parties = named ? all : subject;
  return [
    ...mention(statement, title, "topic"),
    ...parties.flatMap((party) => link(statement, title, party, { verb: "is for", by: "list" })),
  ];
}

/** "on each vehicle certain equipment is loaded": where. */
function leadPlaces({ arguments: args }: Statement): readonly Reference[] {
  return args.filter(({ place, preposition }) =>
    place === "lead" && /^(?:at|in|on|during|for|from|into|to|within|with)$/.test(preposition ?? "")
  )
    .flatMap(({ nouns }) => nouns);
}

const SKIPPED = new Set([
  "than",
  "on behalf of",
  "per",
  "as",
  "such as",
  "like",
  "because of",
  "depending on",
  "according to",
  "without",
  "including",
  "despite",
  "until",
  "since",
  "till",
  "regarding",
  "around",
]);

/** What the nouns behind prepositions are tied to: the noun right before, else the object, else the subject. */
function readPrepositions(
  statement: Statement,
  heads: readonly Reference[],
  skip: readonly string[] = [],
): readonly Fact[] {
  const facts: Fact[] = [];
  const objects = objectsOf(statement);
  for (const { preposition, nouns, place, behind: before } of statement.arguments) {
    if (
      preposition === undefined || place !== "verb" ||
      SKIPPED.has(preposition) && !(preposition === "as" && nouns[0]?.phrase.name[0] === "part") ||
      skip.includes(preposition)
    ) continue;
    const role = preposition === "by" ? "agent" : "oblique";
    facts.push(...nouns.flatMap((noun) => mention(statement, noun, role)));
    const near = before && (objects.includes(before) || before.phrase.pronoun === "one")
      ? [before]
      : heads;
    if (/^(?:same|different|unique)$/.test(statement.adjective ?? "")) continue;
    if (preposition === "with" && near[0] && objects.includes(near[0])) {
      facts.push(
        ...each(
          near,
          nouns,
          (owner, thing) => owned(statement, owner, thing, { verb: "has", by: "preposition" }),
        ),
      );
      continue;
    }
    const from = near.some(({ term, speaker }) => term !== undefined && !speaker)
      ? near
      : statement.subject;
    const bridged = from.filter(({ term }) => term !== undefined && !noiseNouns.has(term));
    const tied = bridged.length > 0 ? bridged : statement.subject.filter(({ speaker }) => !speaker);
    facts.push(...each(tied, nouns, (one, other) =>
      link(statement, one, other, {
        verb: verbText(statement, preposition),
        by: "preposition",
        preposition,
        fallback: objects.includes(one)
          ? statement.subject.find(({ speaker, term }) => !speaker && term !== undefined)
          : undefined,
      })));
  }
  return facts;
}

/** "rooms: number, floor", or a bare list under a heading */
function readList(statement: Statement): readonly Fact[] | undefined {
  const { topic, subject, verb } = statement;
  if (verb !== undefined) return undefined;
  const per = statement.arguments.filter(({ preposition }) => preposition === "per");
  const forEach = statement.arguments.filter(({ place, preposition }) =>
    place === "lead" && preposition === "for"
  ).flatMap(({ nouns }) => nouns);
  if (forEach.length > 0 && subject.length > 0) {
    return [
      ...forEach.flatMap((owner) => mention(statement, owner, "owner")),
      ...subject.flatMap((thing) => mention(statement, thing, "item")),
      ...each(forEach, subject, (owner, thing) => owned(statement, owner, thing)),
    ];
  }
  if (!topic || topic.length === 0) {
    const [first, ...others] = subject;
    return [
      ...subject.flatMap((one) =>
        mention(
          statement,
          one,
          statement.clause.kind === "main" ? statement.heading ? "weak" : "topic" : "weak",
        )
      ),
      ...(statement.clause.each && first
        ? others.flatMap((thing) => owned(statement, first, thing))
        : []),
      ...per.flatMap(({ nouns }) => readPer(statement, subject, nouns)),
    ];
  }
  // Under a heading, only plain facts are its own.
  const inherited = statement.clause.topic === undefined && statement.inherited === true;
  if (
    inherited &&
    !subject.every(({ term }) => term !== undefined && isAttributeNoun(term.split(" ")))
  ) {
    return subject.flatMap((one) => mention(statement, one, "topic"));
  }
  // "in several editions: hardcover, paperback": examples.
  const examples = statement.clause.topic?.verb !== undefined &&
    topic.every(({ phrase }) => phrase.plural) &&
    subject.length > 1 &&
    subject.every(({ term, phrase }) =>
      term !== undefined && !isAttributeNoun(term.split(" ")) && !phrase.plural &&
      phrase.determiner === undefined
    );
  if (examples) return [];
  const things = terms(subject).filter(({ term }) => !isAttributeNoun(term!.split(" ")));
  if (
    subject.length > 1 && subject.length === things.length &&
    subject.slice(1).some(({ node }) => node.or) &&
    things.every(({ phrase }) => !phrase.plural && phrase.quantity === undefined)
  ) {
    return [
      ...topic.flatMap((one) => mention(statement, one, "topic")),
      ...things.flatMap((one) => mention(statement, one, "member")),
      ...topic.map(({ term }): Fact => ({
        kind: "kinds",
        super: term!,
        subs: things.map((one) => one.term!),
        total: true,
        disjoint: true,
        strong: true,
        ...place(statement),
      })),
    ];
  }
  return [
    ...(inherited ? topic.flatMap((owner) => mention(statement, owner, "owner")) : []),
    ...per.flatMap(({ nouns }) => readPer(statement, subject.length > 0 ? subject : topic, nouns)),
    ...each(topic, subject, (owner, thing) => owned(statement, owner, thing, { by: "list" })),
    ...subject.flatMap((one) => mention(statement, one, "item")),
    ...statement.arguments.flatMap(({ preposition, nouns, place: where }) =>
      where === "lead" && preposition !== undefined && preposition !== "per" &&
        !SKIPPED.has(preposition)
        ? [
          ...each(topic, nouns, (from, to) =>
            link(statement, from, to, {
              verb: `is ${preposition}`,
              by: "preposition",
              preposition,
            })),
          ...nouns.flatMap((noun) => mention(statement, noun, "oblique")),
        ]
        : []
    ),
  ];
}
