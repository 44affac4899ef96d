/** One thing wrong with a model file. */
export interface ModelFileProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** A model file that cannot be read, with every problem that was found. */
export class ModelFileError extends SyntaxError {
  /** Tells it from other errors. */
  override readonly name = "ModelFileError";
  /** The problems in the order of the file. */
  readonly problems: readonly ModelFileProblem[];

  /**
   * Makes the error.
   *
   * @param file The file's name, for the message.
   * @param problems Everything that is wrong with it.
   */
  constructor(file: string, problems: readonly ModelFileProblem[]) {
    const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    const shown = sorted.slice(0, 10).map(({ line, column, message }) =>
      `${file}:${line}:${column}: ${message}`
    );
    const more = sorted.length - shown.length;
    super([...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n"));
    this.problems = sorted;
  }
}
