import type { Reference } from "./discourse.ts";
import { isAttributeNoun } from "./attribute_words.ts";
import type { Fact } from "./fact.ts";
import { each, verbText } from "./pattern_words.ts";
import { readPrepositions } from "./preposition_patterns.ts";
import { behind, link, mention, objectsOf, owned, type Statement } from "./statement.ts";
import { haveVerbs } from "./verb_lists.ts";

const OF_HAVING = new Set(["consist", "compose", "make"]);

/** "is described by": what follows is a fact; "is put together by": somebody does it. */
const DEFINING = new Set(["describe", "characterise", "characterize", "define"]);

const isOne = ({ phrase }: Reference) =>
  /^(?:an?|one|its|their|his|her)$/.test(phrase.determiner ?? "");

/** "a reading consists of the time and the value", "each hotel has rooms" */
export function readHaving(statement: Statement): readonly Fact[] | undefined {
  const { verb, passive, subject, topic } = statement;
  if (!haveVerbs.has(verb ?? "")) return undefined;
  // "a description divides the core into layers"
  if (!passive && (verb === "divide" || verb === "split") && objectsOf(statement).length > 0) {
    return undefined;
  }
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
    ...parts.flatMap((thing) => mention(statement, thing, isOne(thing) ? "part" : "item")),
    // "in every department an apprentice has a tutor"
    ...statement.arguments.filter(({ place, preposition }) =>
      place === "lead" && /^(?:in|at|on)$/.test(preposition ?? "")
    ).flatMap(({ preposition = "in", nouns }) =>
      each(
        whose,
        nouns,
        (owner, where) =>
          link(statement, owner, where, {
            verb: `is ${preposition}`,
            by: "preposition",
            preposition,
          }),
      )
    ),
    // "for each route the operator names the bus": the route's
    ...statement.arguments.filter(({ place, preposition }) =>
      place === "lead" && preposition === "for"
    ).flatMap(({ nouns }) => [
      ...nouns.flatMap((one) => mention(statement, one, "owner")),
      ...each(nouns, parts, (owner, thing) => owned(statement, owner, thing)),
    ]),
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
    ...(passive && !DEFINING.has(verb!)
      ? behind(statement, "by").flatMap((agent) => [
        ...mention(statement, agent, "agent"),
        ...whose.flatMap((whole) =>
          link(statement, whole, agent, {
            verb: verbText(statement, "by"),
            by: "preposition",
            preposition: "by",
          })
        ),
      ])
      : []),
    ...readPrepositions(
      statement,
      passive && !["equip", "describe", "define"].includes(verb!) ? whose : parts.slice(-1),
      passive ? ["of", "into", "from", "with", "by"] : OF_HAVING.has(verb!) ? ["of"] : [],
    ),
  ];
}
