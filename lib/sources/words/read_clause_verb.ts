import { agrees, isMark, type Open, open, push, type State } from "./clause_state.ts";
import type { Chunk, VerbGroup } from "./phrase.ts";

const CAUSATIVE = new Set([
  "want",
  "like",
  "allow",
  "require",
  "ask",
  "enable",
  "expect",
  "need",
  "let",
  "permit",
  "help",
  "force",
  "invite",
  "tell",
  "contract",
  "hire",
  "commission",
  "employ",
  "appoint",
  "instruct",
  "authorise",
  "authorize",
  "train",
  "encourage",
  "remind",
  "oblige",
  "entitle",
  "nominate",
  "assign",
  "send",
]);

export function readVerbChunk(state: State): void {
  const chunk = state.chunks[state.at]!;
  if (chunk.kind !== "verb") return;
  const { group } = chunk;
  const { current } = state;
  const before = state.chunks[state.at - 1];
  state.at++;
  if (group.form === "finite") return readFinite(state, group, before);
  const last = current.arguments.at(-1);
  if (group.form === "infinitive") {
    if (before?.kind === "noun" && current.verb && CAUSATIVE.has(current.verb.verb) && last) {
      current.arguments.pop();
      push(
        state,
        open("main", group.start, { subject: last.nouns, verb: { ...group, form: "finite" } }),
      );
    } else {
      // "to rate the gardener who came, and to book a visit"
      let whole = current;
      while (before?.kind === "and" && whole.kind === "relative" && whole.parent) {
        whole = whole.parent;
      }
      // "to see which vehicles are due and to record the work": who sees, records.
      if (before?.kind === "and" && whole.kind === "complement") {
        whole = state.clauses.findLast(({ kind }) => kind === "main" || kind === "infinitive") ??
          whole;
      }
      // "the pieces to be sung are listed": the verb of the clause comes later.
      const upper = whole.parent;
      const parent = !whole.verb && whole.subject.length > 0 && before?.kind === "noun"
        ? { parent: whole }
        // "a donor found to carry an infection is barred"
        : upper && !upper.verb && upper.subject.length > 0
        ? { parent: upper }
        : {};
      push(
        state,
        open("infinitive", group.start, { subject: whole.subject, verb: group, ...parent }),
      );
    }
    return;
  }
  // "how many placements each recruiter made": the verb of the clause
  if (
    current.verb === undefined && current.subject.length > 0 && before?.kind === "noun" &&
    ["complement", "relative"].includes(current.kind)
  ) {
    current.verb = { ...group, passive: false, form: "finite" };
    return;
  }
  const clause = open("participle", group.start, { verb: group });
  const passive = current.kind === "participle" ? current.shared : current.verb?.passive;
  if (
    group.form === "participle" && passive === true && current.subject.length > 0 &&
    (before?.kind === "and" || isMark(before, ",") && goesOn(state))
  ) {
    // "written by an author, spoken by a narrator and produced in a studio"
    push(
      state,
      open("participle", group.start, { verb: group, subject: current.subject, shared: true }),
    );
    return;
  }
  // "emptied by contractors, each of which has a lorry, and taken to a plant"
  if (
    group.form === "participle" && before?.kind === "and" &&
    isMark(state.chunks[state.at - 3], ",") &&
    current.kind === "relative" && current.parent?.verb?.passive
  ) {
    push(
      state,
      open("participle", group.start, {
        verb: group,
        subject: current.parent.subject,
        shared: true,
      }),
    );
    return;
  }
  if (before?.kind === "noun" && state.lastNoun) {
    clause.subject = [state.lastNoun];
    clause.parent = current;
  } else if (
    before?.kind === "preposition" || before?.kind === "relative" ||
    group.form === "gerund" && current.verb
  ) {
    clause.subject = current.subject;
    clause.kind = "infinitive";
  } else if (
    current.kind !== "participle" && current.verb && state.lastNoun && isMark(before, ",")
  ) {
    // "a judge presides over each, assisted by a clerk": the judge
    clause.subject = state.lastNoun.phrase.pronoun === undefined
      ? [state.lastNoun]
      : current.subject;
    clause.parent = current;
    clause.aside = true;
  } else {
    clause.subject = current.subject;
    if (current.parent) clause.parent = current.parent;
    if (!current.verb && current.kind === "main" && current.subject.length > 0) {
      clause.parent = current;
    }
  }
  push(state, clause);
}

