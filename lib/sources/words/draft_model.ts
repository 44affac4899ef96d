import type { Draft } from "./draft.ts";
import type { Propose } from "./merge_proposal.ts";

/** What `draftModel()` takes beside the words. */
export interface DraftModelOptions {
  /** The model's name. Defaults to `draft`. */
  readonly name?: string;
  /** Engine and major version. Defaults to `"postgresql@18"`. */
  readonly engine?: string;
  /** Where the words stand, for the evidence: a file's name. Defaults to `requirements`. */
  readonly source?: string;
  /** The most characters that are read; the rest is listed as not read. Defaults to 250,000, about a hundred pages. */
  readonly maxLength?: number;
  /**
   * Lets a language model of the user's own propose a draft: it gets the text and answers with a model
   * file, as text or as a value. The proposal is checked like any model file; what it adds is tagged.
   */
  readonly propose?: Propose;
}

/**
 * Drafts a model from requirements in English: prose, lists, user stories, Markdown. No network and no
 * permission is needed, and the same text gives the same draft. Each element keeps the words that it came
 * from; what was not understood is listed, and what is open becomes a question with the call that settles
 * it. The page `docs/words.md` tells what is understood.
 *
 * Sentences are read by a shallow parse (Abney, Parsing by Chunks, 1991) over the tags of npm:compromise;
 * which nouns are entities and which are attributes is weighed by the parts that they take in all
 * sentences, after Chen, English Sentence Structure and Entity-Relationship Diagrams (1983).
 *
 * @param text The requirements.
 * @returns The draft: a model to go on from with `defineModel(name, { from: draft.model })`.
 * @throws {TypeError} When the text is no text.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { draftModel } from "@groundplan/groundplan";
 *
 * const { model, questions } = await draftModel(
 *   "A clinic employs many doctors. Each doctor has a name and treats one or more patients.",
 * );
 * assert.deepEqual(model.entities.map(({ name }) => name), ["Clinic", "Doctor", "Patient"]);
 * assert.deepEqual(model.relationships.map(({ verb }) => verb), ["employs", "treats"]);
 * assert.match(questions[0]!.settle, /^model\./);
 * ```
 */
export async function draftModel(text: string, options: DraftModelOptions = {}): Promise<Draft> {
  if (typeof text !== "string") {
    throw new TypeError(
      `Cannot draft a model from ${
        Deno.inspect(text, { depth: 0 })
      }: it takes the words of the requirements`,
    );
  }
  // Loaded when words are read: most programs that import this module read none.
  const { draftFromText } = await import("./draft_from_text.ts");
  return await draftFromText(text, options);
}
