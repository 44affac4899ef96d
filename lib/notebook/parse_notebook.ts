import { createHash } from "node:crypto";
import { freeze } from "../core/freeze.ts";
import type {
  Attachments,
  JsonObject,
  JsonValue,
  Notebook,
  NotebookCell,
  Output,
  OutputData,
} from "./notebook.ts";

/** How a notebook is read. */
export interface ParseNotebookOptions {
  /** What it is called in error messages. Defaults to `the notebook`. */
  readonly name?: string;
}

/**
 * Reads the text of a notebook file of format 4 and brings it to format 4.5: text as one string, an id on
 * every cell. An id that is missing comes from the cell's content, and is the same each time.
 *
 * @throws {SyntaxError} When the text is not JSON.
 * @throws {TypeError} When the JSON is not a notebook of format 4; names the place and what it should hold.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseNotebook } from "@groundplan/groundplan";
 *
 * const notebook = parseNotebook(
 *   '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
 * );
 * assert.deepEqual(notebook.cells, []);
 * ```
 */
export function parseNotebook(text: string, options: ParseNotebookOptions = {}): Notebook {
  const { name = "the notebook" } = options;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(`Cannot read ${name}: it is not JSON (${why}${placeOf(why, text)})`, {
      cause: error,
    });
  }
  return readNotebook(new Place(name, "", value));
}

/** The line at which text is not JSON, as far as the engine's message tells. */
function placeOf(message: string, text: string): string {
  const position = /at position (\d+)/.exec(message)?.[1] ?? snippetAt(message, text);
  if (position === undefined || message.includes("(line ")) return "";
  return `, line ${text.slice(0, Number(position)).split("\n").length}`;
}

/** Where the piece of text stands that a message quotes, when it stands there once. */
function snippetAt(message: string, text: string): number | undefined {
  const snippet = /\.\.\."([^]*)"(?:\.\.\.)? is not valid JSON/.exec(message)?.[1];
  if (snippet === undefined || text.split(snippet).length !== 2) return undefined;
  // V8 quotes ten characters before what is wrong.
  return text.indexOf(snippet) + Math.min(10, snippet.length - 1);
}

/** A value with the way to it, so that whatever is wrong can be named. */
class Place {
  constructor(readonly name: string, readonly path: string, readonly value: unknown) {}

  fail(expected: string): never {
    const where = this.path === "" ? "it" : this.path;
    const shown = this.value === undefined ? "missing" : `${shorten(this.value)}`;
    throw new TypeError(
      `Cannot read ${this.name}: ${where} is ${shown}, and nbformat 4.5 has ${expected} there`,
    );
  }

  at(key: string | number): Place {
    const step = typeof key === "number" ? `[${key}]` : this.path === "" ? key : `.${key}`;
    const holder = this.value as Record<string | number, unknown>;
    return new Place(this.name, this.path + step, holder[key]);
  }

  object(): Readonly<Record<string, unknown>> {
    if (typeof this.value !== "object" || this.value === null || Array.isArray(this.value)) {
      this.fail("an object");
    }
    return this.value as Record<string, unknown>;
  }

  json(): JsonObject {
    return this.object() as JsonObject;
  }

  list(): readonly Place[] {
    if (!Array.isArray(this.value)) this.fail("a list");
    return this.value.map((_, at) => this.at(at));
  }

  text(): string {
    const { value } = this;
    if (typeof value === "string") return value;
    if (Array.isArray(value) && value.every((line) => typeof line === "string")) {
      return value.join("");
    }
    return this.fail("a string or a list of lines");
  }

  count(): number | null {
    const { value } = this;
    if (value === null || value === undefined) return null;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
      this.fail("a whole number of 0 or more, or null");
    }
    return value as number;
  }

  oneOf<T extends string>(words: readonly T[]): T {
    if (!words.includes(this.value as T)) this.fail(words.map((word) => `"${word}"`).join(" or "));
    return this.value as T;
  }

  /** Checks that an object has none but these keys. */
  only(keys: readonly string[]): void {
    for (const key of Object.keys(this.object())) {
      if (!keys.includes(key)) this.at(key).fail("no such key");
    }
  }
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function readNotebook(place: Place): Notebook {
  place.object();
  const major = place.at("nbformat").value;
  if (typeof major === "number" && major !== 4) {
    throw new TypeError(
      `Cannot read ${place.name}: its format is ${major}, and only 4 is read; open and save it with Jupyter`,
    );
  }
  if (major !== 4) place.at("nbformat").fail("4");
  const minor = place.at("nbformat_minor").count();
  if (minor === null || minor > 5) place.at("nbformat_minor").fail("a number up to 5");
  const ids = new Set<string>();
  return freeze({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: place.at("metadata").json(),
    cells: place.at("cells").list().map((cell) => readCell(cell, ids)),
  });
}

