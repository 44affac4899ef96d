import type {
  CompositeDefinition,
  DomainDefinition,
  EnumDefinition,
  RangeDefinition,
  UserType,
} from "../../../schema/schema.ts";
import { qualify, quoteIdentifier, quoteLiteral } from "../identifiers.ts";
import { printCheck } from "./constraints.ts";

/** `CREATE TYPE` or `CREATE DOMAIN`. */
export function printType(type: UserType): string {
  switch (type.kind) {
    case "enum":
      return printEnum(type);
    case "domain":
      return printDomain(type);
    case "composite":
      return printComposite(type);
    case "range":
      return printRange(type);
  }
}

function printEnum(type: EnumDefinition): string {
  return `CREATE TYPE ${qualify(type)} AS ENUM (${type.labels.map(quoteLiteral).join(", ")})`;
}

/** A domain takes no check that is yet to be validated when it is created: that follows by ALTER. */
function printDomain(domain: DomainDefinition): string {
  return [
    `CREATE DOMAIN ${qualify(domain)} AS ${domain.type}`,
    ...(domain.collation === undefined ? [] : [`COLLATE ${domain.collation}`]),
    ...(domain.default === undefined ? [] : [`DEFAULT ${domain.default}`]),
    ...(domain.notNull ? ["NOT NULL"] : []),
    ...domain.checks.filter((check) => !check.notValid).map(printCheck),
  ].join(" ");
}

/** The checks of a domain that hold for new values only. */
export function printUnvalidatedDomainChecks(domain: DomainDefinition): string[] {
  return domain.checks.filter((check) => check.notValid)
    .map((check) => `ALTER DOMAIN ${qualify(domain)} ADD ${printCheck(check)}`);
}

function printComposite(type: CompositeDefinition): string {
  const attributes = type.attributes.map((attribute) =>
    `${quoteIdentifier(attribute.name)} ${attribute.type}${
      attribute.collation === undefined ? "" : ` COLLATE ${attribute.collation}`
    }`
  );
  return `CREATE TYPE ${qualify(type)} AS (${attributes.join(", ")})`;
}

function printRange(type: RangeDefinition): string {
  const options = type.options === undefined ? "" : `, ${type.options}`;
  return `CREATE TYPE ${qualify(type)} AS RANGE (SUBTYPE = ${type.subtype}${options})`;
}
