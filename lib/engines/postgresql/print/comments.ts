import type {
  Namespace,
  QualifiedName,
  Routine,
  Sequence,
  Table,
  UserType,
  View,
} from "../../../schema/schema.ts";
import { qualify, quoteIdentifier, quoteLiteral } from "../identifiers.ts";

interface Commented {
  readonly comment?: string;
}
interface NamedComment extends Commented {
  readonly name: string;
}

/** `COMMENT ON`, where there is one. */
function comment(on: string, { comment }: Commented): string[] {
  return comment === undefined ? [] : [`COMMENT ON ${on} IS ${quoteLiteral(comment)}`];
}

/** Comments on the named parts of a table or a view. */
function parts(kind: string, of: QualifiedName, named: readonly NamedComment[]): string[] {
  return named.flatMap((part) =>
    comment(`${kind} ${quoteIdentifier(part.name)} ON ${qualify(of)}`, part)
  );
}

function inSchema(kind: string, schema: string, named: readonly NamedComment[]): string[] {
  return named.flatMap((part) => comment(`${kind} ${qualify({ schema, name: part.name })}`, part));
}

function columns(of: QualifiedName, named: readonly NamedComment[]): string[] {
  return named.flatMap((column) =>
    comment(`COLUMN ${qualify(of)}.${quoteIdentifier(column.name)}`, column)
  );
}

/** The comments on a namespace. */
export function namespaceComments(namespace: Namespace): string[] {
  return comment(`SCHEMA ${quoteIdentifier(namespace.name)}`, namespace);
}

/** The comments on a type and its checks. */
export function typeComments(type: UserType): string[] {
  return [
    ...comment(`${type.kind === "domain" ? "DOMAIN" : "TYPE"} ${qualify(type)}`, type),
    ...(type.kind === "domain"
      ? type.checks.flatMap((check) =>
        comment(`CONSTRAINT ${quoteIdentifier(check.name)} ON DOMAIN ${qualify(type)}`, check)
      )
      : []),
  ];
}

/** The comment on a sequence. */
export function sequenceComments(sequence: Sequence): string[] {
  return comment(`SEQUENCE ${qualify(sequence)}`, sequence);
}

/** The comments on a table and its columns. */
export function tableComments(table: Table): string[] {
  return [...comment(`TABLE ${qualify(table)}`, table), ...columns(table, table.columns)];
}

/** The comments on the constraints of a table: they may come after it. */
export function constraintComments(table: Table): string[] {
  const notNulls = table.columns.flatMap(({ notNull }) =>
    notNull?.name !== undefined ? [{ ...notNull, name: notNull.name }] : []
  );
  return parts("CONSTRAINT", table, [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
    ...notNulls,
  ]);
}

/** The comments on indexes, rules, triggers, policies and statistics of a table or a view. */
export function partComments(of: Table | View): string[] {
  return [
    ...inSchema("INDEX", of.schema, of.indexes),
    ...parts("RULE", of, of.rules ?? []),
    ...parts("TRIGGER", of, of.triggers ?? []),
    ...("policies" in of ? parts("POLICY", of, of.policies) : []),
    ...("statistics" in of
      ? (of.statistics ?? []).flatMap((statistics) =>
        comment(`STATISTICS ${qualify(statistics)}`, statistics)
      )
      : []),
  ];
}

/** The comments on a view and its columns. */
export function viewComments(view: View): string[] {
  const kind = view.materialized ? "MATERIALIZED VIEW" : "VIEW";
  return [...comment(`${kind} ${qualify(view)}`, view), ...columns(view, view.columns)];
}

/** The comment on a function, procedure or aggregate. */
export function routineComments(routine: Routine): string[] {
  return comment(
    `${routine.kind.toUpperCase()} ${qualify(routine)}(${routine.arguments})`,
    routine,
  );
}
