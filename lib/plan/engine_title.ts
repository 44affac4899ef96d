import { postgresql } from "../engines/postgresql/postgresql.ts";

/** An engine and its version as they are called: `PostgreSQL 18`. */
export function engineTitle(engine: string): string {
  const [name, version] = engine.split("@");
  return [name === postgresql.name ? postgresql.title : name, version].join(" ").trim();
}
