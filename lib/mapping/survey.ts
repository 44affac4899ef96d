import { qualify } from "../engines/postgresql/identifiers.ts";
import type { Naming } from "../model/model.ts";
import { pascalCase, singularOf, snakeCase, styledName } from "../model/naming.ts";
import type { DomainDefinition, QualifiedName, Schema, Table, UserType } from "../schema/schema.ts";
import { recognizeNaming } from "./recognize_naming.ts";

/** What is known of a schema before a model is made of it. */
export interface Survey {
  readonly schema: Schema;
  readonly naming: Naming;
  /** Types by the text that columns use for them. */
  readonly types: ReadonlyMap<string, UserType>;
  /** The names of the domains that the model can say, by the same text. */
  readonly domains: ReadonlyMap<string, string>;
  /** Tables by their qualified name. */
  readonly tables: ReadonlyMap<string, Table>;
  /** The entity that each table becomes, by the table's qualified name. */
  readonly entities: ReadonlyMap<string, string>;
}

/** Looks a schema over: its naming rule, and the name of each entity that it has. */
export function surveySchema(schema: Schema): Survey {
  const naming = recognizeNaming(schema);
  return {
    schema,
    naming,
    types: new Map(schema.types.map((type) => [qualify(type), type])),
    domains: nameDomains(schema, naming),
    tables: new Map(schema.tables.map((table) => [qualify(table), table])),
    entities: nameEntities(schema, naming),
  };
}

/** The entity of a table; partitions and tables that inherit have none. */
export function entityOf(survey: Survey, table: QualifiedName): string | undefined {
  return survey.entities.get(qualify(table));
}

function nameEntities(schema: Schema, naming: Naming): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const plain = schema.tables.filter((table) => !table.partitionOf && !table.inherits?.length);
  return new Map(plain.map((table) => {
    const wanted = pascalCase(singularOf(styledName(table.name, naming)));
    return [qualify(table), distinctName(wanted, taken)];
  }));
}

/** A name that no other has, upper and lower case alike. */
export function distinctName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}${number}`;
  taken.add(name.toLowerCase());
  return name;
}

/** A domain can be said where the naming rule gives its name, and it is no more than a type with one check. */
function nameDomains(schema: Schema, naming: Naming): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const domains = schema.types.filter((type): type is DomainDefinition => type.kind === "domain");
  return new Map(
    domains.filter((domain) => domain.schema === naming.schema).flatMap((domain) => {
      const name = pascalCase(domain.name);
      if (styledName(name, naming) !== domain.name) return [];
      if (domain.name !== snakeCase(domain.name) || taken.has(name.toLowerCase())) return [];
      taken.add(name.toLowerCase());
      return [[qualify(domain), name] as const];
    }),
  );
}
