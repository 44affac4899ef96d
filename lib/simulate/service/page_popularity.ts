import { zipfBins } from "../cache/zipf_bins.ts";
import { innerPages, type NodeAccess } from "./node_access.ts";
import type { ParameterValues } from "./parameter_values.ts";
import type { PageClass } from "./service_demand.ts";

/** Classes are merged until each holds this many times the pages of those before it. */
const STEP = 1.5;

/**
 * How popular the pages of a relation are with one access: which part of its requests goes to how many pages.
 *
 * A scan of the whole relation asks for all pages alike; a part that no parameter names is the same at each
 * execution; otherwise each value of the parameter has pages of its own, as popular as it is, up to the pages
 * that there are: where several values share a page, the most popular of them counts with the mean of the
 * others.
 *
 * @param driver The parameter that decides which rows an execution is about.
 * @returns Classes with shares that add up to 1, the most popular pages first.
 */
export function pagePopularity(
  access: NodeAccess,
  driver: ParameterValues | undefined,
): readonly PageClass[] {
  const { table, index, kind, whole } = access;
  const all = Math.max(1, kind === "index inner" ? innerPages(index!) : (index ?? table).pages);
  if (kind === "sequential") return [{ pages: all, share: 1 }];
  const asked = Math.min(all, Math.max(access.pages, 1e-9));
  if (kind === "index inner") {
    // Every descent begins at the root.
    const root = Math.min(1, 1 / Math.max(1, index!.height));
    const below = all - 1;
    return below < 1 || root >= 1
      ? [{ pages: 1, share: 1 }]
      : [{ pages: 1, share: root }, { pages: below, share: 1 - root }];
  }
  if (whole || !driver) return [{ pages: asked, share: 1 }];
  if (driver.column?.usage === "range") {
    // Ranges are asked for near one end, mostly the newest; what they cover moves with time.
    return [{ pages: Math.min(all, 2 * asked), share: 1 }];
  }
  if (driver.freshness !== undefined) return freshPages(access, driver, all, asked);
  return keyedPages(driver, all, asked);
}

/** Pages by the popularity of the keys that they belong to. */
function keyedPages(
  { keys, common, exponent }: ParameterValues,
  all: number,
  asked: number,
): readonly PageClass[] {
  const groups = Math.max(1, Math.min(keys, all / asked));
  const size = Math.min(all, groups * asked) / groups;
  const named = common.filter(([, share]) => share > 0).map(([, share]) => ({ count: 1, share }))
    .toSorted((a, b) => b.share - a.share);
  const covered = named.reduce((sum, { share }) => sum + share, 0);
  const others = Math.max(0, keys - named.length);
  const rest = others > 0 ? Math.max(0, 1 - covered) : 0;
  const bins = [
    ...named,
    ...(rest > 0
      ? (exponent > 0 ? zipfBins(others, exponent) : [{ count: others, share: 1 }])
        .map(({ count, share }) => ({ count, share: share * rest }))
      : []),
  ];
  const total = bins.reduce((sum, { share }) => sum + share, 0);
  const first: { count: number; share: number }[] = [];
  let left = groups;
  let mixed = 1;
  for (const { count, share } of bins) {
    const taken = Math.min(left, count);
    if (taken <= 0) break;
    first.push({ count: taken, share: share / total * taken / count });
    mixed -= share / total * taken / count;
    left -= taken;
  }
  return merged(first.map(({ count, share }) => ({
    pages: count * size,
    share: share + Math.max(0, mixed) * count / groups,
  })));
}

/** Pages of the newest keys: each page further back is asked for less, exponentially. */
function freshPages(
  { table, index, kind }: NodeAccess,
  { freshness, column }: ParameterValues,
  all: number,
  asked: number,
): readonly PageClass[] {
  const rowsBack = freshness! * Math.max(1, column?.rowsPerKey ?? 1);
  const ordered =
    Math.abs(kind === "random" ? index?.correlation ?? correlationOf(column) : 1) > 0.9;
  const rowsPerPage = table.rows / Math.max(1, all);
  const back = ordered ? rowsBack / Math.max(1, rowsPerPage) : freshness! * asked;
  const mean = Math.max(asked, Math.min(back, all));
  const ends = [0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5].map((times) => times * mean)
    .filter((end) => end < all);
  const bounds = [0, ...ends, all];
  const whole = -Math.expm1(-all / mean);
  return bounds.slice(1).map((end, at) => ({
    pages: end - bounds[at]!,
    share: (Math.exp(-bounds[at]! / mean) - Math.exp(-end / mean)) / whole,
  }));
}

function correlationOf(column: ParameterValues["column"]): number {
  return column?.statistics?.correlation ?? 0;
}

/** Fewer classes: neighbours are put together while they stay small beside what came before. */
function merged(classes: readonly PageClass[]): readonly PageClass[] {
  const list: { pages: number; share: number }[] = [];
  let before = 0;
  for (const { pages, share } of classes) {
    const last = list.at(-1);
    const alike = last && Math.abs(last.share / last.pages - share / pages) < 1e-9 * share / pages;
    if (last && (alike || (last.pages + pages <= (STEP - 1) * (before - last.pages)))) {
      last.pages += pages;
      last.share += share;
    } else list.push({ pages, share });
    before += pages;
  }
  const sum = list.reduce((total, { share }) => total + share, 0);
  return list.map(({ pages, share }) => ({ pages, share: share / sum }));
}
