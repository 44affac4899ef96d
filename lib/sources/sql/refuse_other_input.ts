/** A sign of a SQL that is not PostgreSQL's. */
interface Sign {
  readonly engine: string;
  readonly pattern: RegExp;
  /** One such sign is enough. */
  readonly certain?: boolean;
}

const SIGNS: readonly Sign[] = [
  { engine: "MySQL", pattern: /^-- (?:MySQL|MariaDB) dump/m, certain: true },
  { engine: "MySQL", pattern: /\)\s*ENGINE\s*=\s*\w+/i, certain: true },
  { engine: "MySQL", pattern: /^\/\*!\d{5}/m, certain: true },
  {
    engine: "MySQL",
    pattern: /^\s*(?:CREATE TABLE|INSERT INTO|DROP TABLE IF EXISTS) `[^`]+`/im,
    certain: true,
  },
  { engine: "MySQL", pattern: /\bAUTO_INCREMENT\b/i },
  { engine: "MySQL", pattern: /^\s*(?:UNIQUE )?KEY `/im },
  { engine: "MySQL", pattern: /\bUNSIGNED\b/i },
  { engine: "SQLite", pattern: /^PRAGMA \w+\s*=/im, certain: true },
  { engine: "SQLite", pattern: /\bAUTOINCREMENT\b/i },
  { engine: "SQLite", pattern: /\)\s*WITHOUT ROWID\b/i },
  {
    engine: "SQL Server",
    pattern: /^SET (?:ANSI_NULLS|QUOTED_IDENTIFIER) (?:ON|OFF)/im,
    certain: true,
  },
  { engine: "SQL Server", pattern: /^CREATE TABLE \[[^\]]+\]/im, certain: true },
  { engine: "SQL Server", pattern: /^GO\s*$/im },
  { engine: "SQL Server", pattern: /\bNVARCHAR\s*\(/i },
  { engine: "SQL Server", pattern: /\bIDENTITY\s*\(\d+\s*,\s*\d+\)/i },
  { engine: "Oracle", pattern: /\bVARCHAR2\s*\(/i, certain: true },
  { engine: "Oracle", pattern: /\bNUMBER\s*\(\d+(?:\s*,\s*\d+)?\)/i },
  { engine: "Oracle", pattern: /\bENABLE ROW MOVEMENT\b/i },
];

/** So much of a script tells whose it is. */
const HEAD = 400_000;

/**
 * Refuses a script that is no text, or of another engine.
 *
 * @param script The script.
 * @param of What to call it, such as `dump.sql`, and whether one uncertain sign is enough.
 * @throws {SyntaxError} With what it is instead, and what to do.
 */
export function refuseOtherInput(
  script: string,
  of: { readonly name: string; readonly weakSignsToo?: boolean },
): void {
  const refuse = (what: string, right: string): never => {
    throw new SyntaxError(`Cannot import ${of.name}: it is ${what}; ${right}`);
  };
  if (script.startsWith("PGDMP")) {
    refuse(
      "an archive of pg_dump (custom format), not SQL",
      "turn it into SQL with: pg_restore --schema-only --file=dump.sql ARCHIVE",
    );
  }
  const head = script.slice(0, HEAD);
  if (head.includes("\0") || (head.match(/\ufffd/g)?.length ?? 0) > head.length / 50) {
    refuse("a binary file, not SQL", "give the plain output of pg_dump");
  }
  const found = SIGNS.flatMap((sign) => {
    const match = sign.pattern.exec(head);
    return match ? [{ ...sign, match }] : [];
  });
  const engines = Map.groupBy(found, ({ engine }) => engine);
  for (const [engine, signs] of engines) {
    const enough = of.weakSignsToo || signs.length > 1 || signs.some(({ certain }) => certain);
    if (!enough) continue;
    const [{ match }] = signs as [typeof signs[number]];
    const offset = match.index + match[0].length - match[0].trimStart().length;
    const line = head.slice(0, offset).split("\n").length;
    refuse(
      `written for ${engine} (line ${line}: ${match[0].trim().split("\n")[0]}), not for PostgreSQL`,
      "load it into PostgreSQL first, for instance with pgloader, and import that database",
    );
  }
}
