import { bareTable } from "../../../lib/schema/bare_table.ts";
import { emptySchema } from "../../../lib/schema/empty_schema.ts";
import type { Schema, Table } from "../../../lib/schema/schema.ts";

/** A table of two columns. */
export const table = bareTable({ schema: "public", name: "t" }, [
  { name: "a", type: "integer", nullable: false },
  { name: "b", type: "integer", nullable: true },
]);

const ref = { schema: "public", name: "t" };

/** A schema of tables. */
export function schemaOf(tables: readonly Table[], more: Partial<Schema> = {}): Schema {
  return { ...emptySchema(), tables, ...more };
}

/** What is printed for the versions from each number on, and the finding where it is not as it was meant. */
interface Case {
  readonly what: string;
  readonly schema: Schema;
  readonly from: Readonly<Record<number, readonly [finding: string | undefined, sql: string]>>;
}

/** What older versions lack, and what is printed for them. */
export const CASES: readonly Case[] = [
  {
    what: "a virtual generated column",
    schema: schemaOf([{
      ...table,
      columns: [{
        name: "c",
        type: "integer",
        nullable: true,
        generated: { expression: "(a + 1)", stored: false },
      }],
    }]),
    from: {
      14: [
        "without-virtual-generated-columns",
        "CREATE TABLE public.t (c integer GENERATED ALWAYS AS (a + 1) STORED);",
      ],
      18: [undefined, "CREATE TABLE public.t (c integer GENERATED ALWAYS AS (a + 1) VIRTUAL);"],
    },
  },
  {
    what: "uuidv7()",
    schema: schemaOf([{
      ...table,
      columns: [{ name: "id", type: "uuid", nullable: false, default: "uuidv7()" }],
    }]),
    from: {
      14: [
        "without-uuidv7",
        "CREATE TABLE public.t (id uuid DEFAULT gen_random_uuid() NOT NULL);",
      ],
      18: [undefined, "CREATE TABLE public.t (id uuid DEFAULT uuidv7() NOT NULL);"],
    },
  },
  {
    what: "NOT NULL NOT VALID",
    schema: schemaOf([{
      ...table,
      columns: [{ name: "c", type: "text", nullable: false, notNull: { notValid: true } }],
    }]),
    from: {
      14: [
        "without-not-null-not-valid",
        "CREATE TABLE public.t (c text);" +
        "ALTER TABLE public.t ADD CONSTRAINT t_c_not_null CHECK (c IS NOT NULL) NOT VALID;",
      ],
      18: [
        undefined,
        "CREATE TABLE public.t (c text);ALTER TABLE public.t ADD NOT NULL c NOT VALID;",
      ],
    },
  },
  {
    what: "a NOT NULL with a name",
    schema: schemaOf([{
      ...table,
      columns: [{ name: "c", type: "text", nullable: false, notNull: { name: "there" } }],
    }]),
    from: {
      14: [undefined, "CREATE TABLE public.t (c text NOT NULL);"],
      18: [undefined, "CREATE TABLE public.t (c text CONSTRAINT there NOT NULL);"],
    },
  },
  {
    what: "a NOT NULL that is not inherited",
    schema: schemaOf([{
      ...table,
      columns: [{ name: "c", type: "text", nullable: false, notNull: { noInherit: true } }],
    }]),
    from: {
      14: ["without-named-not-null", "CREATE TABLE public.t (c text NOT NULL);"],
      18: [undefined, "CREATE TABLE public.t (c text NOT NULL NO INHERIT);"],
    },
  },
  {
    what: "a check that is not enforced",
    schema: schemaOf([{
      ...table,
      columns: table.columns.slice(0, 1),
      checks: [{ name: "k", expression: "(a > 0)", notEnforced: true }],
    }]),
    from: {
      14: ["without-not-enforced", "CREATE TABLE public.t (a integer NOT NULL);"],
      18: [
        undefined,
        "CREATE TABLE public.t (a integer NOT NULL, CONSTRAINT k CHECK (a > 0) NOT ENFORCED);",
      ],
    },
  },
  {
    what: "a key without overlaps",
    schema: schemaOf([{
      ...table,
      columns: [table.columns[0]!, { name: "during", type: "daterange", nullable: false }],
      primaryKey: { name: "k", columns: ["a", "during"], withoutOverlaps: true },
    }]),
    from: {
      14: [
        "without-without-overlaps",
        "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;" +
        "CREATE TABLE public.t (a integer NOT NULL, during daterange NOT NULL, " +
        "CONSTRAINT k EXCLUDE USING gist (a WITH =, during WITH &&));",
      ],
      18: [
        undefined,
        "CREATE TABLE public.t (a integer NOT NULL, during daterange NOT NULL, " +
        "CONSTRAINT k PRIMARY KEY (a, during WITHOUT OVERLAPS));",
      ],
    },
  },
  {
    what: "a foreign key over a period",
    schema: schemaOf([{
      ...table,
      primaryKey: { name: "k", columns: ["a", "b"], withoutOverlaps: true },
      foreignKeys: [{
        name: "f",
        columns: ["a", "b"],
        references: { ...ref, columns: ["a", "b"] },
        period: true,
      }],
    }], { extensions: [{ name: "btree_gist", schema: "x" }] }),
    from: {
      14: [
        "without-period-foreign-keys",
        "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA x;" +
        "CREATE TABLE public.t (a integer NOT NULL, b integer, " +
        "CONSTRAINT k EXCLUDE USING gist (a WITH =, b WITH &&));",
      ],
      18: [
        undefined,
        "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA x;" +
        "CREATE TABLE public.t (a integer NOT NULL, b integer, " +
        "CONSTRAINT k PRIMARY KEY (a, b WITHOUT OVERLAPS), CONSTRAINT f FOREIGN KEY (a, PERIOD b) " +
        "REFERENCES public.t (a, PERIOD b));",
      ],
    },
  },
  {
    what: "nulls that are not distinct",
    schema: schemaOf([{
      ...table,
      uniques: [{ name: "u", columns: ["a", "b"], nullsNotDistinct: true }],
    }]),
    from: {
      14: [
        "without-nulls-not-distinct",
        "CREATE TABLE public.t (a integer NOT NULL, b integer, CONSTRAINT u UNIQUE (a, b));" +
        "CREATE UNIQUE INDEX u_null_1 ON public.t (a) WHERE (b IS NULL);",
      ],
      15: [
        undefined,
        "CREATE TABLE public.t (a integer NOT NULL, b integer, " +
        "CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a, b));",
      ],
    },
  },
  {
    what: "some columns set null",
    schema: schemaOf([{
      ...table,
      primaryKey: { name: "k", columns: ["a"] },
      foreignKeys: [{
        name: "f",
        columns: ["b"],
        references: { ...ref, columns: ["a"] },
        onDelete: "set null",
        onDeleteColumns: ["b"],
      }],
    }]),
    from: {
      14: [
        "without-set-null-columns",
        "CREATE TABLE public.t (a integer NOT NULL, b integer, CONSTRAINT k PRIMARY KEY (a), " +
        "CONSTRAINT f FOREIGN KEY (b) REFERENCES public.t (a));",
      ],
      15: [
        undefined,
        "CREATE TABLE public.t (a integer NOT NULL, b integer, CONSTRAINT k PRIMARY KEY (a), " +
        "CONSTRAINT f FOREIGN KEY (b) REFERENCES public.t (a) ON DELETE SET NULL (b));",
      ],
    },
  },
  {
    what: "a view with its invoker's rights",
    schema: schemaOf([], {
      views: [{
        schema: "public",
        name: "v",
        materialized: false,
        columns: [],
        query: "SELECT 1",
        indexes: [],
        options: { security_invoker: "true" },
      }],
    }),
    from: {
      14: ["without-security-invoker-views", "CREATE VIEW public.v AS SELECT 1;"],
      15: [undefined, "CREATE VIEW public.v WITH (security_invoker = true) AS SELECT 1;"],
    },
  },
  {
    what: "an identity column of a partitioned table",
    schema: schemaOf([
      {
        ...table,
        columns: [{
          name: "id",
          type: "bigint",
          nullable: false,
          identity: { mode: "always", start: "5" },
        }],
        partitioning: { method: "range", keys: ["id"] },
      },
      {
        ...table,
        name: "t1",
        columns: [{
          name: "id",
          type: "bigint",
          nullable: false,
          identity: { mode: "always", start: "5" },
        }],
        partitionOf: { ...ref, bound: "DEFAULT" },
      },
    ]),
    from: {
      14: [
        "without-identity-on-partitioned",
        "CREATE SEQUENCE public.t_id_seq START WITH 5;" +
        "CREATE TABLE public.t (id bigint DEFAULT nextval('public.t_id_seq'::regclass) NOT NULL) " +
        "PARTITION BY RANGE (id);ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;" +
        "CREATE TABLE public.t1 PARTITION OF public.t DEFAULT;",
      ],
      17: [
        undefined,
        "CREATE TABLE public.t (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 5) NOT NULL) " +
        "PARTITION BY RANGE (id);CREATE TABLE public.t1 PARTITION OF public.t DEFAULT;",
      ],
    },
  },
  {
    what: "an exclusion constraint on a partitioned table",
    schema: schemaOf([
      {
        ...table,
        exclusions: [{
          name: "x",
          method: "gist",
          elements: [{ expression: "a", operator: "=" }],
        }],
        partitioning: { method: "list", keys: ["a"] },
      },
      { ...table, name: "t1", partitionOf: { ...ref, bound: "DEFAULT" } },
    ]),
    from: {
      14: [
        "without-exclusion-on-partitioned",
        "CREATE TABLE public.t (a integer NOT NULL, b integer) PARTITION BY LIST (a);" +
        "CREATE TABLE public.t1 PARTITION OF public.t (CONSTRAINT t1_x_excl EXCLUDE USING gist " +
        "(a WITH =)) DEFAULT;",
      ],
      17: [
        undefined,
        "CREATE TABLE public.t (a integer NOT NULL, b integer, CONSTRAINT x EXCLUDE USING gist " +
        "(a WITH =)) PARTITION BY LIST (a);CREATE TABLE public.t1 PARTITION OF public.t DEFAULT;",
      ],
    },
  },
  {
    what: "an unvalidated foreign key of a partitioned table",
    schema: schemaOf([
      { ...table, name: "r", primaryKey: { name: "k", columns: ["a"] } },
      {
        ...table,
        partitioning: { method: "list", keys: ["a"] },
        foreignKeys: [{
          name: "f",
          columns: ["b"],
          references: { schema: "public", name: "r", columns: ["a"] },
          notValid: true,
        }],
      },
    ]),
    from: {
      14: [
        "without-not-valid-on-partitioned",
        "CREATE TABLE public.r (a integer NOT NULL, b integer, CONSTRAINT k PRIMARY KEY (a));" +
        "CREATE TABLE public.t (a integer NOT NULL, b integer, CONSTRAINT f FOREIGN KEY (b) " +
        "REFERENCES public.r (a)) PARTITION BY LIST (a);",
      ],
      18: [
        undefined,
        "CREATE TABLE public.r (a integer NOT NULL, b integer, CONSTRAINT k PRIMARY KEY (a));" +
        "CREATE TABLE public.t (a integer NOT NULL, b integer) PARTITION BY LIST (a);" +
        "ALTER TABLE public.t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES public.r (a) NOT VALID;",
      ],
    },
  },
  {
    what: "a function that came later",
    schema: schemaOf([], {
      views: [{
        schema: "public",
        name: "v",
        materialized: false,
        columns: [],
        query: "SELECT any_value(1)",
        indexes: [],
      }],
    }),
    from: {
      14: ["later-function", "CREATE VIEW public.v AS SELECT any_value(1);"],
      16: [undefined, "CREATE VIEW public.v AS SELECT any_value(1);"],
    },
  },
];
