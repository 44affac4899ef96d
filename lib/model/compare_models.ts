import { isDeepStrictEqual } from "node:util";
import { freeze } from "../core/freeze.ts";
import type { ModelElements, ModelList } from "./edit_model.ts";
import type { Model, Relationship } from "./model.ts";

/** One difference between two models. */
export interface ModelChange {
  /** Tells it from the other kinds. */
  readonly kind: "added" | "dropped" | "renamed" | "changed";
  /** The list that holds it. */
  readonly list: ModelList;
  /** Its path: `Customer`, `Customer.email`, `Customer places Order`. */
  readonly path: string;
  /** Its path before a rename. */
  readonly from?: string;
  /** What it was. */
  readonly before?: unknown;
  /** What it is now. */
  readonly after?: unknown;
}

type Element = ModelElements[ModelList];

const LISTS: readonly ModelList[] = [
  "entities",
  "relationships",
  "specializations",
  "domains",
  "rules",
  "patterns",
  "decisions",
];

/**
 * What changed from one model to another. Elements are told apart by id, so a rename is a rename.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareModels, defineModel } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { email: "text(254)" });
 * const before = shop.snapshot();
 * shop.rename("Customer", "Buyer");
 * assert.deepEqual(
 *   compareModels(before, shop.snapshot()).map(({ kind, from, path }) => [kind, from, path]),
 *   [["renamed", "Customer", "Buyer"]],
 * );
 * ```
 */
export function compareModels(before: Model, after: Model): readonly ModelChange[] {
  return freeze(LISTS.flatMap((list) => compareLists(before, after, list)));
}

function compareLists(before: Model, after: Model, list: ModelList): readonly ModelChange[] {
  if (before[list] === after[list]) return [];
  const old = byId<Element>(before[list]);
  const now = byId<Element>(after[list]);
  const changes: ModelChange[] = [];
  for (const [id, element] of old) {
    if (!now.has(id)) {
      changes.push({ kind: "dropped", list, path: pathOf(element), before: element });
    }
  }
  for (const [id, element] of now) {
    const previous = old.get(id);
    const path = pathOf(element);
    if (previous === undefined) changes.push({ kind: "added", list, path, after: element });
    else changes.push(...compareElements({ previous, element, list }));
  }
  return changes;
}

interface Pair {
  readonly previous: Element;
  readonly element: Element;
  readonly list: ModelList;
}

function compareElements({ previous, element, list }: Pair): readonly ModelChange[] {
  if (isDeepStrictEqual(previous, element)) return [];
  const [from, path] = [pathOf(previous), pathOf(element)];
  const changes: ModelChange[] = [];
  if (from !== path) changes.push({ kind: "renamed", list, path, from });
  if ("attributes" in previous && "attributes" in element) {
    changes.push(...compareAttributes({ previous, element, list }));
  }
  const rest = (value: Element) => ({
    ...value,
    name: undefined,
    ends: undefined,
    attributes: undefined,
  });
  if (!isDeepStrictEqual(rest(previous), rest(element))) {
    changes.push({ kind: "changed", list, path, before: previous, after: element });
  }
  return changes;
}

function compareAttributes({ previous, element, list }: Pair): readonly ModelChange[] {
  const [old, now] = [previous, element].map((owner) =>
    "attributes" in owner ? byId(owner.attributes) : new Map<string, never>()
  );
  const path = (name: string) => `${pathOf(element)}.${name}`;
  const changes: ModelChange[] = [];
  for (const [id, attribute] of old!) {
    if (!now!.has(id)) {
      changes.push({ kind: "dropped", list, path: path(attribute.name), before: attribute });
    }
  }
  for (const [id, attribute] of now!) {
    const before = old!.get(id);
    if (before === undefined) {
      changes.push({ kind: "added", list, path: path(attribute.name), after: attribute });
    } else if (!isDeepStrictEqual(before, attribute)) {
      if (before.name !== attribute.name) {
        changes.push({
          kind: "renamed",
          list,
          path: path(attribute.name),
          from: path(before.name),
        });
      }
      if (!isDeepStrictEqual({ ...before, name: "" }, { ...attribute, name: "" })) {
        changes.push({
          kind: "changed",
          list,
          path: path(attribute.name),
          before,
          after: attribute,
        });
      }
    }
  }
  return changes;
}

function byId<T extends object>(elements: readonly T[]): ReadonlyMap<string, T> {
  return new Map(elements.map((element) => [
    "id" in element ? String(element.id) : "about" in element ? String(element.about) : "",
    element,
  ]));
}

function pathOf(element: Element): string {
  if ("verb" in element) return relationshipPath(element);
  if ("supertype" in element) return `${element.supertype} > ${element.subtypes.join(", ")}`;
  if ("about" in element) return element.about;
  return element.name;
}

/** A relationship's path: `Customer places Order`. */
export function relationshipPath(relationship: Pick<Relationship, "ends" | "verb">): string {
  const [first, ...others] = relationship.ends.map(({ entity, role }) => role ?? entity);
  return `${first} ${relationship.verb} ${others.join(", ")}`;
}
