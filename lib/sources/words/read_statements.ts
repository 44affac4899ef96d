import { bracketStatements } from "./bracket_statements.ts";
import { chunkWords } from "./chunk_words.ts";
import type { Clause, NounNode } from "./clause.ts";
import { type Discourse, type Reference, remember, resolve } from "./discourse.ts";
import type { English } from "./english.ts";
import { type NameTerm, nameTerms } from "./name_terms.ts";
import { parseClauses } from "./parse_clauses.ts";
import type { Chunk } from "./phrase.ts";
import { isQuantitative } from "./quantity_words.ts";
import type { Passage } from "./split_text.ts";
import type { ResolvedArgument, Statement } from "./statement.ts";
import { tagWords } from "./tag_words.ts";
import type { TagWeights } from "./weighing/weigh_tags.ts";
import { both, severally, shareWhole, transparent } from "./transparent_references.ts";

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

/** "Dear colleagues, please find below …": whom a letter greets. */
const SALUTATION =
  /^(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey|[Ss]alam|[Gg]ood (?:morning|afternoon|evening)|[Mm]orning)\b[^.:;,!?–—]{0,40}[,!–—]/u;

/** Reads the clauses of each passage. */
export function parsePassages(
  passages: readonly Passage[],
  english: English,
  tags: TagWeights,
): readonly ParsedPassage[] {
  return passages.map((passage) => {
    if (passage.text.length > MAX_PASSAGE || passage.kind === "row") {
      return { passage, clauses: [], chunks: [] };
    }
    if (passage.kind === "sentence" && SIGNATURE.test(passage.text)) {
      return { passage, clauses: [], chunks: [] };
    }
    const words = passage.text.replace(SALUTATION, (greeting) => " ".repeat(greeting.length));
    const chunks = chunkWords(tagWords(words, english, { offset: passage.start, tags }));
    return { passage, chunks, clauses: parseClauses(chunks) };
  });
}

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
        nouns: isLight(clause, argument) ? [] : shareWhole(nouns),
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
    subject: shareWhole(subject),
    arguments: args,
    quantitative: isQuantitative(
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

/** What a colon explains: the last thing that the words before it name. */
function headsOf({ kind, verb, subject, arguments: args }: Clause): readonly NounNode[] {
  // "damage found on return: item, description"
  if (kind === "participle" && verb?.form === "participle" && subject.length > 0) return subject;
  // "for each vehicle: registration, make"
  const leading = args.filter(({ place, preposition }) =>
    place === "lead" && /^(?:for|per)$/.test(preposition ?? "")
  ).flatMap(({ nouns }) => nouns);
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
