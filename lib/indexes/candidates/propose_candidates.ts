import { predicateShare } from "../../engines/postgresql/sizes/predicate_share.ts";
import type { IndexElement, Schema } from "../../schema/schema.ts";
import {
  type ColumnStatistics,
  distinctCount,
  type Statistics,
  type TableStatistics,
  tableStatistics,
} from "../../statistics/statistics.ts";
import { type CandidateForm, formKey } from "./candidate_form.ts";
import type { IndexableTerm } from "./indexable_term.ts";
import type { TableTerms, TermCondition, TermOrder } from "./table_terms.ts";

/** Where candidates are to live. */
export interface CandidateGround {
  readonly schema: Schema;
  readonly statistics: Statistics;
}

/** A partial index has to leave out at least so many rows. */
const LARGEST_PART = 0.7;
/** A covering index holds at most so many columns. */
const WIDEST = 8;
/** Tables of fewer pages are read whole in no time: BRIN needs more. */
const BRIN_PAGES = 1000;
const BRIN_CORRELATION = 0.9;
/** Lists of keys that are tried for one table of a statement, and how many of them with more to them. */
const MOST_KEYS = 24;
const MOST_COVERING = 6;
const MOST_PARTIAL = 8;
const MOST_PARTIAL_COVERING = 2;

/** The candidates that one statement may gain from, each once. */
export function proposeCandidates(
  terms: readonly TableTerms[],
  ground: CandidateGround,
): readonly CandidateForm[] {
  const forms = new Map<string, CandidateForm>();
  for (const table of terms) {
    for (const form of ofTable(table, ground)) {
      if (form.elements.length > 0) forms.set(formKey(form), forms.get(formKey(form)) ?? form);
    }
  }
  return [...forms.values()];
}

function ofTable(
  terms: TableTerms,
  { schema, statistics }: CandidateGround,
): readonly CandidateForm[] {
  const { table } = terms;
  const known = tableStatistics(statistics, table.name, table.schema);
  const columns = [...known?.columns ?? [], ...known?.inherited ?? []];
  const trees = treeKeys(terms, columns, known);
  const place = { table: { schema: table.schema, name: table.name } };
  const forms: CandidateForm[] = trees.map((elements) => ({ ...place, method: "btree", elements }));
  const needed = terms.needed;
  const covering = forms.slice(0, MOST_COVERING).flatMap((form) => {
    const keys = new Set(form.elements.map((element) => "column" in element ? element.column : ""));
    const include = needed.filter((column) => !keys.has(column)).sort();
    const fits = keys.size + include.length <= WIDEST && !keys.has("") &&
      include.every((column) => storable(columnType(terms, column)));
    return fits && include.length > 0 ? [{ ...form, include }] : [];
  });
  const whole: CandidateForm[] = [...forms, ...covering];
  // What is left of the rows is little: few keys do.
  const short = forms.toSorted((a, b) => a.elements.length - b.elements.length);
  const few = [...short.slice(0, MOST_PARTIAL), ...covering.slice(0, MOST_PARTIAL_COVERING)];
  const partial = predicates(terms, columns).flatMap(({ where, own }) =>
    few.flatMap((form) => {
      // What the predicate holds equal need not be a key.
      const rest = form.elements.filter((element) =>
        !("column" in element && own.includes(element.column))
      );
      const elements = rest.length > 0 ? rest : form.elements;
      const bare = { ...form, elements, where };
      const { include, ...without } = bare;
      const keys = new Set(elements.map((element) => "column" in element ? element.column : ""));
      const left = needed.filter((column) => !keys.has(column) && !own.includes(column)).sort();
      return include === undefined
        ? [without]
        : left.length > 0
        ? [{ ...without, include: left }]
        : [without];
    })
  );
  return [
    ...whole,
    ...partial,
    ...inverted(terms, schema).map((index) => ({ ...place, ...index })),
    ...blockRanges(terms, columns, known).map((elements) => ({
      ...place,
      method: "brin",
      elements,
    })),
  ];
}

