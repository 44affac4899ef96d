/** The words in the lists of a file of `lib/sources/words/weighing/`, in their order. */
export async function wordsOfLists(file: string): Promise<readonly string[]> {
  const path = new URL(`../../../../lib/sources/words/weighing/${file}`, import.meta.url);
  const lists = (await Deno.readTextFile(path)).matchAll(/: `([^`]*)`,/g);
  return [...lists].flatMap(([, list = ""]) => list.trim().split(/\s+/));
}
