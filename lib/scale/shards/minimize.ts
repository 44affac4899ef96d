/** A cost that depends on the choices of a few variables. */
export interface Factor {
  /** The variables, by number. */
  readonly variables: readonly number[];
  /** Costs of all their choices together, the last variable's choice running fastest. */
  readonly costs: Float64Array;
}

/** A problem: what each variable may choose, and what the choices cost together. */
export interface Choices {
  /** How many choices each variable has, from 1. */
  readonly sizes: readonly number[];
  readonly factors: readonly Factor[];
}

/** The cheapest choices that were found. */
export interface Minimum {
  readonly choices: readonly number[];
  readonly cost: number;
  /** No choices cost less than this; the cost itself where the search was exact. */
  readonly bound: number;
  readonly exact: boolean;
}

/** More entries than this in one table are not kept; from there on the result is bounded, not exact. */
const MOST_ENTRIES = 200_000;

/**
 * Finds the cheapest choices by bucket elimination, which is exact: variables are taken out one by one, the
 * one with the fewest neighbours first. Where the tables in between would become too large, factors are
 * minimized apart from each other (mini-buckets), which gives a lower bound, and the choices are improved
 * one by one from there.
 *
 * Source: Dechter, Bucket Elimination: A Unifying Framework for Reasoning, 1999; Dechter and Rish,
 * Mini-buckets: A General Scheme for Bounded Inference, 2003.
 */
export function minimize({ sizes, factors }: Choices): Minimum {
  let open = [...factors];
  const left = new Set(sizes.keys());
  const steps: { readonly variable: number; readonly bucket: readonly Factor[] }[] = [];
  let bound = 0;
  let exact = true;
  while (left.size > 0) {
    const variable = fewestNeighbours(left, open, sizes);
    const bucket = open.filter(({ variables }) => variables.includes(variable));
    open = open.filter((factor) => !bucket.includes(factor));
    steps.push({ variable, bucket });
    const parts = fitting(bucket, variable, sizes);
    if (parts.length > 1) exact = false;
    for (const part of parts) {
      const message = eliminate(part, variable, sizes);
      if (message.variables.length === 0) bound += message.costs[0]!;
      else open.push(message);
    }
    left.delete(variable);
  }
  const choices = new Array<number>(sizes.length).fill(0);
  for (const { variable, bucket } of steps.toReversed()) {
    choices[variable] = cheapest(bucket, variable, { choices, sizes });
  }
  if (!exact) improve(choices, { sizes, factors });
  const cost = costOf(choices, { sizes, factors });
  return {
    choices,
    cost,
    bound: exact ? cost : Math.min(bound, cost),
    exact: exact || bound >= cost,
  };
}

/** What choices cost. */
export function costOf(choices: readonly number[], { sizes, factors }: Choices): number {
  return factors.reduce((sum, factor) => sum + factor.costs[entryOf(factor, choices, sizes)]!, 0);
}

function entryOf(
  { variables }: Factor,
  choices: readonly number[],
  sizes: readonly number[],
): number {
  let entry = 0;
  for (const variable of variables) entry = entry * sizes[variable]! + choices[variable]!;
  return entry;
}

function fewestNeighbours(
  left: ReadonlySet<number>,
  factors: readonly Factor[],
  sizes: readonly number[],
): number {
  let [best, least] = [-1, Infinity];
  for (const variable of left) {
    const near = new Set(
      factors.filter(({ variables }) => variables.includes(variable)).flatMap(({ variables }) =>
        variables
      ),
    );
    let weight = 1;
    for (const one of near) weight *= sizes[one]!;
    if (weight < least) [best, least] = [variable, weight];
  }
  return best;
}

// Puts factors together as long as the table of all their variables stays small enough.
function fitting(
  bucket: readonly Factor[],
  variable: number,
  sizes: readonly number[],
): readonly (readonly Factor[])[] {
  const parts: { readonly variables: Set<number>; readonly factors: Factor[] }[] = [];
  const entries = (variables: Iterable<number>) =>
    [...variables].reduce((product, one) => product * sizes[one]!, 1);
  for (const factor of bucket.toSorted((a, b) => b.variables.length - a.variables.length)) {
    const home = parts.find(({ variables }) =>
      entries(new Set([...variables, ...factor.variables])) <= MOST_ENTRIES
    );
    if (home) {
      for (const one of factor.variables) home.variables.add(one);
      home.factors.push(factor);
    } else parts.push({ variables: new Set([variable, ...factor.variables]), factors: [factor] });
  }
  if (parts.length === 0) parts.push({ variables: new Set([variable]), factors: [] });
  return parts.map(({ factors }) => factors);
}

function eliminate(factors: readonly Factor[], variable: number, sizes: readonly number[]): Factor {
  const others = [...new Set(factors.flatMap(({ variables }) => variables))]
    .filter((one) => one !== variable).sort((a, b) => a - b);
  const entries = others.reduce((product, one) => product * sizes[one]!, 1);
  const costs = new Float64Array(entries);
  const choices: number[] = [];
  for (let entry = 0; entry < entries; entry++) {
    let rest = entry;
    for (let at = others.length - 1; at >= 0; at--) {
      const size = sizes[others[at]!]!;
      choices[others[at]!] = rest % size;
      rest = Math.floor(rest / size);
    }
    let least = Infinity;
    for (let choice = 0; choice < sizes[variable]!; choice++) {
      choices[variable] = choice;
      let cost = 0;
      for (const factor of factors) cost += factor.costs[entryOf(factor, choices, sizes)]!;
      least = Math.min(least, cost);
    }
    costs[entry] = least;
  }
  return { variables: others, costs };
}

function cheapest(
  bucket: readonly Factor[],
  variable: number,
  { choices, sizes }: { readonly choices: number[]; readonly sizes: readonly number[] },
): number {
  let [best, least] = [0, Infinity];
  for (let choice = 0; choice < sizes[variable]!; choice++) {
    choices[variable] = choice;
    const cost = bucket.reduce(
      (sum, factor) => sum + factor.costs[entryOf(factor, choices, sizes)]!,
      0,
    );
    if (cost < least) [best, least] = [choice, cost];
  }
  return best;
}

function improve(choices: number[], { sizes, factors }: Choices): void {
  for (let better = true; better;) {
    better = false;
    for (const variable of sizes.keys()) {
      const bucket = factors.filter(({ variables }) => variables.includes(variable));
      const before = choices[variable]!;
      const now = cheapest(bucket, variable, { choices, sizes });
      const cost = (choice: number) => {
        choices[variable] = choice;
        return bucket.reduce((sum, one) => sum + one.costs[entryOf(one, choices, sizes)]!, 0);
      };
      const gain = cost(before) - cost(now);
      choices[variable] = gain > 1e-9 ? now : before;
      if (gain > 1e-9) better = true;
    }
  }
}