/** Whether another participle follows behind "and" before any other verb. */
function goesOn({ chunks, at }: State): boolean {
  const next = chunks.findIndex((chunk, index) => index >= at && chunk.kind === "verb");
  const verb = chunks[next];
  return verb?.kind === "verb" && verb.group.form === "participle" &&
    (chunks[next - 1]?.kind === "and" || isMark(chunks[next - 1], ","));
}

function readFinite(state: State, group: VerbGroup, before: Chunk | undefined): void {
  const { current } = state;
  const noun = before?.kind === "noun";
  if (current.verb === undefined) {
    current.verb = group;
    // "there is", "there are": the thing stands behind the verb.
    current.existential = current.subject.some(({ phrase }) => phrase.pronoun === "there");
    if (current.existential) current.subject = [];
    return;
  }
  const { parent } = current;
  const comma = isMark(before, ",");
  // "costumes belong elsewhere, leave them out"
  if (
    comma && group.number === "many" && /^(?:omit|ignore|skip|forget|exclude)$/.test(group.verb)
  ) {
    push(state, open("main", group.start, { verb: group }));
    return;
  }
  const commaAnd = before?.kind === "and" && isMark(state.chunks[state.at - 3], ",");
  if (
    parent && parent.verb === undefined &&
    !(before?.kind === "and" && !commaAnd && current.kind === "relative" && !parentFits(state))
  ) {
    parent.verb = group;
    state.current = parent;
    return;
  }
  const last = current.arguments.at(-1);
  if (noun && last && last.place === "verb") {
    if (last.preposition === undefined) current.arguments.pop();
    push(state, open("complement", group.start, { subject: last.nouns.slice(-1), verb: group }));
    return;
  }
  const outer = current.kind === "subordinate"
    ? state.clauses.findLast(({ kind }) => kind === "main")
    : parent;
  const leaves = current.kind === "subordinate"
    ? comma
    : commaAnd || comma && current.aside === true;
  const shared = outer && leaves ? outer.subject : current.subject;
  // "narcotics need a prescription signed by a doctor and are entered": the narcotics are.
  const agreeing = before?.kind === "and" && !agrees(current.subject, group)
    ? clauseOf(state, group)
    : undefined;
  if (agreeing) {
    push(
      state,
      open(agreeing.kind, group.start, {
        subject: agreeing.subject,
        verb: group,
        ...(agreeing.parent ? { parent: agreeing.parent } : {}),
      }),
    );
    return;
  }
  if (outer && leaves) {
    push(
      state,
      open(outer.kind, group.start, {
        subject: shared,
        verb: group,
        ...(outer.parent ? { parent: outer.parent } : {}),
      }),
    );
    return;
  }
  push(
    state,
    open(
      parent ? parent.kind : current.kind === "complement" ? "complement" : current.kind,
      group.start,
      {
        subject: shared,
        verb: group,
        ...(current.kind === "relative" && before?.kind === "and" && parent
          ? { parent, kind: "relative" }
          : {}),
      },
    ),
  );
}

/** The last clause of the sentence that has a subject which a verb fits. */
function clauseOf({ clauses }: State, group: VerbGroup): Open | undefined {
  return clauses.findLast(({ subject, verb, kind }) =>
    verb !== undefined && subject.length > 0 && kind !== "participle" && agrees(subject, group)
  );
}

/** "members who borrow books and return them must pay": another verb is still to come for the main clause. */
function parentFits(state: State): boolean {
  return !state.chunks.slice(state.at).some((chunk) =>
    chunk.kind === "verb" && chunk.group.form === "finite"
  );
}
