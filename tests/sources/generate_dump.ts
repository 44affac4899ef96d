/** How large a dump is generated. */
export interface GenerateDumpOptions {
  readonly tables: number;
  readonly foreignKeys: number;
}

const TYPES = [
  "text",
  "character varying(255)",
  "integer",
  "bigint",
  "numeric(12,2)",
  "boolean DEFAULT false NOT NULL",
  "timestamp with time zone DEFAULT now() NOT NULL",
  "jsonb DEFAULT '{}'::jsonb",
  "uuid",
  "date",
];

/** Writes a dump in the manner of pg_dump: owners, comments, rows, keys and foreign keys at the end. */
export function generateDump({ tables, foreignKeys }: GenerateDumpOptions): string {
  const name = (at: number): string => `public.table_${String(at).padStart(4, "0")}`;
  const references = Array.from({ length: foreignKeys }, (_, at) => ({
    from: (at * 7 + 3) % tables,
    to: (at * 13 + at % 5) % tables,
    column: `ref_${Math.floor(at / tables)}_id`,
  }));
  const made = Array.from({ length: tables }, (_, at) => {
    const columns = [
      "id bigint NOT NULL",
      ...Array.from({ length: 8 }, (_, c) => `column_${c} ${TYPES[(at + c) % TYPES.length]}`),
      ...references.filter(({ from }) => from === at).map(({ column }) => `${column} bigint`),
    ];
    const table = name(at);
    return [
      `--\n-- Name: ${table}; Type: TABLE; Schema: public; Owner: app\n--\n`,
      `CREATE TABLE ${table} (\n    ${columns.join(",\n    ")}\n);\n`,
      `ALTER TABLE ${table} OWNER TO app;\n`,
      `COMMENT ON TABLE ${table} IS 'Table ${at}; it''s made up';\n`,
      `ALTER TABLE ${table} ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ${table}_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);\n`,
    ].join("\n\n");
  });
  const rows = Array.from(
    { length: tables },
    (_, at) => `COPY ${name(at)} (id, column_0) FROM stdin;\n1\tit's; "one"\n2\t\\N\n\\.\n`,
  );
  const keys = Array.from(
    { length: tables },
    (_, at) =>
      `ALTER TABLE ONLY ${name(at)}\n    ADD CONSTRAINT ${
        name(at).slice(7)
      }_pkey PRIMARY KEY (id);\n`,
  );
  const indexes = references.map(({ from, column }, at) =>
    `CREATE INDEX index_${at} ON ${name(from)} USING btree (${column});\n`
  );
  const constraints = references.map(({ from, to, column }, at) =>
    `ALTER TABLE ONLY ${name(from)}\n    ADD CONSTRAINT foreign_${at} FOREIGN KEY (${column}) ` +
    `REFERENCES ${name(to)}(id) ON DELETE CASCADE;\n`
  );
  return [
    "--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 16.4\n",
    "SET statement_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);\n",
    ...made,
    ...rows,
    ...keys,
    ...indexes,
    ...constraints,
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;\n",
  ].join("\n\n");
}
