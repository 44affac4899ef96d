import { type CandidateForm, elementKey, formKey } from "./candidate_form.ts";

/** A candidate that serves two others at once, and which they are. */
export interface MergedCandidate {
  readonly form: CandidateForm;
  readonly parents: readonly [CandidateForm, CandidateForm];
}

/** An index of more columns is seldom worth its pages. */
const WIDEST = 8;

/**
 * Candidates that each serve two others of one table: the keys of one and then those of the other, or its
 * columns beside the keys. Source: Chaudhuri and Narasayya, "Index merging", 1999, section 3.
 */
export function mergeCandidates(forms: readonly CandidateForm[]): readonly MergedCandidate[] {
  const known = new Set(forms.map(formKey));
  const merged: MergedCandidate[] = [];
  for (const first of forms) {
    for (const second of forms) {
      if (first === second || !mergeable(first, second)) continue;
      for (const form of [followed(first, second), beside(first, second)]) {
        if (!form || known.has(formKey(form))) continue;
        known.add(formKey(form));
        merged.push({ form, parents: [first, second] });
      }
    }
  }
  return merged;
}

function mergeable(first: CandidateForm, second: CandidateForm): boolean {
  return first.method === "btree" && second.method === "btree" && first.where === second.where &&
    first.table.name === second.table.name && first.table.schema === second.table.schema;
}

function followed(first: CandidateForm, second: CandidateForm): CandidateForm | undefined {
  const keys = new Set(first.elements.map(nameOf));
  const elements = [
    ...first.elements,
    ...second.elements.filter((element) => !keys.has(nameOf(element))),
  ];
  return formFrom(first, elements, [...first.include ?? [], ...second.include ?? []]);
}

function beside(first: CandidateForm, second: CandidateForm): CandidateForm | undefined {
  const more = second.elements.map((element) => "column" in element ? element.column : undefined);
  if (more.includes(undefined)) return undefined;
  return formFrom(first, first.elements, [
    ...first.include ?? [],
    ...more as readonly string[],
    ...second.include ?? [],
  ]);
}

function formFrom(
  { table, method, where }: CandidateForm,
  elements: CandidateForm["elements"],
  columns: readonly string[],
): CandidateForm | undefined {
  const keys = new Set(elements.map(nameOf));
  const include = [...new Set(columns)].filter((column) => !keys.has(column)).sort();
  if (elements.length + include.length > WIDEST) return undefined;
  if (new Set(elements.map(elementKey)).size < elements.length) return undefined;
  return {
    table,
    method,
    elements,
    ...(include.length > 0 ? { include } : {}),
    ...(where === undefined ? {} : { where }),
  };
}

function nameOf(element: CandidateForm["elements"][number]): string {
  return "column" in element ? element.column : element.expression;
}
