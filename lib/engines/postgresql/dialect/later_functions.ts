import type { Finding } from "../../../core/finding.ts";
import type { Schema } from "../../../schema/schema.ts";
import { FUNCTIONS_SINCE } from "../features.ts";
import { qualify } from "../identifiers.ts";
import { identifierOf, tokensOf } from "../tokens.ts";
import { placeOf } from "./dialect.ts";

/** Functions that the version lacks, in any expression, query or body. */
export function laterFunctions(schema: Schema, version: number): Finding[] {
  const texts: readonly (readonly [string, string])[] = [
    ...schema.tables.flatMap((table) => [
      ...table.columns.map((column) =>
        [
          placeOf(table, column),
          `${column.default ?? ""} ${column.generated?.expression ?? ""}`,
        ] as const
      ),
      ...table.checks.map((check) => [placeOf(table, check), check.expression] as const),
      ...table.indexes.map((index) =>
        [
          placeOf(table, index),
          index.elements.map((element) => "expression" in element ? element.expression : "").join(),
        ] as const
      ),
    ]),
    ...schema.views.map((view) => [qualify(view), view.query] as const),
    ...schema.routines.map((routine) => [qualify(routine), routine.definition] as const),
  ];
  return texts.flatMap(([where, text]) => {
    const tokens = tokensOf(text);
    const names = tokens.filter((token, at) =>
      token.kind === "word" && tokens[at + 1]?.text === "(" && tokens[at - 1]?.text !== "."
    ).map(identifierOf);
    return [...new Set(names)].filter((name) =>
      Object.hasOwn(FUNCTIONS_SINCE, name) && version < FUNCTIONS_SINCE[name]!
    ).map((name): Finding => ({
      code: "later-function",
      severity: "error",
      where,
      what: `PostgreSQL ${version} has no ${name}() (since ${FUNCTIONS_SINCE[name]})`,
      why: "The statement is refused there",
      fix: `Write it without ${name}(), or target PostgreSQL ${FUNCTIONS_SINCE[name]}`,
    }));
  });
}
