import { agreement } from "./agree_sets.ts";
import type { Codes } from "./codes.ts";
import { addSet, setStore } from "./column_sets.ts";
import type { Limits } from "./search.ts";
import { searchTarget, type TargetContext, type TargetSearch } from "./target_search.ts";
import { validatorFor } from "./validator.ts";

/** What the requests that follow are about. */
export interface Preparation {
  readonly words: number;
  /** Sets of columns in which two rows agree, the largest first. */
  readonly agreed: Int32Array;
  /** The unique column combinations, once they are known. */
  readonly unique?: Int32Array;
}

/** Asks for the left sides of a target. */
export interface Request {
  readonly target: number;
  /** When to stop at the latest, in milliseconds since 1970. */
  readonly end: number;
}

/** The left sides, and the agree sets that were come across. */
export interface Answer extends TargetSearch {
  readonly learned: Int32Array;
}

/** Answers requests about one table, on this thread. */
export interface Solver {
  prepare(codes: Codes, preparation: Preparation, limits: Limits): void;
  solve(request: Request): Answer;
}

/** A solver that has yet to be told the table. */
export function openSolver(): Solver {
  let context: TargetContext | undefined;
  return {
    prepare(codes, { words, agreed, unique }, limits) {
      const known = setStore(words);
      for (let at = 0; at < (unique?.length ?? 0); at += words) {
        addSet(known, unique!.subarray(at, at + words));
      }
      context = {
        codes,
        words,
        agreed,
        limits,
        agreeIn: context?.agreeIn ?? agreement(codes, words),
        validator: context?.validator ?? validatorFor(codes),
        ...(unique ? { unique: known } : {}),
      };
    },
    solve({ target, end }) {
      const { limits } = context!;
      const learned = setStore(context!.words);
      const search = searchTarget({
        ...context!,
        limits: { ...limits, expired: () => limits.expired() || Date.now() > end },
        learn: (set) => void addSet(learned, set),
      }, target);
      return { ...search, learned: learned.sets.slice(0, learned.count * learned.words) };
    },
  };
}