function treeKeys(
  { conditions, orders, groups, table }: TableTerms,
  columns: readonly ColumnStatistics[],
  known: TableStatistics | undefined,
): readonly (readonly IndexElement[])[] {
  const distinctOf = ({ column }: IndexableTerm) => {
    const statistics = columns.find(({ name }) => name === column);
    return statistics ? distinctCount(statistics.distinct, known?.rows ?? 1000) : 200;
  };
  const of = (...kinds: readonly TermCondition["comparison"][]) =>
    unique(
      conditions.filter(({ comparison }) => kinds.includes(comparison)).map(({ term }) => term),
    )
      .filter((term) => orderable(typeOfTerm(term, table.columns)));
  const bySelectivity = (terms: readonly IndexableTerm[]) =>
    [...terms].sort((a, b) => distinctOf(b) - distinctOf(a) || (a.text < b.text ? -1 : 1));
  const equal = bySelectivity(of("equality"));
  const joined = bySelectivity(of("join"));
  const nulls = of("null");
  const ranges = of("range");
  const prefixes = of("prefix").filter(({ column }) => column !== undefined);
  const list = new Map<string, readonly IndexElement[]>();
  const put = (...elements: readonly (IndexElement | readonly IndexElement[])[]) => {
    const flat = elements.flat() as readonly IndexElement[];
    const once = flat.filter((element, at) =>
      flat.findIndex((other) => nameOfElement(other) === nameOfElement(element)) === at
    );
    if (once.length > 0 && once.length <= WIDEST) list.set(JSON.stringify(once), once);
  };
  const both = [...equal, ...joined];
  const leads: (readonly IndexableTerm[])[] = [[], equal, both];
  for (const term of [...both, ...nulls]) leads.push([term]);
  // Each first, the others behind it, most distinct first.
  for (const first of equal) leads.push([first, ...equal.filter((term) => term !== first)]);
  for (const join of joined) leads.push([join, ...equal], [...equal, join]);
  for (const first of joined) leads.push([first, ...joined.filter((term) => term !== first)]);
  if (both.length <= 4) {
    for (const [at, first] of both.entries()) {
      for (const second of both.slice(at + 1)) leads.push([first, second], [second, first]);
    }
  }
  for (const lead of leads) {
    const keys = lead.map(elementOf);
    put(keys);
    for (const range of [...ranges, ...nulls]) put(keys, elementOf(range));
    for (const prefix of prefixes) put(keys, prefixOf(prefix));
    for (const order of orders) {
      for (const elements of directions(order)) {
        put(keys, elements);
        // Filters behind the order are tested in the index.
        if (lead.length === 0) { for (const range of ranges) put(elements, elementOf(range)); }
      }
      if (lead.length === 0) put(directions(order)[0]!, both.map(elementOf));
    }
    for (const group of groups) {
      const fitting = group.filter((term) => orderable(typeOfTerm(term, table.columns)));
      if (fitting.length === group.length) put(keys, group.map(elementOf));
    }
  }
  return [...list.values()].slice(0, MOST_KEYS);
}

/** An order and its reverse: either serves both. */
function directions(order: readonly TermOrder[]): readonly (readonly IndexElement[])[] {
  const elements = (turned: boolean) =>
    order.map(({ term, descending, nulls }): IndexElement => {
      const down = descending !== turned;
      const last = nulls === undefined
        ? undefined
        : turned
        ? nulls === "first" ? "last" : "first"
        : nulls;
      const usual = last === undefined || last === (down ? "first" : "last");
      return {
        ...elementOf(term),
        ...(down ? { descending: true } : {}),
        ...(usual ? {} : { nulls: last }),
      };
    });
  // All ascending is the usual way to write it.
  return [elements(order[0]!.descending)];
}

