import { qualify } from "../../../lib/engines/postgresql/identifiers.ts";
import type { QualifiedName, Routine, Table } from "../../../lib/schema/schema.ts";
import type { Kind } from "./column_kinds.ts";
import { comment, type Draw, maybe, pick, some } from "./draw.ts";

/** Draws functions, procedures and aggregates. */
export function drawFunctions(draw: Draw, place: () => QualifiedName): Routine[] {
  const makers: readonly ((name: QualifiedName) => Routine)[] = [
    (name) => ({
      ...name,
      kind: "function",
      arguments: "a integer, b integer",
      definition: `CREATE OR REPLACE FUNCTION ${qualify(name)}(a integer, b integer DEFAULT 3)\n` +
        " RETURNS integer\n LANGUAGE sql\n IMMUTABLE STRICT\nAS $function$ select a + b -- ' \" $$ $function$",
      language: "sql",
      ...comment(draw),
    }),
    (name) => ({
      ...name,
      kind: "procedure",
      arguments: "IN a integer",
      definition: `CREATE OR REPLACE PROCEDURE ${qualify(name)}(IN a integer)\n` +
        " LANGUAGE plpgsql\nAS $procedure$ begin perform 1; end; $procedure$",
      language: "plpgsql",
      ...comment(draw),
    }),
    (name) => ({
      ...name,
      kind: "function",
      arguments: "",
      definition: `CREATE OR REPLACE FUNCTION ${qualify(name)}()\n` +
        " RETURNS integer\n LANGUAGE sql\nBEGIN ATOMIC\n SELECT 1;\nEND",
      language: "sql",
      ...comment(draw),
    }),
    (name) => ({
      ...name,
      kind: "aggregate",
      arguments: "integer",
      definition: `CREATE AGGREGATE ${
        qualify(name)
      }(integer) (\n  SFUNC = int4pl,\n  STYPE = integer,\n  INITCOND = '0'\n)`,
      language: "internal",
      ...comment(draw),
    }),
  ];
  const trigger = place();
  return [
    {
      ...trigger,
      kind: "function",
      arguments: "",
      definition: `CREATE OR REPLACE FUNCTION ${qualify(trigger)}()\n` +
        " RETURNS trigger\n LANGUAGE plpgsql\nAS $function$ begin return new; end; $function$",
      language: "plpgsql",
    },
    ...some(draw, makers, 0).map((make) => make(place())),
  ];
}

/** What columns may be whose default calls a function. */
export function asDefault(routine: Routine): Kind[] {
  if (routine.arguments !== "a integer, b integer") return [];
  const call = `${qualify(routine)}(1, 2)`;
  return [{
    type: "integer",
    default: call,
    check: (column) => `(${qualify(routine)}(${column}, 1) > 0)`,
    index: (column) => ({ elements: [{ expression: `${qualify(routine)}(${column}, 3)` }] }),
  }];
}

/** A function that takes the row of a table: it cannot come before it. */
export function rowFunctions(
  draw: Draw,
  tables: readonly Table[],
  place: () => QualifiedName,
): Routine[] {
  if (!maybe(draw, 0.4)) return [];
  const name = place();
  const table = pick(draw, tables);
  return [{
    ...name,
    kind: "function",
    arguments: `r ${qualify(table)}`,
    definition: `CREATE OR REPLACE FUNCTION ${qualify(name)}(r ${qualify(table)})\n` +
      " RETURNS integer\n LANGUAGE sql\nAS $function$select 1$function$",
    language: "sql",
  }];
}
