/**
 * What each kind of statement says of the data, one small function a row. The first row that fits a
 * statement reads it.
 *
 * @module
 */
import { readAction, readSpoken } from "./action_patterns.ts";
import type { Fact } from "./fact.ts";
import { readHaving } from "./have_patterns.ts";
import { readCalled, readExistence, readKinds } from "./kind_patterns.ts";
import { readList } from "./list_patterns.ts";
import { each, place, spoken, terms } from "./pattern_words.ts";
import { readDepending, readNoted, readRecorded, readRecordedOf } from "./record_patterns.ts";
import { behind, link, mention, objectsOf, owned, type Statement } from "./statement.ts";
import { identifyVerbs, noiseVerbs, recordVerbs } from "./verb_lists.ts";

/** A kind of statement. */
export interface VerbPattern {
  readonly name: string;
  /** The facts, or undefined where the statement is of another kind. */
  read(statement: Statement): readonly Fact[] | undefined;
}

export const verbPatterns: readonly VerbPattern[] = [
  {
    name: "what is said by the way",
    read(statement) {
      // "notes from the meeting with the pharmacy: wards order medicines"
      const { verb, subject, arguments: args } = statement;
      return verb === undefined && subject[0]?.phrase.name.join(" ") === "note" &&
          args.some(({ nouns }) =>
            /^(?:meeting|interview|call|talk|visit|workshop|discussion|conversation)$/.test(
              nouns[0]?.phrase.name.at(-1) ?? "",
            )
          )
        ? []
        : undefined;
    },
  },
  {
    name: "what is not wanted",
    read(statement) {
      // "no patients in this one": says nothing of them
      if (
        statement.verb === undefined && statement.subject.length === 1 &&
        statement.subject[0]!.phrase.determiner === "no" && statement.topic === undefined
      ) return [];
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
        !/^(?:ignore|skip|omit|exclude|forget)$/.test(statement.verb ?? "")
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
  {
    name: "who is responsible",
    read(statement) {
      const { verb, adjective, subject, passive } = statement;
      if (verb !== "be" || passive || !/^(?:responsible|accountable)$/.test(adjective ?? "")) {
        return undefined;
      }
      const what = [...objectsOf(statement), ...behind(statement, "for")];
      return [
        ...subject.flatMap((one) => mention(statement, one, one.speaker ? "actor" : "subject")),
        ...what.flatMap((one) => mention(statement, one, "object")),
        ...each(
          subject,
          what,
          (from, to) => link(statement, from, to, { verb: "is responsible for", by: "verb" }),
        ),
      ];
    },
  },
  { name: "what a person records", read: readNoted },
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
  "cost",
  "mean",
  "matter",
  "wonder",
  "know",
]);
