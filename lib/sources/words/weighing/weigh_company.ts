import type { Weighed } from "../decide_entities.ts";
import { type Company, companyFeatures } from "./company_features.ts";
import { logOdds, probabilityOf, type Weights } from "./logistic.ts";
import type { Related } from "./pairs_of.ts";
import { oddsOf, weighedAgain } from "./weigh_nouns.ts";
import { type TieWeights, weighPairs } from "./weigh_ties.ts";

/** The weights of `weighCompany()`. */
export interface CompanyWeights {
  readonly company: Weights;
  readonly ties: TieWeights;
}

/** The odds from which on a noun may turn out to be a thing by its company. */
const CANDIDATE = -1.7;

/** The nouns that are likely enough to be things, for a moment all taken for things. */
export function candidatesAmong(
  terms: ReadonlyMap<string, Weighed>,
  read: Pick<Related, "passages">,
): ReadonlyMap<string, Weighed> {
  return new Map([...terms].map(([term, weighed]) => [
    term,
    { ...weighed, entity: weighed.entity || oddsOf(weighed, read) > CANDIDATE },
  ]));
}

/**
 * Weighs candidates once more, by what they likely have to do with each other: a noun is known by the company
 * it keeps. ("Stacked generalization", 1992: what one fit predicts of texts that it has not seen is observed
 * by the next.)
 *
 * @param related What was read of `candidatesAmong()` the nouns.
 */
export function weighCompany(
  related: Related,
  { company, ties }: CompanyWeights,
): ReadonlyMap<string, Weighed> {
  const again = new Map(
    observeCompany(related, ties).map(({ weighed, features }) => [
      weighed.term,
      weighedAgain(weighed, related, {
        odds: logOdds(features, company),
        reason: "what it has to do with others",
      }),
    ]),
  );
  return new Map([...related.terms].map(([term, weighed]) => [term, again.get(term) ?? weighed]));
}

/** Each candidate with what is observed of it and its company. */
export function observeCompany(
  related: Related,
  ties: TieWeights,
): readonly { readonly weighed: Weighed; readonly features: readonly string[] }[] {
  const candidates = [...related.terms.values()].filter(({ entity }) => entity);
  const likelihood = new Map(
    candidates.map((weighed) => [weighed.term, probabilityOf(oddsOf(weighed, related))]),
  );
  const likely = new Map(candidates.map(({ term }) => [term, [] as number[]]));
  const stated = new Map(candidates.map(({ term }) => [term, [] as number[]]));
  for (const { pair: { one, other, ties: read }, odds } of weighPairs(related, ties)) {
    if (one.term === other.term) continue;
    for (const [{ term }, mate] of [[one, other], [other, one]] as const) {
      const share = probabilityOf(odds) * likelihood.get(mate.term)!;
      likely.get(term)!.push(share);
      if (read.length > 0) stated.get(term)!.push(share);
    }
  }
  const kinds = new Set(related.kinds.flatMap(({ super: upper, subs }) => [upper, ...subs]));
  const things = [...likelihood.values()].reduce((sum, share) => sum + share, 0);
  return candidates.map((weighed) => {
    const { term } = weighed;
    const company: Company = {
      odds: oddsOf(weighed, related),
      likely: likely.get(term)!,
      stated: stated.get(term)!,
      kind: kinds.has(term),
      things,
    };
    return { weighed, features: companyFeatures(company) };
  });
}
