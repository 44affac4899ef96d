import { didYouMean } from "../core/suggest.ts";
import {
  type AttributeSet,
  EMPTY_SET,
  firstPlaces,
  minus,
  placesOf,
  setOf,
} from "./attribute_set.ts";
import type { FunctionalDependency, Relation } from "./relation.ts";

/** A dependency between sets of attributes. */
export interface Arrow {
  readonly determinant: AttributeSet;
  readonly dependent: AttributeSet;
}

/** A relation with its attributes as places and its dependencies as sets: what the algorithms work on. */
export interface Scheme {
  readonly name: string;
  readonly names: readonly string[];
  readonly all: AttributeSet;
  readonly functional: readonly Arrow[];
  /** The declared multivalued dependencies and those that the join dependencies imply. */
  readonly multivalued: readonly Arrow[];
  readonly join: readonly (readonly AttributeSet[])[];
}

/** More components would imply too many multivalued dependencies to list. */
const MOST_COMPONENTS = 12;

/**
 * Numbers a relation's attributes.
 *
 * @throws {RangeError} When a dependency names no attribute of the relation, when a join dependency leaves
 * one out or has more than 12 components, or when two attributes have one name.
 */
export function schemeOf(relation: Relation): Scheme {
  const { name, attributes } = relation;
  const places = new Map(attributes.map((attribute, place) => [attribute, place]));
  if (places.size < attributes.length) {
    const twice = attributes.find((attribute, at) => attributes.indexOf(attribute) !== at);
    throw new RangeError(`Cannot read relation ${name}: attribute ${twice} stands there twice`);
  }
  const toSet = (names: readonly string[]): AttributeSet =>
    setOf(names.map((wanted) => {
      const place = places.get(wanted);
      if (place === undefined) throw noSuchAttribute(wanted, relation);
      return place;
    }));
  const toArrow = (dependency: FunctionalDependency): Arrow => ({
    determinant: toSet(dependency.determinant),
    dependent: toSet(dependency.dependent),
  });
  const all = firstPlaces(attributes.length);
  const join = relation.join.map(({ components }) => {
    const sets = components.map(toSet);
    const left = placesOf(minus(all, sets.reduce((a, b) => a | b, EMPTY_SET)));
    if (left.length > 0) {
      throw new RangeError(
        `Cannot read a join dependency of ${name}: no component holds ${attributes[left[0]!]}`,
      );
    }
    if (sets.length > MOST_COMPONENTS) {
      throw new RangeError(
        `Cannot read a join dependency of ${name}: it has ${sets.length} components, more than ` +
          `${MOST_COMPONENTS}`,
      );
    }
    return sets;
  });
  return {
    name,
    names: attributes,
    all,
    functional: relation.functional.map(toArrow),
    multivalued: [...relation.multivalued.map(toArrow), ...join.flatMap(impliedByJoin)],
    join,
  };
}

/** The error for a name that is none of the relation's attributes. */
export function noSuchAttribute(wanted: string, relation: Pick<Relation, "name" | "attributes">) {
  const letters = [...wanted];
  const spelled = letters.length > 1 && letters.every((one) => relation.attributes.includes(one));
  return new RangeError(
    `Cannot find attribute ${wanted} in relation ${relation.name}: no such attribute` +
      (spelled
        ? `; several attributes are separated by commas: ${letters.join(",")}`
        : didYouMean(wanted, relation.attributes)),
  );
}

/** The places of named attributes. @throws {RangeError} When there is no such attribute. */
export function attributeSet(relation: Relation, names: readonly string[]): AttributeSet {
  return setOf(names.map((wanted) => {
    const place = relation.attributes.indexOf(wanted);
    if (place < 0) throw noSuchAttribute(wanted, relation);
    return place;
  }));
}

/** The names in a set, in the order of the relation. */
export function namesIn(scheme: Pick<Scheme, "names">, set: AttributeSet): string[] {
  return placesOf(set).map((place) => scheme.names[place]!);
}

/** An arrow as a dependency between names. */
export function toDependency(scheme: Scheme, arrow: Arrow): FunctionalDependency {
  return {
    determinant: namesIn(scheme, arrow.determinant),
    dependent: namesIn(scheme, arrow.dependent),
  };
}

// Each way to put the components in two groups gives one: what the groups share ↠ one group.
function impliedByJoin(components: readonly AttributeSet[]): Arrow[] {
  const arrows: Arrow[] = [];
  for (let choice = 1; choice < 1 << (components.length - 1); choice++) {
    let left = EMPTY_SET;
    let right = EMPTY_SET;
    components.forEach((component, at) => {
      if (choice >> at & 1) left |= component;
      else right |= component;
    });
    arrows.push({ determinant: left & right, dependent: minus(left, right) });
  }
  return arrows;
}
