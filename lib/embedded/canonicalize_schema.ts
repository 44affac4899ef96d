import type { PGlite } from "@electric-sql/pglite";
import type { Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { ddl } from "../engines/postgresql/ddl.ts";
import { qualify, quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { applyAttached } from "../mapping/apply_attached.ts";
import { residue } from "../mapping/attached.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { embeddedExtensions } from "./extensions.ts";
import { openEmbedded } from "./open_embedded.ts";
import { readCatalog } from "./read_catalog.ts";

/** A schema in the words of the catalog, and what PostgreSQL would not take. */
export interface CanonicalSchema {
  readonly schema: Schema;
  /** One finding for each expression or statement that was refused, with PostgreSQL's own message. */
  readonly findings: readonly Finding[];
}

/**
 * Lets an embedded PostgreSQL read the expressions that people wrote (`total > 0` becomes
 * `(total > (0)::numeric)`), so that the schema can be compared with one that was read from a catalog.
 * What PostgreSQL refuses is reported, and stays as it was written.
 *
 * @param schema The schema, such as `toSchema()` gives it.
 * @returns The schema as its own DDL makes it, origins kept, and findings.
 */
export async function canonicalizeSchema(schema: Schema): Promise<CanonicalSchema> {
  const { origins, ...plain } = schema;
  const extensions = schema.extensions.map(({ name }) => name)
    .filter((name) => embeddedExtensions.includes(name));
  await using db = await openEmbedded({ extensions });
  for (const role of rolesOf(plain)) await db.exec(`create role ${quoteIdentifier(role)}`);
  const findings: Finding[] = [];
  for (const statement of printed(plain)) {
    const error = await attempt(db, statement);
    if (error === undefined) continue;
    const table = plain.tables.find((one) => statement.startsWith(createTable(one)));
    const causes = table ? await createWithout(db, plain, table) : undefined;
    if (causes) findings.push(...causes);
    else if (!isConsequence(error, findings)) findings.push(refused(statement, error));
  }
  const back = await readCatalog(async (sql) => (await db.query(sql)).rows, {
    engine: schema.engine,
  });
  const missing = Object.entries(residue(back, plain))
    .filter(([, value]) => typeof value === "object" && value !== null && "name" in value);
  const whole = applyAttached(back, Object.fromEntries(missing)).schema;
  return freeze({ schema: { ...whole, ...(origins ? { origins } : {}) }, findings });
}

function printed(schema: Schema): readonly string[] {
  // The embedded version takes all that a newer target may have.
  return ddl(schema, { engine: "postgresql@18", format: false }).statements;
}

function rolesOf({ tables }: Schema): ReadonlySet<string> {
  const roles = tables.flatMap((table) => table.policies.flatMap((policy) => policy.roles));
  return new Set(roles.filter((role) => role !== "public" && role !== "postgres"));
}

async function attempt(db: PGlite, statement: string): Promise<string | undefined> {
  try {
    await db.exec(statement);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function createTable(table: Table): string {
  return `CREATE TABLE ${qualify(table)} `;
}

/** A part of a table that holds SQL of the user's own. */
interface Part {
  readonly where: string;
  readonly sql: string;
  readonly without: (table: Table) => Table;
}

/** Creates a table without the parts that PostgreSQL refuses, and says which these are. */
async function createWithout(
  db: PGlite,
  schema: Schema,
  table: Table,
): Promise<readonly Finding[] | undefined> {
  const parts = sqlParts(table);
  const statementFor = (left: ReadonlySet<Part>): string => {
    const kept = parts.filter((part) => left.has(part)).reduce(
      (one, part) => part.without(one),
      table,
    );
    const tables = schema.tables.map((one) => one === table ? kept : one);
    return printed({ ...schema, tables }).find((one) => one.startsWith(createTable(table))) ?? "";
  };
  const left = new Set(parts);
  const findings: Finding[] = [];
  for (const part of parts) {
    left.delete(part);
    await db.exec("begin");
    const error = await attempt(db, statementFor(left));
    await db.exec("rollback");
    if (error === undefined) continue;
    left.add(part);
    findings.push(refused(part.sql, error, part.where));
  }
  const error = await attempt(db, statementFor(left));
  return error === undefined ? findings : undefined;
}

function sqlParts(table: Table): readonly Part[] {
  const path = `${table.schema}.${table.name}`;
  const change = (name: string, change: (column: Column) => Column) => (one: Table): Table => ({
    ...one,
    columns: one.columns.map((column) => column.name === name ? change(column) : column),
  });
  return [
    ...table.columns.flatMap(({ name, default: value, generated }) => [
      ...(value === undefined ? [] : [{
        where: `${path}.${name}`,
        sql: value,
        without: change(name, ({ default: _, ...column }) => column),
      }]),
      ...(generated === undefined ? [] : [{
        where: `${path}.${name}`,
        sql: generated.expression,
        without: change(name, ({ generated: _, ...column }) => column),
      }]),
    ]),
    ...table.checks.map((check) => ({
      where: `${path}.${check.name}`,
      sql: check.expression,
      without: (one: Table) => ({ ...one, checks: one.checks.filter((other) => other !== check) }),
    })),
    ...table.exclusions.map((exclusion) => ({
      where: `${path}.${exclusion.name}`,
      sql: exclusion.elements.map((element) => element.expression).join(", "),
      without: (one: Table) => ({
        ...one,
        exclusions: one.exclusions.filter((other) => other !== exclusion),
      }),
    })),
  ];
}

/** Whether a statement failed only because what an earlier one should have made is not there. */
function isConsequence(error: string, findings: readonly Finding[]): boolean {
  return findings.length > 0 && /does not exist$/.test(error);
}

function refused(sql: string, error: string, where?: string): Finding {
  const [first = ""] = sql.split("\n");
  return {
    code: "refused-by-postgresql",
    severity: "error",
    where: where ?? (first.length > 80 ? `${first.slice(0, 79)}…` : first),
    what: `PostgreSQL refuses ${JSON.stringify(first)}: ${error}.`,
    why: "The schema cannot be made as it stands.",
    fix: "Correct the expression where the model has it.",
  };
}
