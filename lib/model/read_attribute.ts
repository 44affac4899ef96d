import { freeze } from "../core/freeze.ts";
import { didYouMean } from "../core/suggest.ts";
import {
  type AttributeBuilder,
  type AttributeDraft,
  isAttributeBuilder,
} from "./attribute_builder.ts";
import { parseTypeAndWords } from "./type_text.ts";

/** An attribute as people write it: `t.text(254).unique()`, or `"text(254) unique"`. */
export type AttributeSpec = AttributeBuilder | string;

const WORDS: Readonly<Record<string, Partial<AttributeDraft>>> = {
  key: { key: true },
  unique: { unique: true },
  optional: { optional: true },
  identity: { identity: "by default" },
  many: { multiValued: true },
};

/**
 * Reads an attribute.
 *
 * @param spec What `t` made, or a type with the words behind it.
 * @param where The attribute's path, for error messages: `Customer.email`.
 * @throws {TypeError} When it is neither.
 * @throws {SyntaxError} When the text is no type, or a word behind it is unknown.
 */
export function readAttribute(spec: AttributeSpec, where: string): AttributeDraft {
  if (isAttributeBuilder(spec)) return spec.draft;
  if (typeof spec !== "string") {
    const hint = typeof spec === "function"
      ? "; is a pair of parentheses missing, as in t.text()?"
      : "";
    throw new TypeError(
      `Cannot read attribute ${where}: ${
        Deno.inspect(spec, { depth: 0 })
      } is not a type; write t.text() or "text"${hint}`,
    );
  }
  try {
    const { type, words } = parseTypeAndWords(spec);
    return freeze(words.reduce<AttributeDraft>((draft, word) => ({ ...draft, ...wordOf(word) }), {
      type,
      optional: false,
    }));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new SyntaxError(`Cannot read attribute ${where}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function wordOf(word: string): Partial<AttributeDraft> {
  if (Object.hasOwn(WORDS, word)) return WORDS[word]!;
  throw new SyntaxError(
    `unknown word ${JSON.stringify(word)} behind the type${didYouMean(word, Object.keys(WORDS))}`,
  );
}
