// The shop that the lab is judged by: its DDL, its rows and its questions.
import type pg from "pg";

const read = (name: string) => Deno.readTextFile(new URL(name, import.meta.url));

/** One question with its name. */
export interface NamedQuery {
  readonly name: string;
  readonly sql: string;
}

/** The statements that make the tables, indexes and statistics objects. */
export const shopDdl = (): Promise<string> => read("schema.sql");

/** The sixty handwritten queries. */
export async function shopQueries(): Promise<readonly NamedQuery[]> {
  const parts = (await read("queries.sql")).split(/^-- name: /m).slice(1);
  return parts.map((part) => {
    const [name = "", ...lines] = part.split("\n");
    return { name, sql: lines.join("\n").trim().replace(/;$/, "") };
  });
}

/** Makes the shop on a server and fills it; the planner there then knows all that it ever will. */
export async function loadShop(client: pg.Client): Promise<void> {
  await client.query(await shopDdl());
  // VACUUM cannot be one statement of several.
  const statements = (await read("data.sql")).replace(/^--.*$/gm, "").split(/;\s*\n/);
  for (const statement of statements) if (statement.trim()) await client.query(statement);
}
