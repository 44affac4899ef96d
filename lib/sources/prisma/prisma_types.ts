import type { AttributeType } from "../../model/attribute_type.ts";
import { declaredType } from "../declared_type.ts";
import type { PrismaArgument, PrismaAttribute, PrismaField, PrismaValue } from "./parse_prisma.ts";

/** What PostgreSQL holds for each scalar, by Prisma's own mapping. */
const SCALARS: Readonly<Record<string, AttributeType>> = {
  String: { kind: "text" },
  Boolean: { kind: "boolean" },
  Int: { kind: "integer" },
  BigInt: { kind: "bigint" },
  Float: { kind: "double" },
  Decimal: { kind: "numeric", precision: 65, scale: 30 },
  DateTime: { kind: "timestamp" },
  Json: { kind: "json" },
  Bytes: { kind: "bytes" },
};

/** Whether a type is one of Prisma's own. */
export function isScalar(type: string): boolean {
  return Object.hasOwn(SCALARS, type) || type === "Unsupported";
}

/** The type of a scalar field: the native one where the schema names it. */
export function scalarType({ type, unsupported, list, attributes }: PrismaField): AttributeType {
  const native = attributes.find(({ name }) => name.startsWith("db."));
  const one = unsupported !== undefined
    ? { kind: "native" as const, sql: unsupported }
    : native
    ? nativeType(native)
    : SCALARS[type]!;
  return list ? { kind: "array", of: one } : one;
}

function nativeType({ name, arguments: args }: PrismaAttribute): AttributeType {
  const words = name.slice("db.".length);
  const numbers = args.map(({ value }) => plain(value)).filter((value) => value !== undefined);
  // Of times, the argument is a precision, which types here do not have.
  const takes = !/^(?:Time|Date)/.test(words) && numbers.length > 0
    ? `(${numbers.join(", ")})`
    : "";
  const known = NATIVE[words];
  return declaredType(`${known ?? words}${takes}`);
}

const NATIVE: Readonly<Record<string, string>> = {
  VarChar: "varchar",
  Char: "char",
  Text: "text",
  Uuid: "uuid",
  SmallInt: "smallint",
  Integer: "integer",
  BigInt: "bigint",
  DoublePrecision: "double",
  Real: "real",
  Decimal: "numeric",
  Money: "money",
  Timestamp: "timestamp",
  Timestamptz: "timestamptz",
  Date: "date",
  Time: "time",
  JsonB: "json",
  Json: "json",
  ByteA: "bytes",
  Inet: "inet",
  Boolean: "boolean",
  Citext: "citext",
};

/** The text of a plain value. */
export function plain(value: PrismaValue | undefined): string | undefined {
  return value === undefined || value.kind === "list" || value.kind === "call"
    ? undefined
    : value.value;
}

/** The argument of a name, or the one at a place. */
export function argument(
  args: readonly PrismaArgument[],
  name: string,
  at = 0,
): PrismaValue | undefined {
  const unnamed = args.filter((each) => each.name === undefined);
  return args.find((each) => each.name === name)?.value ?? unnamed[at]?.value;
}

/** The names in a list: `[a, b(sort: Desc)]`. */
export function names(value: PrismaValue | undefined): readonly string[] {
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.map((item) => item.kind === "call" ? item.name : plain(item) ?? "").filter((name) =>
    name !== ""
  );
}
