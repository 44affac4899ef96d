import { readCompact } from "../compact.ts";
import type { CorpusText } from "../corpus.ts";

/** The files of texts that weights are fitted on. */
export const fittingFiles: readonly string[] = [..."abcdefghijklmnuvwxy"];

/** The files of texts that are held back: nothing is learned from them. */
export const heldFiles: readonly string[] = [..."opqrst"];

/** The files of sentences whose words have tags. */
export const taggedFiles: readonly string[] = [
  ..."abcdefghijklmnuvwxy",
  "tune",
  "practice",
  "further",
];

/** Reads a file of annotated texts. */
export async function readFitting(file: string): Promise<readonly CorpusText[]> {
  return readCompact(await Deno.readTextFile(new URL(`./${file}.txt`, import.meta.url)));
}

/** Reads a file of annotated texts that are held back. */
export async function readHeld(file: string): Promise<readonly CorpusText[]> {
  return readCompact(await Deno.readTextFile(new URL(`../held/${file}.txt`, import.meta.url)));
}

/** What a word that may be a noun or a verb is in its sentence. */
export type TaggedAs = "noun" | "verb" | "participle" | "adjective" | "other";

const LETTERS: Readonly<Record<string, TaggedAs>> = {
  N: "noun",
  V: "verb",
  P: "participle",
  A: "adjective",
  O: "other",
};

/** A sentence, and what its words are by the places where they end. */
export interface TaggedSentence {
  readonly text: string;
  readonly tags: ReadonlyMap<number, TaggedAs>;
}

/** The sentences of a file, by the title of the text that they stand in. */
export async function readTagged(
  file: string,
): Promise<ReadonlyMap<string, readonly TaggedSentence[]>> {
  const content = await Deno.readTextFile(new URL(`./tags/${file}.txt`, import.meta.url));
  return new Map(
    content.split(/^== /m).slice(1).map((block) => {
      const [title = "", ...lines] = block.split("\n");
      return [title, lines.filter((line) => line !== "").map(readSentence)];
    }),
  );
}

/** "Members book|V rooms": the letter behind the bar is the tag of the word before it. */
function readSentence(line: string): TaggedSentence {
  const tags = new Map<number, TaggedAs>();
  let text = "";
  let from = 0;
  for (const match of line.matchAll(/\|([NVPAO])(?![\p{L}\p{N}])/gu)) {
    text += line.slice(from, match.index);
    tags.set(text.length, LETTERS[match[1]!]!);
    from = match.index + match[0].length;
  }
  return { text: text + line.slice(from), tags };
}
