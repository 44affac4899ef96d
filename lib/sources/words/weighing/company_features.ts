/**
 * What nouns have to do with each other, as it speaks for each of them being a thing: observations with names,
 * for a logistic regression to weigh. `bench/fit_words.ts` fits the weights on annotated texts.
 *
 * @module
 */
import { upTo } from "./feature_words.ts";

/** A noun that may be a thing, and its likely company. */
export interface Company {
  /** The logarithm of the odds that it is a thing, by itself. */
  readonly odds: number;
  /** How likely it is tied to each other noun, and that noun a thing. */
  readonly likely: readonly number[];
  /** The same of the ties that the grammar read. */
  readonly stated: readonly number[];
  /** Whether it is a kind of something or has kinds. */
  readonly kind: boolean;
  /** How many things the text is likely to speak of. */
  readonly things: number;
}

type Feature = (company: Company) => readonly string[];

const TIES = [0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6];

const LIKELIHOODS = [0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.85, 0.93];

const THINGS = [4, 6, 8, 10, 12, 15];

const FEATURES: readonly Feature[] = [
  ({ odds }) => reached("odds", between(odds * 2, -4, 12) + 4),
  ({ likely }) => reached("ties", marksIn(TIES, sum(likely))),
  ({ likely }) => reached("best tie", marksIn(LIKELIHOODS, best(likely))),
  ({ stated }) => reached("best stated tie", marksIn(LIKELIHOODS, best(stated))),
  ({ odds, likely }) => {
    const own = between(odds, -2, 4);
    return [
      `odds: ${own}, ties: ${marksIn(TIES, sum(likely))}`,
      `odds: ${own}, best tie: ${marksIn(LIKELIHOODS, best(likely))}`,
    ];
  },
  ({ likely }) => [`pairs: ${upTo(8, likely.length)}`],
  ({ things }) => [`things in the text: ${marksIn(THINGS, things)}`],
  ({ kind }) => kind ? ["a kind, or has kinds"] : [],
];

/** What is observed of a noun and its company. */
export const companyFeatures = (company: Company): readonly string[] =>
  FEATURES.flatMap((feature) => feature(company));

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);

const best = (shares: readonly number[]) => Math.max(0, ...shares);

const between = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, Math.round(value)));

const marksIn = (scale: readonly number[], value: number) =>
  scale.filter((mark) => value >= mark).length;

/** A degree as all that it reaches: neighbouring degrees share most of their weights. */
const reached = (name: string, degree: number) =>
  Array.from({ length: degree + 1 }, (_, mark) => `${name}: ${mark}+`);
