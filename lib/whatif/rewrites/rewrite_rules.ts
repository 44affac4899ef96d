import { nPlusOne } from "./n_plus_one.ts";
import { needlessDistinct } from "./needless_distinct.ts";
import { offsetPaging } from "./offset_paging.ts";
import { implicitCast, unindexablePredicate } from "./predicates.ts";
import type { RewriteRule } from "./rewrite_rule.ts";
import { selectStar } from "./select_star.ts";

/** Every way of writing a statement better that is known, in the order in which they are tried. */
export const rewriteRules: readonly RewriteRule[] = Object.freeze([
  unindexablePredicate,
  implicitCast,
  offsetPaging,
  needlessDistinct,
  nPlusOne,
  selectStar,
]);
