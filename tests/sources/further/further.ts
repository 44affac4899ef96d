import type { CorpusText } from "../corpus/corpus.ts";
import { readCompact } from "../corpus/compact.ts";

/** The files, in the order in which they were written. */
export const furtherFiles: readonly string[] = ["a", "b", "c", "d"];

/** Reads the further texts of a file; README.md says how they are written. */
export async function readFurther(file: string): Promise<readonly CorpusText[]> {
  return readCompact(await Deno.readTextFile(new URL(`./${file}.txt`, import.meta.url)));
}
