/**
 * Stands in for `jsr:@std/yaml` in this checkout, so that it runs where JSR is out of reach.
 * A thin module over js-yaml, the library that `@std/yaml` was ported from.
 *
 * @module
 */
import yaml from "npm:js-yaml@4.3.2";

/** How a document is read. */
export interface ParseOptions {
  /** Accepts a mapping that names a key twice: the last value wins. */
  readonly allowDuplicateKeys?: boolean;
  /** Called with each warning instead of throwing. */
  readonly onWarning?: (error: Error) => void;
}

/** How a value is written. */
export interface StringifyOptions {
  /** Spaces a level. Defaults to 2. */
  readonly indent?: number;
  /** The longest line before text is folded; -1 folds none. Defaults to 80. */
  readonly lineWidth?: number;
  /** Sorts the keys of mappings. Defaults to the order in which they stand. */
  readonly sortKeys?: boolean | ((a: string, b: string) => number);
  /** Leaves out values that YAML cannot hold, such as functions, instead of throwing. */
  readonly skipInvalid?: boolean;
  /** Writes arrays at the indentation of their key. Defaults to indenting them. */
  readonly arrayIndent?: boolean;
  /** Repeats equal objects instead of using anchors. Defaults to anchors. */
  readonly useAnchors?: boolean;
}

/** Reads one YAML document with the core schema. Throws `SyntaxError` when it is not YAML. */
export function parse(content: string, options: ParseOptions = {}): unknown {
  try {
    return yaml.load(content, {
      schema: yaml.CORE_SCHEMA,
      json: options.allowDuplicateKeys ?? false,
      ...(options.onWarning ? { onWarning: options.onWarning } : {}),
    }) ?? null;
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error));
  }
}

/** Writes a value as one YAML document with the core schema. Throws `TypeError` where YAML has no form for it. */
export function stringify(data: unknown, options: StringifyOptions = {}): string {
  try {
    return yaml.dump(data, {
      schema: yaml.CORE_SCHEMA,
      indent: options.indent ?? 2,
      lineWidth: options.lineWidth ?? 80,
      skipInvalid: options.skipInvalid ?? false,
      noArrayIndent: !(options.arrayIndent ?? true),
      noRefs: !(options.useAnchors ?? true),
      sortKeys: options.sortKeys ?? false,
    });
  } catch (error) {
    throw new TypeError(error instanceof Error ? error.message : String(error));
  }
}
