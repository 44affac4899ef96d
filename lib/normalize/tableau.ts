import { type AttributeSet, hasPlace, minus, placesOf } from "./attribute_set.ts";
import { formatAttributes, formatDependency } from "./relation.ts";
import { type Arrow, namesIn, type Scheme, toDependency } from "./scheme.ts";

/** Rows of symbols, one a column; 0 is the distinguished symbol. */
export type Tableau = number[][];

/** How far a chase goes. */
export interface ChaseOptions {
  /** Ends the chase as soon as it holds. */
  readonly until?: (tableau: Tableau) => boolean;
  /** The most rows, from 1. Defaults to 2,000. */
  readonly limit?: number;
  /** Receives each step. */
  readonly tell?: (step: string) => void;
}

/** A row for each set: distinguished symbols where the set has a member, fresh ones elsewhere. */
export function tableauOf(scheme: Scheme, sets: readonly AttributeSet[]): Tableau {
  return sets.map((set, row) => scheme.names.map((_, place) => hasPlace(set, place) ? 0 : row + 1));
}

/**
 * Applies dependencies to a tableau until nothing changes: functional ones equate symbols, the others add
 * rows. Source: Maier, Mendelzon and Sagiv, "Testing implications of data dependencies", ACM TODS 4(4),
 * 1979.
 *
 * @returns Whether the chase ended before its limit.
 */
export function chase(scheme: Scheme, tableau: Tableau, options: ChaseOptions = {}): boolean {
  const { until = () => false, limit = 2_000, tell = () => {} } = options;
  const known = new Set(tableau.map(String));
  const addRow = (row: number[]): boolean => {
    if (known.has(String(row))) return false;
    known.add(String(row));
    tableau.push(row);
    return true;
  };
  for (let changed = true; changed && !until(tableau);) {
    changed = false;
    while (scheme.functional.map((arrow) => equate(scheme, tableau, arrow, tell)).some(Boolean)) {
      changed = true;
      known.clear();
      const rows = tableau.splice(0);
      rows.forEach(addRow);
      if (until(tableau)) return true;
    }
    for (const arrow of scheme.multivalued) {
      for (const row of exchanged(scheme, tableau, arrow, tell)) changed = addRow(row) || changed;
      if (tableau.length > limit) return false;
    }
    for (const components of scheme.join.filter(({ length }) => length > 2)) {
      const rows = joined(scheme, tableau, components, limit);
      if (!rows) return false;
      for (const row of rows) {
        if (!addRow(row)) continue;
        changed = true;
        tell(`the join dependency over ${components.length} components adds a row`);
      }
    }
  }
  return true;
}

/** The symbols as textbooks write them: a and the column's number, b and the row's and column's. */
export function symbolsOf(tableau: Tableau): string[][] {
  return tableau.map((row) =>
    row.map((symbol, place) => symbol === 0 ? `a${place + 1}` : `b${symbol}${place + 1}`)
  );
}

function groupRows(tableau: Tableau, set: AttributeSet): number[][][] {
  const places = placesOf(set);
  return [
    ...Map.groupBy(tableau, (row) => places.map((place) => row[place]).join()).values(),
  ].filter(({ length }) => length > 1);
}

function equate(
  scheme: Scheme,
  tableau: Tableau,
  arrow: Arrow,
  tell: (step: string) => void,
): boolean {
  let changed = false;
  for (const group of groupRows(tableau, arrow.determinant)) {
    for (const place of placesOf(minus(arrow.dependent, arrow.determinant))) {
      const symbols = new Set(group.map((row) => row[place]!));
      if (symbols.size === 1) continue;
      const least = Math.min(...symbols);
      for (const row of tableau) if (symbols.has(row[place]!)) row[place] = least;
      changed = true;
      tell(
        `${formatDependency(toDependency(scheme, arrow))} equates ${scheme.names[place]} in rows ` +
          `that agree on ${formatAttributes(namesIn(scheme, arrow.determinant))}`,
      );
    }
  }
  return changed;
}

function* exchanged(
  scheme: Scheme,
  tableau: Tableau,
  arrow: Arrow,
  tell: (step: string) => void,
): Generator<number[]> {
  const fromFirst = arrow.determinant | arrow.dependent;
  let told = false;
  for (const group of groupRows(tableau, arrow.determinant)) {
    for (const first of group) {
      for (const second of group) {
        if (first === second) continue;
        if (!told) {
          tell(`${formatDependency(toDependency(scheme, arrow), "↠")} exchanges parts of rows`);
          told = true;
        }
        yield first.map((symbol, place) => hasPlace(fromFirst, place) ? symbol : second[place]!);
      }
    }
  }
}

// Joins the projections one after another; undefined when a partial join outgrows the limit.
function joined(
  scheme: Scheme,
  tableau: Tableau,
  components: readonly AttributeSet[],
  limit: number,
): number[][] | undefined {
  let partial: (number | undefined)[][] = [scheme.names.map(() => undefined)];
  for (const component of components) {
    const places = placesOf(component);
    const next = new Map<string, (number | undefined)[]>();
    for (const left of partial) {
      for (const row of tableau) {
        if (places.some((at) => left[at] !== undefined && left[at] !== row[at])) continue;
        const both = [...left];
        for (const at of places) both[at] = row[at];
        next.set(both.join(), both);
      }
      if (next.size > limit) return undefined;
    }
    partial = [...next.values()];
  }
  return partial as number[][];
}
