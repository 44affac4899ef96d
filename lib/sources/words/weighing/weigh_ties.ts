import { type Tie, tieOf } from "../decide_relationships.ts";
import type { Link } from "../fact.ts";
import { verbText } from "../pattern_words.ts";
import { endOf } from "../statement.ts";
import { logOdds, type Weights } from "./logistic.ts";
import type { Meeting } from "./meetings.ts";
import { pairsOf, type Related } from "./pairs_of.ts";
import { type Pair, statedFeatures, supposedFeatures, type TextRead } from "./tie_features.ts";

/** The weights of `weighTies()`, for those who fit them. */
export interface TieWeights {
  readonly stated: Weights;
  readonly supposed: Weights;
}

/**
 * Keeps the ties that the grammar read where they are likely true, and supposes one where two things meet
 * as things do that have to do with each other.
 */
export function weighTies(related: Related, { stated, supposed }: TieWeights): readonly Tie[] {
  const pairs = pairsOf(related);
  const doubted = new Set(
    pairs.filter((pair) =>
      pair.ties.length > 0 && logOdds(statedFeatures(pair, related), stated) < 0
    ).flatMap(({ ties }) => ties),
  );
  const kept = related.ties.filter((tie) => !doubted.has(tie));
  return [
    ...kept,
    ...pairs.filter((pair) =>
      pair.ties.length === 0 && logOdds(supposedFeatures(pair, related), supposed) >= 0
    ).flatMap((pair) => suppose(pair, related)),
  ];
}

function suppose({ meetings }: Pair, { statements }: TextRead): readonly Tie[] {
  if (!meetings) return [];
  const { first, second } = meetings.nearest;
  const { statement } = statements[second.at]!;
  const { passage, clause: { start, end } } = statement;
  const fact: Link = {
    kind: "link",
    from: endOf(first.reference),
    to: endOf(second.reference),
    by: "nearness",
    verb: verbOf(meetings.nearest, { statements }),
    negated: false,
    ...(statement.modal === undefined ? {} : { modal: statement.modal }),
    passage,
    start,
    end,
  };
  return [tieOf([fact])];
}

/** The verb of the statement in which one does or undergoes what the other is the object or place of. */
function verbOf(
  { first, second, reach }: Meeting,
  { statements }: Pick<TextRead, "statements">,
): string {
  const { statement } = statements[second.at]!;
  if (reach !== "statement" || !/^(?:subject|patient)$/.test(first.part)) return "goes with";
  if (second.part === "object") return verbText(statement);
  return /^(?:of|owner|apposition|topic|heading|outer|place)$/.test(second.part) ||
      statement.verb === undefined
    ? "goes with"
    : verbText(statement, second.part);
}
