/**
 * A notebook as nbformat 4.5 describes it: "The Jupyter Notebook Format". Text that the file holds as a list
 * of lines is one string here.
 *
 * @module
 */

/** Anything that JSON holds. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** An object of JSON. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** One value in several forms, by MIME type: text, base64 for binary forms, and values for JSON forms. */
export type OutputData = { readonly [mime: string]: JsonValue };

/** Text that a cell printed. */
export interface StreamOutput {
  /** Says which kind of output it is. */
  readonly output_type: "stream";
  /** The stream it was printed to. */
  readonly name: "stdout" | "stderr";
  /** What was printed. */
  readonly text: string;
}

/** A value that a cell displayed. */
export interface DisplayOutput {
  /** Says which kind of output it is. */
  readonly output_type: "display_data";
  /** The value in several forms. */
  readonly data: OutputData;
  /** What else is known, such as a picture's size. */
  readonly metadata: JsonObject;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  /** Says which kind of output it is. */
  readonly output_type: "execute_result";
  /** How many cells had been executed, this one included; null where that is not known. */
  readonly execution_count: number | null;
  /** The value in several forms. */
  readonly data: OutputData;
  /** What else is known, such as a picture's size. */
  readonly metadata: JsonObject;
}

/** An error that ended a cell. */
export interface ErrorOutput {
  /** Says which kind of output it is. */
  readonly output_type: "error";
  /** The error's class. */
  readonly ename: string;
  /** The error's message. */
  readonly evalue: string;
  /** The error's stack, a line an entry. */
  readonly traceback: readonly string[];
}

/** What a cell gave. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** Pictures that a cell's Markdown refers to as `attachment:NAME`: MIME bundles by name. */
export type Attachments = { readonly [name: string]: OutputData };

/** A cell of code. */
export interface CodeCell {
  /** Says which kind of cell it is. */
  readonly cell_type: "code";
  /** Names the cell in its notebook: 1 to 64 letters, digits, hyphens and underscores. */
  readonly id: string;
  /** What else is known, such as tags. */
  readonly metadata: JsonObject;
  /** The cell's text. */
  readonly source: string;
  /** How many cells had been executed, this one included; null where that is not known. */
  readonly execution_count: number | null;
  /** What the cell gave when it was last executed. */
  readonly outputs: readonly Output[];
}

/** A cell of Markdown. */
export interface MarkdownCell {
  /** Says which kind of cell it is. */
  readonly cell_type: "markdown";
  /** Names the cell in its notebook: 1 to 64 letters, digits, hyphens and underscores. */
  readonly id: string;
  /** What else is known, such as tags. */
  readonly metadata: JsonObject;
  /** The cell's text. */
  readonly source: string;
  /** Pictures that the text refers to. */
  readonly attachments?: Attachments;
}

/** A cell that is passed through. */
export interface RawCell {
  /** Says which kind of cell it is. */
  readonly cell_type: "raw";
  /** Names the cell in its notebook: 1 to 64 letters, digits, hyphens and underscores. */
  readonly id: string;
  /** What else is known, such as tags. */
  readonly metadata: JsonObject;
  /** The cell's text. */
  readonly source: string;
  /** Pictures that the text refers to. */
  readonly attachments?: Attachments;
}

/** A cell of a notebook. */
export type NotebookCell = CodeCell | MarkdownCell | RawCell;

/** A notebook of format 4.5. */
export interface Notebook {
  /** The format's major version. */
  readonly nbformat: 4;
  /** The format's minor version. */
  readonly nbformat_minor: 5;
  /** What else is known, such as the kernel. */
  readonly metadata: JsonObject;
  /** The cells in order. */
  readonly cells: readonly NotebookCell[];
}

/** The tags of a cell, such as `parameters`. */
export function tagsOf(cell: NotebookCell): readonly string[] {
  const tags = cell.metadata["tags"];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}