/** Predicates of partial indexes, with the columns that they hold equal. */
function predicates(
  { conditions }: TableTerms,
  columns: readonly ColumnStatistics[],
): readonly { readonly where: string; readonly own: readonly string[] }[] {
  const found = conditions.filter(({ constant, term, comparison }) =>
    constant !== undefined && term.column !== undefined &&
    (comparison === "null" || comparison === "equality") &&
    share(constant) <= LARGEST_PART
  );
  const texts = [...new Set(found.map(({ constant }) => constant!))];
  const single = texts.map((where) => ({ where, own: held([where]) }));
  return texts.length < 2 ? single : [...single, { where: texts.join(" AND "), own: held(texts) }];

  function held(chosen: readonly string[]): readonly string[] {
    return found.filter(({ constant }) =>
      chosen.includes(constant!) && !/\bIN\b/i.test(constant!) &&
      !/IS NOT NULL/i.test(constant!)
    )
      .map(({ term }) => term.column!);
  }

  function share(where: string): number {
    return predicateShare(where, columns);
  }
}

type FormOfKeys = Pick<CandidateForm, "method" | "elements">;

/** Operator classes of GIN by what is asked and the type that it is asked of. */
function inverted({ conditions, table }: TableTerms, schema: Schema): readonly FormOfKeys[] {
  const trigrams = schema.extensions.find(({ name }) => name === "pg_trgm");
  return conditions.flatMap(({ term, comparison }): readonly FormOfKeys[] => {
    const type = typeOfTerm(term, table.columns);
    const element = elementOf(term);
    if (comparison === "contains" && (/\[\]$|^(jsonb|tsvector)$/.test(type) || type === "")) {
      const plain = { method: "gin", elements: [element] };
      return type === "jsonb"
        ? [plain, { method: "gin", elements: [{ ...element, operatorClass: "jsonb_path_ops" }] }]
        : [plain];
    }
    if (comparison !== "similar" && comparison !== "prefix") return [];
    if (!trigrams || !/^(text|character varying|citext)/.test(type || "text")) return [];
    const operatorClass = trigrams.schema === "public" || trigrams.schema === "pg_catalog"
      ? "gin_trgm_ops"
      : `${trigrams.schema}.gin_trgm_ops`;
    return [{ method: "gin", elements: [{ ...element, operatorClass }] }];
  });
}

function blockRanges(
  { conditions }: TableTerms,
  columns: readonly ColumnStatistics[],
  known: TableStatistics | undefined,
): readonly (readonly IndexElement[])[] {
  if (!known || Math.abs(known.pages) < BRIN_PAGES) return [];
  const terms = conditions.filter(({ comparison }) =>
    comparison === "range" || comparison === "equality"
  )
    .filter(({ term }) => {
      const correlation = columns.find(({ name }) => name === term.column)?.correlation ?? 0;
      return Math.abs(correlation) > BRIN_CORRELATION;
    });
  return unique(terms.map(({ term }) => term)).map((term) => [elementOf(term)]);
}

function unique(terms: readonly IndexableTerm[]): readonly IndexableTerm[] {
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}

function elementOf({ column, text }: IndexableTerm): IndexElement {
  return column === undefined ? { expression: text } : { column };
}

function prefixOf(term: IndexableTerm): IndexElement {
  return { ...elementOf(term), operatorClass: "text_pattern_ops" };
}

function nameOfElement(element: IndexElement): string {
  return "column" in element ? element.column : element.expression;
}

function columnType({ table }: TableTerms, column: string): string {
  return table.columns.find(({ name }) => name === column)?.type ?? "";
}

function typeOfTerm(
  { column }: IndexableTerm,
  columns: readonly { name: string; type: string }[],
): string {
  return columns.find(({ name }) => name === column)?.type ?? "";
}

/** Types that no B-tree orders. */
function orderable(type: string): boolean {
  return !/^(json|xml|point|line|lseg|box|path|polygon|circle|tsquery)\b/.test(type);
}

// Documents and texts without end do not belong into an index.
function storable(type: string): boolean {
  return !/^(json|jsonb|xml|bytea|tsvector)\b|\[\]$/.test(type);
}
