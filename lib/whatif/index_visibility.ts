import type { PGlite } from "@electric-sql/pglite";
import type { CatalogRelation } from "./read_relations.ts";

/** Which indexes the planner sees. */
export interface IndexVisibility {
  /** Hides these indexes, and shows all others. */
  hide(relations: readonly CatalogRelation[], indexes: readonly string[]): Promise<void>;
  /**
   * SQL that shows these sets of indexes, by their numbers, and hides the other sets. What is hidden besides
   * stays so until the next `hide()`.
   */
  toggle(
    relations: readonly CatalogRelation[],
    sets: readonly (readonly string[])[],
    wanted: readonly number[],
  ): string;
}

/** Opens what hides and shows the indexes of a database. */
export function openIndexVisibility(database: PGlite): IndexVisibility {
  /** What is hidden; not known after prices were asked for. */
  let hidden: ReadonlySet<string> | undefined = new Set();

  async function hide(
    relations: readonly CatalogRelation[],
    indexes: readonly string[],
  ): Promise<void> {
    const wanted = new Set(indexes);
    const before = hidden;
    const rows = relations.filter(({ schema, name, method }) => {
      const known = `${schema}.${name}`;
      return before ? before.has(known) !== wanted.has(known) : method !== "";
    });
    hidden = wanted;
    shown = undefined;
    if (rows.length === 0) return;
    await database.query(
      `update pg_catalog.pg_index i set indisvalid = not v.hidden
         from unnest($1::oid[], $2::bool[]) v (oid, hidden) where i.indexrelid = v.oid`,
      [
        rows.map(({ oid }) => oid),
        rows.map(({ schema, name }) => wanted.has(`${schema}.${name}`)),
      ],
    );
  }

  // The sets of the last price, with the numbers of their indexes, and which of them are shown.
  let priced: readonly (readonly string[])[] = [];
  let numbers: readonly (readonly number[])[] = [];
  let shown: ReadonlySet<number> | undefined;

  function toggle(
    relations: readonly CatalogRelation[],
    sets: readonly (readonly string[])[],
    wanted: readonly number[],
  ): string {
    if (sets !== priced) {
      const oids = new Map(relations.map(({ schema, name, oid }) => [`${schema}.${name}`, oid]));
      numbers = sets.map((names) => names.flatMap((name) => oids.get(name) ?? []));
      priced = sets;
      shown = undefined;
    }
    const next = new Set(wanted);
    const before = shown;
    const changed = numbers.keys().filter((set) => !before || before.has(set) !== next.has(set));
    const update = { true: new Array<number>(), false: new Array<number>() };
    for (const set of changed) update[next.has(set) ? "true" : "false"].push(...numbers[set]!);
    shown = next;
    hidden = undefined;
    return Object.entries(update).filter(([, oids]) => oids.length > 0)
      .map(([valid, oids]) =>
        `update pg_catalog.pg_index set indisvalid = ${valid} where indexrelid in (${oids});`
      )
      .join("");
  }

  return { hide, toggle };
}
