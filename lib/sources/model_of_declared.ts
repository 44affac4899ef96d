import { compareFindings, type Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { defineModel } from "../model/define_model.ts";
import type { Model } from "../model/model.ts";
import { validateModel } from "../model/validate_model.ts";
import { addEntity } from "./declared/add_entity.ts";
import { addKeys, withRequiredKey } from "./declared/add_keys.ts";
import { addManyToMany, addReference } from "./declared/add_references.ts";
import { carriedReferences } from "./declared/carried_references.ts";
import { entityNames } from "./declared/entity_names.ts";
import type { Reading } from "./declared/reading.ts";
import type { DeclaredSchema, NotCarried } from "./declared_schema.ts";

/** A model read from a schema file, with what the model cannot say. */
export interface ReadSchema {
  /** Entities, relationships and types, as far as a model can say them. */
  readonly model: Model;
  /** What could not be carried, by line, and what is wrong with the model. */
  readonly findings: readonly Finding[];
}

/** How a schema file is read. */
export interface ReadSchemaOptions {
  /** The file's name, for errors and findings. */
  readonly file?: string;
  /** The model's name. Defaults to the one in the file, or the file's. */
  readonly name?: string;
  /** Engine and major version. Defaults to `"postgresql@18"`. */
  readonly engine?: string;
}

/** Makes a model of what a file declares. */
export function modelOfDeclared(
  stated: DeclaredSchema,
  { file = "schema", name, engine }: ReadSchemaOptions,
): ReadSchema {
  const declared = { ...stated, tables: stated.tables.map(withRequiredKey) };
  const schemas = [...new Set(declared.tables.map(({ schema }) => schema ?? "public"))];
  const builder = defineModel(
    name ?? declared.name ?? (file.replace(/^.*[/\\]|\.\w+$/g, "") || "schema"),
    {
      ...(engine === undefined ? {} : { engine }),
      ...(schemas.length === 1 && schemas[0] !== "public"
        ? { naming: { schema: schemas[0]! } }
        : {}),
      ...(declared.note === undefined ? {} : { description: declared.note }),
    },
  );
  const problems: NotCarried[] = [...declared.notCarried];
  const entities = entityNames(declared.tables);
  const references = carriedReferences(declared, entities, problems);
  const reading: Reading = { declared, file, builder, entities, references, problems };
  for (const table of declared.tables) addEntity(reading, table);
  for (const reference of references) addReference(reading, reference);
  for (const reference of declared.references.filter(({ kind }) => kind === "many-to-many")) {
    addManyToMany(reading, reference);
  }
  for (const table of declared.tables) addKeys(reading, table);
  const model = builder.snapshot();
  const findings = [
    ...problems.map((problem) => notCarried(problem, file)),
    ...validateModel(model).findings,
  ];
  return freeze({ model, findings: findings.sort(compareFindings) });
}

function notCarried({ line, column, what, fix }: NotCarried, file: string): Finding {
  return {
    code: "not-carried",
    severity: "advice",
    where: `${file}:${line}:${column}`,
    what,
    why: "The file says it, and a model has no word for it.",
    fix,
  };
}
