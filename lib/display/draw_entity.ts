import { display, type MimeBundle } from "../core/displayable.ts";
import { formatCount } from "../core/format.ts";
import type { Attribute, Entity } from "../model/model.ts";
import { table } from "./table.ts";
import { typeLabel } from "./type_label.ts";

/** Draws an entity as the table of its attributes. */
export function drawEntity(entity: Entity): Promise<MimeBundle> {
  const { name, attributes, volume } = entity;
  const rows = volume.rows === undefined ? "" : `, ${formatCount(volume.rows.value)} rows`;
  const lines = attributes.map((attribute) => ({
    attribute: attribute.name,
    type: `${typeLabel(attribute.type)}${attribute.optional ? ", optional" : ""}`,
    key: keyOf(entity, attribute),
    ...(attributes.some(({ description }) => description !== undefined)
      ? { description: attribute.description ?? "" }
      : {}),
  }));
  return table(lines, { caption: `${name}${rows}` })[display]();
}

function keyOf({ keys }: Entity, { name }: Attribute): string {
  const of = keys.filter(({ parts }) => parts.includes(name));
  return of.some(({ primary }) => primary) ? "primary" : of.length > 0 ? "unique" : "";
}
