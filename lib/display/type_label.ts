import type { AttributeType } from "../model/attribute_type.ts";
import { writeType } from "../model/type_text.ts";

/** An attribute's type as a picture says it: `text(254)`, `new | paid | shipped`, `Email`. */
export function typeLabel(type: AttributeType): string {
  switch (type.kind) {
    case "enum":
      return type.values.join(" | ");
    case "domain":
      return type.name;
    case "array":
      return `${typeLabel(type.of)}[]`;
    case "composite":
      return type.parts.map(({ name }) => name).join(", ");
    case "native":
      return type.sql;
    default:
      return writeType(type).replaceAll(", ", ",");
  }
}
