import type { Finding } from "../core/finding.ts";
import { tokensOf } from "../engines/postgresql/tokens.ts";
import type { Attribute, Model } from "../model/model.ts";
import { edit, entityTables } from "./entity_table.ts";
import type { Survey } from "./survey.ts";

/** `status = ANY (ARRAY['new', 'paid'])` lists the labels of an enumeration. */
export function enumerationsInChecks(survey: Survey, model: Model): readonly Finding[] {
  return entityTables(survey, model).flatMap(({ table, entity }) =>
    entity.attributes.flatMap((attribute) => {
      const labels = attribute.type.kind === "text" ? labelsIn(attribute.check) : undefined;
      if (!labels) return [];
      const { check: _, default: value, ...rest } = attribute;
      const reason = `${entity.name}.${attribute.name} is one of ${labels.join(", ")}.`;
      const enumerated: Attribute = {
        ...rest,
        type: { kind: "enum", values: labels },
        // A literal that is typed as text is none of the enumeration.
        ...(value === undefined
          ? {}
          : { default: value.replace(/^('(?:[^']|'')*')::(?:text|character varying)$/, "$1") }),
      };
      return [{
        code: "enumeration-in-check",
        severity: "advice" as const,
        where: `${entity.name}.${attribute.name}`,
        what: reason,
        why:
          `A check of ${table.name} lists the values; the type of the attribute does not say them.`,
        fix:
          "Make it an enumeration, which takes 4 bytes a value and grows by ALTER TYPE; the change " +
          "rewrites the table.",
        edits: [edit("put-attribute", entity.name, { value: enumerated, reason })],
      }];
    })
  );
}

function labelsIn(check: string | undefined): readonly string[] | undefined {
  if (check === undefined || !/ = ANY \(\(?ARRAY\[/.test(check)) return undefined;
  const tokens = tokensOf(check);
  const labels = tokens.filter(({ kind }) => kind === "string")
    .map(({ text }) => text.slice(1, -1).replaceAll("''", "'"));
  const plain =
    tokens.every(({ kind, text }) =>
      kind !== "word" || /^(any|array|text|character|varying|\w+)$/i.test(text)
    ) && !/\b(AND|OR|NOT)\b/.test(check);
  return plain && labels.length > 0 && new Set(labels).size === labels.length ? labels : undefined;
}
