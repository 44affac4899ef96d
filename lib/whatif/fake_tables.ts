import type { PGlite } from "@electric-sql/pglite";
import type { Statistics, TableStatistics } from "../statistics/statistics.ts";
import { fakeExtendedStatistics } from "./extended_statistics.ts";
import { type FakeSize, fakeSizes } from "./fake_sizes.ts";
import { labSchema } from "./lab_schema.ts";
import type { CatalogRelation } from "./read_relations.ts";
import type { RelationFiles } from "./relation_files.ts";
import { restoreColumns } from "./restore_columns.ts";

/** What makes empty tables look full. */
export interface FakeTables {
  /**
   * Makes relations look as statistics say; only what differs from the last time is made anew.
   *
   * @returns Relations that the statistics name and the database lacks.
   */
  fake(relations: readonly CatalogRelation[], next: Statistics): Promise<readonly string[]>;
  /** Makes relations look as empty as they are. */
  empty(relations: readonly CatalogRelation[]): Promise<void>;
  /** Forgets which statistics columns have: DDL may have dropped some. */
  forgetColumns(): void;
}

/** Opens what makes the tables of a database look full. */
export function openFakeTables(database: PGlite, files: RelationFiles): FakeTables {
  // What every relation and table was last made to look like.
  const faked = new Map<number, string>();
  const restored = new Map<string, string>();

  async function fake(
    relations: readonly CatalogRelation[],
    next: Statistics,
  ): Promise<readonly string[]> {
    const sizes = fakeSizes(relations, next);
    await resize(sizes.filter((size) => faked.get(size.relation.oid) !== sizeKey(size)));
    const missing = missingRelations(relations, next);
    const changed = next.tables.filter((table) =>
      restored.get(tableKey(table)) !== columnsKey(table)
    );
    await restoreColumns(database, relations, changed);
    for (const table of changed) {
      for (const extended of table.extended) {
        if (!await fakeExtendedStatistics(database, extended)) {
          missing.push(`${extended.schema}.${extended.name}`);
        }
      }
      restored.set(tableKey(table), columnsKey(table));
    }
    return missing;
  }

  // The order matters: the update of pg_class makes PostgreSQL forget the files that it has open, and the
  // eviction the pages that it has read.
  async function resize(sizes: readonly FakeSize[]): Promise<void> {
    if (sizes.length === 0) return;
    const oids = sizes.map(({ relation }) => relation.oid);
    await database.query(
      `update pg_catalog.pg_class c set relpages = v.pages, reltuples = v.rows, relallvisible = v.visible
         from unnest($1::oid[], $2::int[], $3::real[], $4::int[]) v (oid, pages, rows, visible)
        where c.oid = v.oid`,
      [
        oids,
        // relpages is a signed integer: longer relations wrap around.
        sizes.map(({ pages }) => pages | 0),
        sizes.map(({ rows }) => rows),
        sizes.map(({ allVisiblePages }) => allVisiblePages | 0),
      ],
    );
    const images = sizes.filter(({ head }) => head).map(({ relation }) => relation.oid);
    await database.query(
      `select ${labSchema}.pg_buffercache_evict_relation(oid) from unnest($1::oid[]) oid`,
      [images],
    );
    for (const size of sizes) {
      const { relation, pages, head } = size;
      if (relation.path) files.resize(relation.path, pages, head);
      faked.set(relation.oid, sizeKey(size));
    }
  }

  return {
    fake,
    empty: (relations) => resize(fakeSizes(relations, undefined)),
    forgetColumns: () => restored.clear(),
  };
}

function sizeKey({ pages, rows, allVisiblePages, head }: FakeSize): string {
  const view = head && new DataView(head.buffer, head.byteOffset, head.byteLength);
  // The metapage says all that differs between two heads of one index: a height, or counts.
  const meta = view && head.length >= 72
    ? Array.from({ length: 12 }, (_, at) => view.getUint32(24 + 4 * at, true))
    : [];
  return JSON.stringify([pages, rows, allVisiblePages, head?.length ?? 0, ...meta]);
}

const tableKey = ({ schema, name }: TableStatistics) => JSON.stringify([schema, name]);

function columnsKey({ columns, inherited, extended, indexes }: TableStatistics): string {
  const expressions = indexes.filter((index) => index.expressions.length > 0)
    .map(({ name, expressions }) => [name, expressions]);
  return JSON.stringify([columns, inherited, extended, expressions]);
}

function missingRelations(
  relations: readonly CatalogRelation[],
  statistics: Statistics,
): string[] {
  const known = new Set(relations.map(({ schema, name }) => `${schema}.${name}`));
  return statistics.tables.flatMap(({ schema, name, indexes }) =>
    [name, ...indexes.map((index) => index.name)].map((relation) => `${schema}.${relation}`)
  ).filter((name) => !known.has(name));
}
