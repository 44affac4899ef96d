import { formatCount } from "../../core/format.ts";
import type {
  Attribute,
  Cardinality,
  Entity,
  Key,
  Model,
  Relationship,
  RelationshipEnd,
  Specialization,
} from "../../model/model.ts";
import { typeLabel } from "../type_label.ts";
import type { Box, Drawing, Joint, Line, LineEnd, Row } from "./drawing.ts";
import { keyMarks } from "./key_marks.ts";

/** What a model's entity-relationship diagram shows. */
export function drawingOfModel(model: Model): Drawing {
  const entities = new Set(model.entities.map(({ name }) => entityKey(name)));
  const parts = [
    ...model.relationships.map((relationship, at) => drawRelationship(relationship, entities, at)),
    ...model.specializations.map(drawSpecialization),
  ];
  const boxes = [
    ...model.entities.map((entity) => entityBox(entity, model)),
    ...parts.flatMap(({ box }) => box ?? []),
  ];
  const joints = parts.flatMap(({ joint }) => joint ?? []);
  const ends = new Set([...boxes, ...joints].map(({ key }) => key));
  return {
    kind: "entities",
    title: model.name,
    boxes,
    joints,
    // A model is drawn while it is still wrong: what leads nowhere is a finding, not a line.
    lines: parts.flatMap(({ lines }) => lines)
      .filter(({ from, to }) => ends.has(from.at) && ends.has(to.at)),
    omitted: [],
  };
}

// No entity can be named so that it is taken for a relationship.
function entityKey(name: string): string {
  return `entity ${name}`;
}

function entityBox(entity: Entity, { relationships }: Model): Box {
  const { name, group, volume, attributes, keys } = entity;
  const stereotype = relationships.some(({ via }) => via === name)
    ? "associative"
    : relationships.some((each) => each.identifying && dependentEnd(each)?.entity === name)
    ? "weak"
    : undefined;
  const own = new Set(attributes.map(({ name }) => name));
  const roles = new Set(keys.flatMap(({ parts }) => parts).filter((part) => !own.has(part)));
  return {
    key: entityKey(name),
    name,
    ...(stereotype ? { stereotype } : {}),
    ...(group === undefined ? {} : { group }),
    ...(volume.rows === undefined ? {} : { note: `${formatCount(volume.rows.value)} rows` }),
    rows: [
      ...[...roles].map((role): Row => ({
        name: role,
        type: `→ ${referredEntity(name, role, relationships) ?? "?"}`,
        marks: [...keyMarks(role, keys), "FK"],
        optional: false,
        kind: "reference",
      })),
      ...attributes.flatMap((attribute) => attributeRows(attribute, keys)),
    ],
  };
}

/** The rows of an attribute: its own, and one for each part of a composite. */
function attributeRows(attribute: Attribute, keys: readonly Key[]): Row[] {
  const { name, type, optional } = attribute;
  const kind = attribute.derived ? "derived" : attribute.multiValued ? "multivalued" : "plain";
  const row: Row = { name, type: typeLabel(type), marks: keyMarks(name, keys), optional, kind };
  if (type.kind !== "composite") return [row];
  const parts = type.parts.map((part): Row => ({
    name: part.name,
    type: typeLabel(part.type),
    marks: [],
    optional: part.optional,
    kind: "part",
  }));
  return [{ ...row, type: "" }, ...parts];
}

/** The entity that a key's role leads to. */
function referredEntity(
  entity: string,
  role: string,
  relationships: readonly Relationship[],
): string | undefined {
  const isRole = (name: string | undefined) => name?.toLowerCase() === role.toLowerCase();
  const ends = relationships.filter(({ ends }) => ends.some((end) => end.entity === entity))
    .flatMap(({ ends }) => ends);
  return (ends.find((end) => isRole(end.role)) ?? ends.find((end) => isRole(end.entity)))?.entity;
}

/** The end that holds the foreign key: the many end, or the optional one of two single ends. */
function dependentEnd({ ends }: Relationship): RelationshipEnd | undefined {
  const [first, second] = ends;
  if (!first || !second || ends.length !== 2) return undefined;
  if ((first.max === 1) !== (second.max === 1)) return first.max === 1 ? second : first;
  return second.min < first.min ? second : first.min < second.min ? first : second;
}

/** What one relationship or specialization adds to a drawing. */
interface Part {
  readonly box?: Box;
  readonly joint?: Joint;
  readonly lines: readonly Line[];
}

function drawRelationship(
  relationship: Relationship,
  entities: ReadonlySet<string>,
  at: number,
): Part {
  const { ends, verb, via, attributes } = relationship;
  const link = (from: LineEnd, to: LineEnd, label: string): Line => ({
    kind: "relationship",
    part: `relationship ${at}`,
    from,
    to,
    label,
    identifying: relationship.identifying === true,
  });
  const [first, second] = ends;
  const binary = ends.length === 2 && first !== undefined && second !== undefined;
  const boxed = via !== undefined || attributes.length > 0;
  if (binary && !boxed) return { lines: [link(lineEnd(first), lineEnd(second), verb)] };

  const merged = via !== undefined && entities.has(entityKey(via));
  const key = merged ? entityKey(via) : `relationship ${at}`;
  const label = (index: number) => boxed && index === 0 && verb !== via ? verb : "";
  const lines = ends.map((end, index) => {
    if (!binary) return link(lineEnd(end), { at: key }, label(index));
    // A row of the association is of exactly one of each; how many rows one of this end has, the
    // other end says.
    const rows = pickCardinality(index === 0 ? second : first);
    const one = { ...lineEnd(end), cardinality: { min: 1, max: 1 } };
    return link(one, { at: key, cardinality: rows }, label(index));
  });
  if (!boxed) return { joint: { key, kind: "relationship", label: verb }, lines };
  if (merged) return { lines };
  const rows = attributes.flatMap((attribute) => attributeRows(attribute, []));
  const name = via ?? verb;
  return { box: { key, name, stereotype: "associative", relationship: true, rows }, lines };
}

function drawSpecialization(specialization: Specialization, at: number): Part {
  const { supertype, subtypes, disjoint, total } = specialization;
  const key = `specialization ${at}`;
  const label = `${disjoint ? "disjoint" : "overlapping"}, ${total ? "total" : "partial"}`;
  const link = (from: LineEnd, to: LineEnd): Line => ({
    kind: "specialization",
    part: key,
    from,
    to,
    label: "",
    identifying: false,
    total: total && to.general === true,
  });
  return {
    joint: { key, kind: "specialization", label },
    lines: [
      link({ at: key }, { at: entityKey(supertype), general: true }),
      ...subtypes.map((name) => link({ at: entityKey(name) }, { at: key })),
    ],
  };
}

function pickCardinality({ min, max }: Cardinality): Cardinality {
  return { min, max };
}

function lineEnd(end: RelationshipEnd): LineEnd {
  const role = end.role === undefined ? {} : { role: end.role };
  return { at: entityKey(end.entity), cardinality: pickCardinality(end), ...role };
}
