/** Why PostgreSQL refused to plan a statement or to run DDL. */
export class PlanningError extends Error {
  /** PostgreSQL's five-letter code, such as `42P01` for an unknown table. */
  readonly code: string;
  /** Where in the statement, in characters from 1. */
  readonly position?: number;

  /** Makes an error from a message and PostgreSQL's code. */
  constructor(message: string, options: { readonly code: string; readonly position?: number }) {
    super(message);
    this.name = "PlanningError";
    this.code = options.code;
    if (options.position !== undefined) this.position = options.position;
  }

  /** Makes an error of PostgreSQL's into one that names the statement. */
  static from(error: unknown, sql: string, offset = 0): PlanningError {
    const { message, code, position, hint } = error as {
      readonly message?: string;
      readonly code?: string;
      readonly position?: string;
      readonly hint?: string;
    };
    const at = position ? Number(position) - offset : undefined;
    const shown = sql.trim().replace(/\s+/g, " ");
    const where = at === undefined ? "" : ` at character ${at}`;
    return new PlanningError(
      `Cannot plan "${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}"${where}: ` +
        `${message ?? String(error)}${hint ? ` (${hint})` : ""}`,
      { code: code ?? "XX000", ...(at === undefined ? {} : { position: at }) },
    );
  }
}