const CELL_KEYS: Readonly<Record<NotebookCell["cell_type"], readonly string[]>> = {
  code: ["id", "cell_type", "metadata", "source", "outputs", "execution_count"],
  markdown: ["id", "cell_type", "metadata", "source", "attachments"],
  raw: ["id", "cell_type", "metadata", "source", "attachments"],
};

function readCell(place: Place, ids: Set<string>): NotebookCell {
  place.object();
  const type = place.at("cell_type").oneOf(["code", "markdown", "raw"]);
  place.only(CELL_KEYS[type]);
  const metadata = place.at("metadata").json();
  const source = place.at("source").text();
  const id = idOf(place.at("id"), { content: `${type}\n${source}`, ids });
  if (type === "code") {
    return {
      cell_type: type,
      id,
      metadata,
      source,
      execution_count: place.at("execution_count").count(),
      outputs: place.at("outputs").list().map(readOutput),
    };
  }
  const attachments = place.at("attachments");
  return {
    cell_type: type,
    id,
    metadata,
    source,
    ...(attachments.value === undefined ? {} : { attachments: readAttachments(attachments) }),
  };
}

function idOf(
  place: Place,
  { content, ids }: { readonly content: string; readonly ids: Set<string> },
): string {
  if (place.value !== undefined) {
    const id = place.value;
    if (typeof id !== "string" || !/^[\w-]{1,64}$/.test(id)) {
      place.fail("1 to 64 letters, digits, hyphens and underscores");
    }
    if (!ids.has(id)) {
      ids.add(id);
      return id;
    }
  }
  return newCellId(content, ids);
}

/** An id that is made of a cell's content and not among `ids`, to which it is added. */
export function newCellId(content: string, ids: Set<string>): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  let id = hash;
  for (let copy = 2; ids.has(id); copy++) id = `${hash}-${copy}`;
  ids.add(id);
  return id;
}

function readAttachments(place: Place): Attachments {
  return Object.fromEntries(
    Object.keys(place.object()).map((name) => [name, readData(place.at(name))]),
  );
}

function readData(place: Place): OutputData {
  return Object.fromEntries(
    Object.keys(place.object()).map((mime): [string, JsonValue] => {
      const value = place.at(mime);
      return [mime, isJsonMime(mime) ? value.value as JsonValue : value.text()];
    }),
  );
}

/** Whether a MIME type's value is JSON itself and not text. */
export function isJsonMime(mime: string): boolean {
  return mime === "application/json" || mime.endsWith("+json");
}

type ReadOutput = (place: Place) => Output;

const OUTPUTS: Readonly<Record<Output["output_type"], ReadOutput>> = {
  stream: (place) => {
    place.only(["output_type", "name", "text"]);
    return {
      output_type: "stream",
      name: place.at("name").oneOf(["stdout", "stderr"]),
      text: place.at("text").text(),
    };
  },
  display_data: (place) => {
    place.only(["output_type", "data", "metadata"]);
    return {
      output_type: "display_data",
      data: readData(place.at("data")),
      metadata: place.at("metadata").json(),
    };
  },
  execute_result: (place) => {
    place.only(["output_type", "execution_count", "data", "metadata"]);
    return {
      output_type: "execute_result",
      execution_count: place.at("execution_count").count(),
      data: readData(place.at("data")),
      metadata: place.at("metadata").json(),
    };
  },
  error: (place) => {
    place.only(["output_type", "ename", "evalue", "traceback"]);
    return {
      output_type: "error",
      ename: place.at("ename").text(),
      evalue: place.at("evalue").text(),
      traceback: place.at("traceback").list().map((line) => line.text()),
    };
  },
};

function readOutput(place: Place): Output {
  place.object();
  const types = Object.keys(OUTPUTS) as Output["output_type"][];
  return OUTPUTS[place.at("output_type").oneOf(types)](place);
}
