import { freeze } from "../core/freeze.ts";
import { parsePattern, type ParsePatternOptions, shorten } from "./parse_pattern.ts";
import type { QueryPattern, UnreadStatement, Workload } from "./query_pattern.ts";
import type { TableColumns } from "./find_uses.ts";

/** What the readers of workloads take beside their text. */
export interface ReadWorkloadOptions {
  /** Columns by table, to tell whose a bare column name is. */
  readonly columns?: TableColumns;
}

/**
 * Reads a file of statements. A comment `-- name: …` names the statement behind it, `-- rate: 900/s` is
 * kept for the reader's eye only. psql's backslash lines and the data of COPY are left out.
 *
 * @returns The patterns, and what could not be read, each with its line.
 */
export async function readStatements(
  text: string,
  options: ReadWorkloadOptions = {},
): Promise<Workload> {
  const sources = await split(text);
  return collect(sources.map(({ sql, name, line }) => ({ sql, name, line, options: {} })), options);
}

/**
 * Reads a workload from the rows of `pg_stat_statements` as CSV with a header line: `query`, `calls`, and
 * `total_exec_time` or `mean_exec_time` in milliseconds; other columns are passed over.
 *
 * @param seconds Seconds that the calls were counted over, for the rates.
 * @throws {SyntaxError} When there is no column `query`.
 */
export function readStatementsCsv(
  csv: string,
  seconds: number,
  options: ReadWorkloadOptions = {},
): Promise<Workload> {
  const [header = [], ...rows] = parseCsv(csv);
  const at = (name: string) => header.findIndex((cell) => cell.trim().toLowerCase() === name);
  if (at("query") < 0) {
    throw new SyntaxError(
      `Cannot read the workload: its first line has no column query, only ${header.join(", ")}`,
    );
  }
  const entries = rows.filter((row) => row.length > 1 || row[0] !== "").map((row) => ({
    query: row[at("query")] ?? "",
    calls: Number(row[at("calls")] ?? 0),
    milliseconds: meanTime(row, at("mean_exec_time"), at("total_exec_time"), at("calls")),
  }));
  return fromCounts(entries, seconds, options);
}

/** A connection that workloads are read over. */
export interface WorkloadConnection {
  /** Runs one statement. */
  query(sql: string): Promise<{ rows: unknown[] }>;
}

/**
 * Reads the workload that `pg_stat_statements` has counted on a server since it was last reset, in one
 * read-only transaction.
 */
export async function readStatementsLive(
  connection: WorkloadConnection,
  options: ReadWorkloadOptions = {},
): Promise<Workload> {
  const ask = async <T>(sql: string) => await connection.query(sql) as { readonly rows: T[] };
  await connection.query("begin transaction read only");
  try {
    const { rows: [since] } = await ask<{ readonly seconds: number }>(
      `select greatest(1, extract(epoch from now() - stats_reset))::float8 as seconds
         from pg_stat_statements_info`,
    );
    const { rows } = await ask<Count>(
      `select s.query, s.calls::float8 as calls, s.mean_exec_time as milliseconds
         from pg_stat_statements s join pg_database d on d.oid = s.dbid
        where d.datname = current_database() and s.toplevel order by s.calls desc, s.query`,
    );
    return await fromCounts(rows, Number(since?.seconds ?? 1), options);
  } finally {
    await connection.query("rollback");
  }
}

interface Count {
  readonly query: string;
  readonly calls: number;
  readonly milliseconds: number | undefined;
}

function fromCounts(
  counts: readonly Count[],
  seconds: number,
  options: ReadWorkloadOptions,
): Promise<Workload> {
  return collect(
    counts.map(({ query, calls, milliseconds }, at) => ({
      sql: query,
      name: `query ${at + 1}`,
      line: undefined,
      options: {
        rate: calls / seconds,
        ...(milliseconds === undefined ? {} : { measuredSeconds: milliseconds / 1000 }),
      },
    })),
    options,
  );
}

interface Source {
  readonly sql: string;
  readonly name: string | undefined;
  readonly line: number | undefined;
  readonly options: ParsePatternOptions;
}

/** Parses statements one by one; what does not parse or is not to be planned is set aside. */
async function collect(
  sources: readonly Source[],
  options: ReadWorkloadOptions,
): Promise<Workload> {
  const patterns: QueryPattern[] = [];
  const setAside: UnreadStatement[] = [];
  for (const { sql, name, line, options: known } of sources) {
    try {
      patterns.push(
        await parsePattern(sql, { ...known, ...options, name: name ?? shorten(sql) }),
      );
    } catch (error) {
      setAside.push({
        name: name ?? shorten(sql),
        sql,
        why: (error as Error).message,
        ...(line === undefined ? {} : { line }),
      });
    }
  }
  return freeze({ patterns, setAside });
}

interface Piece {
  readonly sql: string;
  readonly name: string | undefined;
  readonly line: number;
}

// The scanner knows strings, dollar quotes and comments, and does not mind what does not parse.
async function split(text: string): Promise<readonly Piece[]> {
  const clean = text.replace(/^\\.*$/gm, (line) => " ".repeat(line.length))
    .replace(/^COPY .* FROM stdin;$[\s\S]*?^\\\.$/gim, (body) => body.replace(/[^\n]/g, " "));
  const bytes = new TextEncoder().encode(clean);
  const decode = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  const ends: number[] = [];
  try {
    const { scan } = await import("libpg-query");
    let depth = 0;
    for (const { text: token, end } of (await scan(clean)).tokens) {
      if (token === "(") depth++;
      if (token === ")") depth--;
      if (token === ";" && depth <= 0) ends.push(end);
    }
  } catch {
    return clean.split(";").map((sql) => ({ sql, name: undefined, line: 1 }))
      .filter(({ sql }) => sql.trim() !== "");
  }
  const pieces: Piece[] = [];
  let start = 0;
  for (const end of [...ends, bytes.length]) {
    const whole = decode(start, end);
    const sql = whole.replace(/;\s*$/, "");
    if (sql.replace(/--.*$|\/\*[\s\S]*?\*\//gm, "").trim() !== "") {
      const lead = /^(?:\s*(?:--.*(?:\n|$)|\/\*[\s\S]*?\*\/))*\s*/.exec(whole)?.[0] ?? "";
      pieces.push({
        sql: sql.slice(lead.length).trim(),
        name: /--\s*name:\s*(.+)/.exec(lead)?.[1]?.trim(),
        line: decode(0, start).split("\n").length + lead.split("\n").length - 1,
      });
    }
    start = end;
  }
  return pieces;
}

function meanTime(
  row: readonly string[],
  mean: number,
  total: number,
  calls: number,
): number | undefined {
  if (mean >= 0 && row[mean] !== undefined) return Number(row[mean]);
  if (total < 0 || row[total] === undefined) return undefined;
  return Number(row[total]) / Math.max(1, Number(row[calls]));
}

/** Reads CSV as PostgreSQL's COPY writes it: quotes doubled, line breaks inside quotes kept. RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (CELL.lastIndex < text.length) {
    const match = CELL.exec(text);
    if (!match) {
      throw new SyntaxError(`Cannot read the CSV at row ${rows.length + 1}: a quote is left open`);
    }
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
