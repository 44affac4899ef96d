import { chunkWords } from "./chunk_words.ts";
import type { Clause, NounNode } from "./clause.ts";
import { type Discourse, type Reference, remember, resolve } from "./discourse.ts";
import type { English } from "./english.ts";
import { isPersonNoun, noiseNouns } from "./noun_words.ts";
import { type NameTerm, nameTerms } from "./name_terms.ts";
import { isAttributeNoun, softAttributeNouns } from "./attribute_words.ts";
import { parseClauses } from "./parse_clauses.ts";
import type { Chunk, NounPhrase } from "./phrase.ts";
import type { Passage } from "./split_text.ts";
import type { ResolvedArgument, Statement } from "./statement.ts";
import { tagWords } from "./tag_words.ts";

/** A passage with its clauses. */
export interface ParsedPassage {
  readonly passage: Passage;
  readonly clauses: readonly Clause[];
  readonly chunks: readonly Chunk[];
}

/** Longer passages are no sentences: they are listed as not understood. */
export const MAX_PASSAGE = 3000;

/** "Kind regards,", "E. Maurer": names and greetings. */
const SIGNATURE =
  /^(?:(?:[Yy]ours|[Bb]est|[Kk]ind|[Ww]arm|[Mm]any|[Rr]egards|[Cc]heers|[Ss]incerely|[Tt]hanks|[Ll]ots of love|[Ll]ove|[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:morning|afternoon|evening))\b[^.:;]{0,40}[,!.]?|(?:\p{Lu}[\p{L}.'-]*[\s,.&]*){1,3})$/u;

/** Reads the clauses of each passage. */
export function parsePassages(
  passages: readonly Passage[],
  english: English,
): readonly ParsedPassage[] {
  return passages.map((passage) => {
    if (passage.text.length > MAX_PASSAGE || passage.kind === "row") {
      return { passage, clauses: [], chunks: [] };
    }
    if (passage.kind === "sentence" && SIGNATURE.test(passage.text)) {
      return { passage, clauses: [], chunks: [] };
    }
    const chunks = chunkWords(tagWords(passage.text, english, passage.start));
    return { passage, chunks, clauses: parseClauses(chunks) };
  });
}

const QUANTITATIVE =
  /\d[\d,.]*\s*(?:k|m|bn|million|billion|thousand)?\s+[\p{L} -]{0,30}?(?:per|an?|each|every|\/)\s*(?:s|sec|second|minute|min|hour|h|day|week|month|quarter|year|yr|winter|season)\b|\d\s*%\s*of|\b\d+\s*ms\b|\d+\s*\/\s*(?:s|min|h|yr|day|month)\b/iu;

/** "not needed: staff, restaurant" */
const DENIED =
  /^\W*what (?:we|i) (?:don['’]t|do not) (?:want|need|keep|record)\b|^\W*(?:not|no|excluded?|without)\s*:|^\W*(?:there is )?no need to (?:track|keep|store|record|save|know|note)\b|^\W*(?:(?:not|no|nothing about)\s+(?:yet\s+)?(?:needed|required|relevant|wanted|included|planned|in scope|part of)|out of scope|excluded|left out|ignore)\b[^:]*[:–-]/i;

/** Gives every noun its thing and every pronoun its noun. */
export function readStatements(parsed: readonly ParsedPassage[], text: string): {
  readonly statements: readonly Statement[];
  readonly name: NameTerm;
} {
  const phrases = parsed.filter(({ passage }) => passage.kind !== "heading").flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => chunk.kind === "noun" ? [chunk.phrase] : [])
  );
  const applied = parsed.some(({ chunks }) =>
    chunks.some((chunk) => chunk.kind === "verb" && chunk.group.verb === "apply")
  );
  const name = nameTerms(phrases, applied);
  const discourse: Discourse = {
    recent: [],
    subjects: [],
    barred: new Set(),
    taken: new Set(),
  };
  const topics = new Map<Passage, readonly Reference[]>();
  let firstSubject: readonly Reference[] | undefined;
  const statements = parsed.flatMap(({ passage, clauses }, index) => {
    delete discourse.actor;
    if (passage.kind === "item") delete discourse.focus;
    const before = index > 0 ? parsed[index - 1]! : undefined;
    // "membership card needed! valid for a year": goes on with what the item is about.
    const goesOn = passage.kind === "item" && !passage.first && before?.passage.kind === "item" &&
      /^\p{Ll}/u.test(passage.text);
    const inherited = goesOn ? firstSubject : passage.under ? topics.get(passage.under) : undefined;
    const read = inOrderOfVerbs(clauses, (clause) =>
      readStatement({
        clause,
        clauses: clauses.length,
        passage,
        index,
        discourse,
        name,
        text,
        inherited,
      }));
    if (passage.first) firstSubject = read[0]?.subject.filter(({ term }) => term !== undefined);
    const own = topicOf(passage, clauses, read);
    if (own) topics.set(passage, own);
    return [
      ...read,
      ...read.flatMap((statement) =>
        bracketStatements(statement, { index, discourse, name, text })
      ),
    ];
  });
  return { statements, name };
}

/**
 * Reads clauses in the order in which their verbs stand: what a relative clause names is known to the rest
 * of the clause around it.
 */
function inOrderOfVerbs(
  clauses: readonly Clause[],
  read: (clause: Clause) => Statement,
): readonly Statement[] {
  const at = (clause: Clause) => clause.verb?.start ?? clause.start;
  const statements = new Map(
    clauses.toSorted((a, b) => at(a) - at(b)).map((clause) => [clause, read(clause)]),
  );
  return clauses.map((clause) => statements.get(clause)!);
}

/** What the items under a heading or an item speak of. */
function topicOf(
  passage: Passage,
  clauses: readonly Clause[],
  read: readonly Statement[],
): readonly Reference[] | undefined {
  const [clause] = clauses;
  const subject = read[0]?.subject ?? [];
  if (!clause || clause.verb || subject.length !== 1 || subject[0]!.term === undefined) {
    return undefined;
  }
  if (passage.kind === "heading") {
    return clauses.length === 1 && clause.arguments.length === 0 ? subject : undefined;
  }
  return passage.kind === "item" || /:\s*$/.test(passage.text) ? subject : undefined;
}

interface ClauseContext {
  readonly clause: Clause;
  /** How many the passage has. */
  readonly clauses: number;
  readonly passage: Passage;
  readonly index: number;
  readonly discourse: Discourse;
  readonly name: NameTerm;
  readonly text: string;
  readonly inherited: readonly Reference[] | undefined;
}

function readStatement(context: ClauseContext): Statement {
  const { clause, clauses, passage, index, discourse, name, text, inherited } = context;
  const toReference = (node: NounNode) => transparent(resolve(node, discourse, name));
  setActor(clause, discourse, name);
  const about = clause.kind === "relative"
    ? clause.arguments.filter(({ place }) => place === "lead").flatMap(({ nouns }) =>
      nouns.map(toReference)
    )
    : [];
  const heads = clause.topic &&
    headsOf(clause.topic).map((node) => toReference(node)).filter(({ term }) => term !== undefined);
  for (const head of heads ?? []) remember(discourse, head);
  discourse.barred = new Set(about.flatMap(({ term }) => term ?? []));
  discourse.taken = new Set();
  discourse.modal = clause.verb?.passive === false &&
    /^(?:must|can|may|should|could)$/.test(clause.verb?.modal ?? "");
  discourse.doing = clause.verb?.passive ? undefined : clause.verb?.verb;
  const isOneOfThem = ({ phrase }: NounNode) =>
    phrase.pronoun === "one" || phrase.name.join(" ") === "one";
  const subject = clause.subject.flatMap((node) => {
    const found = isOneOfThem(node) && passage.kind === "item" && inherited?.[0]
      ? [{ ...inherited[0], node }]
      : both(node, discourse) ?? [transparent(resolve(node, discourse, name, true))];
    // "members and their guests": whose guests they are stands in the same list.
    if (clause.subject.length > 1) { for (const one of found) remember(discourse, one); }
    return found;
  });
  if (clause.kind !== "participle") {
    const passive = clause.verb?.passive ?? false;
    for (const one of subject) {
      remember(discourse, one, { main: clause.kind === "main", passive });
    }
  }
  discourse.barred = new Set(subject.flatMap(({ term }) => term ?? []));
  const light = clause.arguments.find((argument) => isLight(clause, argument))?.nouns[0]?.phrase
    .name
    .at(-1);
  const byNode = new Map<NounNode, Reference>();
  const args = clause.arguments
    .filter((argument) => !isRoleOfSpeaker(argument))
    .map((argument): ResolvedArgument => {
      const nouns = argument.nouns.flatMap(severally).map((node) => {
        const reference = toReference(node);
        // "add songs to them": not to the songs
        if (reference.term !== undefined) {
          discourse.taken = new Set([...discourse.taken, reference.term]);
        }
        byNode.set(node, reference);
        remember(discourse, reference);
        return reference;
      });
      // "the part that we order", "parts we order from suppliers"
      const moved = argument.place === "lead" && (clause.kind === "relative" ||
        argument.preposition === undefined && clause.kind === "main" && clause.verb !== undefined &&
          subject.every(({ speaker }) => speaker) &&
          !clause.arguments.some((each) =>
            each.place === "verb" && each.preposition === undefined
          ));
      const before = argument.behind
        ? byNode.get(argument.behind) ?? resolveAgain(argument.behind, subject, toReference)
        : undefined;
      return {
        nouns: isLight(clause, argument) ? [] : nouns,
        place: moved ? "verb" : argument.place,
        ...(argument.preposition === undefined ? {} : { preposition: argument.preposition }),
        ...(argument.each ? { each: true } : {}),
        ...(before ? { behind: before } : {}),
      };
    });
  const done = clause.verb && !clause.verb.passive
    ? args.find(({ preposition, place }) => preposition === undefined && place === "verb")?.nouns[0]
    : undefined;
  discourse.focus = done?.speaker || done?.phrase.owner?.pronoun !== undefined
    ? discourse.focus
    : done;
  const outer = clause.outer?.map((node) => toReference(node));
  const topic = heads && heads.length > 0 ? heads : inherited;
  return {
    clause,
    passive: clause.verb?.passive ?? false,
    negated: clause.verb?.negated ?? false,
    subject,
    arguments: args,
    quantitative: QUANTITATIVE.test(
      text.slice(clause.start, Math.min(clause.end + 12, passage.end)),
    ),
    denied: DENIED.test(passage.text),
    ...(passage.kind === "heading" ? { heading: true } : {}),
    ...(passage.under?.kind === "item" ? { nested: true } : {}),
    ...(passage.facts ? { facts: true } : {}),
    ...(passage.optional ? { optional: true } : {}),
    ...(passage.kind === "sentence" && clauses === 1 && !/[:;(–—]| - /.test(passage.text) &&
        !(subject[0]?.phrase.plural && args.some(({ preposition }) => preposition === "with"))
      ? { fragment: true }
      : {}),
    passage: index,
    ...(clause.verb ? { verb: clause.verb.verb } : {}),
    ...(light === undefined ? {} : { light }),
    ...(clause.verb?.modal === undefined ? {} : { modal: clause.verb.modal }),
    ...(clause.adjective === undefined ? {} : { adjective: clause.adjective }),
    ...(outer ? { outer } : {}),
    ...(heads && heads.length > 0 ? {} : { inherited: true }),
    ...(topic && (passage.kind !== "sentence" || clause.topic) ? { topic } : {}),
  };
}

/** "a number of rehearsals and concerts": the rehearsals, and the concerts */
function severally(node: NounNode): readonly NounNode[] {
  const head = node.phrase.name.at(-1) ?? "";
  return node.of.length > 1 && (SETS.has(head) || head === "number")
    ? node.of.map((inner) => ({ ...node, of: [inner] }))
    : [node];
}

/** What a colon explains: the last thing that the words before it name. */
function headsOf({ kind, verb, subject, arguments: args }: Clause): readonly NounNode[] {
  // "damage found on return: item, description"
  if (kind === "participle" && verb?.form === "participle" && subject.length > 0) return subject;
  // "for each vehicle: registration, make"
  const leading = args.filter(({ place, preposition }) => place === "lead" && preposition === "for")
    .flatMap(({ nouns }) => nouns);
  if (!verb && subject.length === 0 && leading.length > 0) return leading;
  const objects = args.filter(({ place }) => place === "verb").flatMap(({ nouns }) => nouns);
  // "races we go to: name, town": the races
  const kept = args.filter(({ preposition }) => /^(?:for|of|about)$/.test(preposition ?? ""))
    .flatMap(({ nouns }) => nouns);
  if (verb?.passive && subject[0]?.phrase.pronoun === "following" && kept.length > 0) return kept;
  const spoken = subject.every(({ phrase }) => /^(?:we|i|you|they)$/.test(phrase.pronoun ?? ""));
  const moved = args.filter(({ place, preposition }) =>
    place === "lead" && preposition === undefined
  )
    .flatMap(({ nouns }) => nouns);
  if (verb && spoken && moved.length > 0) return moved;
  return verb && objects.length > 0 ? objects.slice(-1) : subject;
}

function resolveAgain(
  node: NounNode,
  subject: readonly Reference[],
  toReference: (node: NounNode) => Reference,
): Reference {
  return subject.find((reference) => reference.node === node) ?? toReference(node);
}

/** "as a cook I want": whom "I" stands for. */
function setActor(clause: Clause, discourse: Discourse, name: NameTerm): void {
  const role = clause.arguments.find(isRole)?.nouns[0];
  if (role) discourse.actor = resolve(role, discourse, name);
}

/** "takes place", "takes part": nothing is taken. */
function isLight({ verb }: Clause, { preposition, nouns }: Clause["arguments"][number]): boolean {
  const what = nouns[0]?.phrase.name.join(" ") ?? "";
  return preposition === undefined &&
    (verb?.verb === "take" && /^(?:place|part|care|note|account|effect)$/.test(what) ||
      verb?.verb === "give" && what === "rise" || verb?.verb === "make" && what === "use");
}

const isRole = ({ preposition, nouns }: Clause["arguments"][number]) =>
  preposition === "as" && nouns[0] !== undefined && !nouns[0].phrase.plural &&
  nouns[0].phrase.name.length > 0;

const isRoleOfSpeaker = (argument: Clause["arguments"][number]) =>
  argument.place === "lead" && isRole(argument);

/** "a set of performances" is performances; "the number of pieces" is a fact of its own. */
function transparent(reference: Reference): Reference {
  const { phrase, of, apposition } = reference;
  const head = phrase.name.at(-1);
  const [inner] = of;
  // "one person, the holder"
  if (GENERIC.test(phrase.name.join(" ")) && apposition?.term !== undefined) {
    return { ...reference, term: apposition.term };
  }
  if (
    head === "part" && inner?.term !== undefined && phrase.determiner === undefined &&
    !phrase.plural
  ) {
    return { ...reference, term: inner.term };
  }
  if (head === undefined || inner?.term === undefined || phrase.name.length !== 1) return reference;
  const { phrase: within } = inner;
  if (
    COMPOSED.has(head) && within.determiner === undefined && within.quantity === undefined &&
    !within.plural && within.owner === undefined
  ) {
    return { ...reference, term: `${head} of ${inner.term}`, of: [] };
  }
  if (head === "number" && /^(?:an?|any)$/.test(phrase.determiner ?? "") && inner.phrase.plural) {
    return { ...reference, term: inner.term, phrase: { ...phrase, plural: true }, of: [] };
  }
  // "reserve quantities of a batch"
  if (
    /^(?:quantity|amount)$/.test(head) && (phrase.plural || /^an?$/.test(phrase.determiner ?? ""))
  ) {
    return { ...reference, term: inner.term, of: [] };
  }
  // "the number of pieces" against "the number of its mould"
  const single = !within.plural && (within.determiner !== undefined || within.owner !== undefined);
  if (/^(?:number|count|quantity|amount)$/.test(head) && !(head === "number" && single)) {
    return { ...reference, term: `number of ${inner.term}`, of: [] };
  }
  // "a piece of jewellery"
  const uncounted = !within.plural && within.determiner === undefined &&
    within.owner === undefined && within.quantity === undefined;
  if (!SETS.has(head) && !(/^(?:piece|item|article)$/.test(head) && uncounted && !phrase.plural)) {
    return reference;
  }
  if (isAttributeNoun(inner.term.split(" ")) && !softAttributeNouns.has(inner.term)) {
    return head === "set" || head === "list"
      ? { ...reference, term: inner.term, of: [] }
      : reference;
  }
  return { ...reference, term: inner.term, phrase: { ...phrase, plural: true } };
}

const GENERIC = /^(?:person|people|someone|somebody|body|institution|thing|object|place)$/;
const COMPOSED = new Set(
  "limit area range date place time country year month length rate cost mode method degree proof cause port point unit level state name power bill proof letter certificate"
    .split(" "),
);
const SETS = new Set(
  "couple set list chain sequence row pile heap succession range variety majority rest content kind type sort pair dozen handful lot bunch mix one panel"
    .split(" "),
);

/** "both are partners": the last two nouns that were no subjects. */
function both(node: NounNode, { recent, subjects }: Discourse): readonly Reference[] | undefined {
  if (node.phrase.pronoun !== "both") return undefined;
  const started = new Set(subjects.map(({ reference }) => reference.term));
  const two = recent.filter(({ term, phrase }) =>
    phrase.pronoun === undefined && !started.has(term)
  ).slice(-2);
  return two.map((one) => ({ ...one, node, phrase: { ...one.phrase, plural: true } }));
}

interface BracketContext {
  readonly index: number;
  readonly discourse: Discourse;
  readonly name: NameTerm;
  readonly text: string;
}

/** What stands in brackets behind a noun: a list of its facts or values, or a remark. */
function bracketStatements(
  statement: Statement,
  { index, discourse, name, text }: BracketContext,
): readonly Statement[] {
  const nouns = [...statement.subject, ...statement.arguments.flatMap(({ nouns }) => nouns)];
  const all = nouns.flatMap((noun) => [noun, ...noun.of]);
  return all.flatMap((noun) =>
    (noun.node.brackets ?? []).map((clause): Statement => {
      // "connections (each with a meter)"
      const subject = clause.subject.map((node) =>
        /^(?:each|both|they|it|one)$/.test(node.phrase.pronoun ?? "")
          ? { ...noun, node }
          : transparent(resolve(node, discourse, name))
      );
      const args = clause.arguments.map(({ nouns, ...rest }) => ({
        place: rest.place,
        ...(rest.preposition === undefined ? {} : { preposition: rest.preposition }),
        nouns: nouns.map((node) => transparent(resolve(node, discourse, name))),
      }));
      const facts = subject.filter(({ phrase }: { readonly phrase: NounPhrase }) =>
        phrase.name.length > 0
      );
      const attributes = facts.filter(({ term }) => isAttributeNoun(term?.split(" ") ?? []));
      // "(three to four children)"
      const counted = facts.length === 1 && facts[0]!.phrase.quantity !== undefined ||
        // "(several toys + a tent)"
        facts.length > 1 && facts.every(({ phrase }) =>
            phrase.quantity !== undefined || /^(?:an?|one)$/.test(phrase.determiner ?? "")
          );
      // "(fault, technician, parts used)": where one is a fact or a person, all are parts.
      const parts = facts.length > 1 && !isPersonNoun(noun.phrase.name.at(-1) ?? "") &&
        !noiseNouns.has(noun.term ?? "") && !isAttributeNoun(noun.term?.split(" ") ?? []) &&
        facts.some(({ term, phrase }) =>
          isAttributeNoun(term?.split(" ") ?? []) || isPersonNoun(phrase.name.at(-1) ?? "")
        ) && !facts.some(({ node }) => node.or);
      const lists = clause.verb === undefined &&
        (attributes.length * 2 > facts.length || counted || parts);
      return {
        clause,
        passive: clause.verb?.passive ?? false,
        negated: clause.verb?.negated ?? false,
        subject: clause.verb || lists ? subject : [],
        arguments: clause.verb ? args : [],
        quantitative: QUANTITATIVE.test(text.slice(clause.start, clause.end)),
        denied: false,
        passage: index,
        ...(clause.verb ? { verb: clause.verb.verb } : {}),
        ...(lists && noun.term !== undefined ? { topic: [noun] } : {}),
      };
    })
  );
}
