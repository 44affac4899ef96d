/** Where and why a notebook's run ended. */
export interface CellFailure {
  /** The notebook's name. */
  readonly notebook: string;
  /** The cell's number in the notebook, from 1 and with all kinds of cells counted; 0 is the one with parameters that the run put in. */
  readonly cell: number;
  /** The line in the cell, from 1, where that is known. */
  readonly line?: number;
  /** The error's class, such as `TypeError`. */
  readonly ename: string;
  /** The error's message. */
  readonly evalue: string;
  /** The error's stack, a line an entry. */
  readonly traceback: readonly string[];
}

/** A cell failed, and with it the run of its notebook. */
export class CellError extends Error {
  /** The class. */
  override readonly name = "CellError";

  /** The message names the notebook, the cell, the line and the error. */
  constructor(readonly failure: CellFailure, options?: ErrorOptions) {
    super(describeFailure(failure), options);
  }
}

/** Writes a failure as one line: `a.ipynb, cell 3, line 2: TypeError: x is not a function`. */
export function describeFailure(failure: CellFailure): string {
  const { notebook, cell, line, ename, evalue } = failure;
  const which = cell === 0 ? "the cell of parameters" : `cell ${cell}`;
  const where = [notebook, which, ...(line === undefined ? [] : [`line ${line}`])].join(", ");
  return `${where}: ${ename}: ${evalue}`;
}
