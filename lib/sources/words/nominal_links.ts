import type { Weighed } from "./decide_entities.ts";
import type { Fact } from "./fact.ts";
import type { StatementFacts } from "./read_facts.ts";
import { link, objectsOf } from "./statement.ts";
import { contributingVerbs } from "./verb_lists.ts";

const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  lend: ["loan"],
  sell: ["sale"],
  give: ["gift"],
  fly: ["flight"],
  deliver: ["delivery"],
  choose: ["choice"],
  complain: ["complaint"],
  apply: ["application"],
  subscribe: ["subscription"],
  receive: ["receipt"],
  marry: ["marriage"],
  diagnose: ["diagnosis"],
  analyse: ["analysis"],
  enrol: ["enrolment"],
  enroll: ["enrollment"],
};

/** Verbs whose noun is the act itself: a visit, but no book and no store. */
const ACTS = new Set(
  `visit order request offer report claim wish vote rent transfer transport repair test check call review bid
  search move dispatch ride drive tour exchange swap purchase return transfer answer audit charge
  contact contract delay demand discount dispute download export harvest import lease quote reply sample scan
  fine award grant permit refund estimate forecast transplant shift sponsor study survey trade trial trip upgrade upload walk watch work dive jump climb race match lend`
    .split(/\s+/),
);

/** The nouns that name what a verb does: `inspect` gives `inspection`, `pay` gives `payment`. */
export function nominalsOf(verb: string): readonly string[] {
  const stem = verb.replace(/e$/, "");
  const doubled = `${verb}${verb.at(-1)}`;
  return [
    ...(Object.hasOwn(IRREGULAR, verb) ? IRREGULAR[verb]! : []),
    ...(ACTS.has(verb) ? [verb] : []),
    `${stem}ing`,
    `${doubled}ing`,
    `${verb}ment`,
    `${stem}ion`,
    `${stem}ation`,
    `${stem}al`,
    `${stem}ance`,
    `${stem}ence`,
    ...(verb.endsWith("fy")
      ? [verb.replace(/fy$/, "fication")]
      : verb.endsWith("y")
      ? [verb.replace(/y$/, "ication")]
      : []),
  ];
}

/**
 * "Equipment is inspected every year; each inspection is signed": where what a verb does is a thing of its
 * own, it is tied to whom and what the verb is said of.
 */
export function nominalLinks(
  statements: readonly StatementFacts[],
  terms: ReadonlyMap<string, Weighed>,
): readonly Fact[] {
  const entities = [...terms.values()].filter(({ entity }) => entity);
  const byTerm = new Map(entities.map((weighed) => [weighed.term, weighed]));
  const byHead = new Map(entities.map((weighed) => [weighed.term.split(" ").at(-1)!, weighed]));
  const eventOf = (verb: string) => {
    const names = nominalsOf(verb);
    return names.flatMap((noun) => byTerm.get(noun) ?? [])[0] ??
      names.flatMap((noun) => noun === verb ? [] : byHead.get(noun) ?? [])[0];
  };
  return statements.flatMap(({ statement, pattern, facts }) => {
    const { verb, negated, quantitative } = statement;
    if (verb === undefined || negated || quantitative || pattern === "what is not kept") return [];
    if (!facts.some(({ kind }) => kind === "link" || kind === "owned" || kind === "mention")) {
      return [];
    }
    const event = eventOf(verb);
    const mention = event?.mentions[0];
    if (!event || !mention) return [];
    const parties = [...statement.subject, ...objectsOf(statement)]
      .filter(({ term, speaker }) =>
        term !== undefined && (!speaker || contributingVerbs.has(verb))
      );
    const all = [...parties, ...statement.arguments.flatMap(({ nouns }) => nouns)];
    if (all.some(({ term }) => term === event.term)) return [];
    const [first] = all.filter(({ term }) => term !== undefined);
    if (!first) return [];
    const around = statement.arguments.filter(({ preposition }) =>
      /^(?:by|for|per)$/.test(preposition ?? "")
    ).flatMap(({ nouns }) => nouns);
    const phrase = { ...first.phrase, plural: true };
    const from = { ...first, term: event.term, phrase, speaker: false };
    const tied = new Map([...parties, ...around].map((party) => [party.term, party]));
    return [...tied.values()].filter(({ term }) => terms.get(term ?? "")?.entity).flatMap((party) =>
      link(statement, from, party, { verb: "is for", by: "list" })
    );
  });
}
