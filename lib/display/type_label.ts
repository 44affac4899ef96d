import type { AttributeType } from "../model/attribute_type.ts";

type Labels = { readonly [Kind in AttributeType["kind"]]?: (type: never) => string };

const LABELS: Labels = {
  text: ({ length }: AttributeType & { kind: "text" }) =>
    length === undefined ? "text" : `text(${length})`,
  numeric: ({ precision, scale }: AttributeType & { kind: "numeric" }) =>
    precision === undefined
      ? "numeric"
      : `numeric(${scale === undefined ? precision : `${precision},${scale}`})`,
  enum: ({ values }: AttributeType & { kind: "enum" }) => values.join(" | "),
  domain: ({ name }: AttributeType & { kind: "domain" }) => name,
  composite: ({ parts }: AttributeType & { kind: "composite" }) =>
    `(${parts.map(({ name }) => name).join(", ")})`,
  array: ({ of }: AttributeType & { kind: "array" }) => `${typeLabel(of)}[]`,
  native: ({ sql }: AttributeType & { kind: "native" }) => sql,
};

/** An attribute's type in a few words: `text(254)`, `new | paid | shipped`, `Email`. */
export function typeLabel(type: AttributeType): string {
  const label = LABELS[type.kind] as ((type: AttributeType) => string) | undefined;
  return label ? label(type) : type.kind;
}
