import type { CorpusText, Isa, Pair } from "../corpus/corpus.ts";

/** The files, in the order in which they were written. */
export const furtherFiles: readonly string[] = ["a", "b", "c", "d"];

/** Reads the further texts of a file; README.md says how they are written. */
export async function readFurther(file: string): Promise<readonly CorpusText[]> {
  const content = await Deno.readTextFile(new URL(`./${file}.txt`, import.meta.url));
  return content.split(/^== /m).slice(1).map(readText);
}

function readText(block: string): CorpusText {
  const [head = "", ...lines] = block.split("\n");
  const [title = "", style = ""] = head.split(" | ");
  const said = (letter: string) =>
    lines.find((line) => line.startsWith(`${letter}: `))?.slice(3) ?? "";
  const entities = parts(said("E"), ";").map((part) => {
    const [, name = "", aliases = ""] = /^(\w+)(?:\((.*)\))?$/.exec(part) ?? [];
    return { name, aliases: parts(aliases, ",") };
  });
  const known = new Set(entities.flatMap(({ name, aliases }) => [name, ...aliases]));
  const extras = parts(said("X"), ";").flatMap((part) => parts(part, ","));
  const links = parts(said("R"), ";");
  return {
    title,
    style,
    text: lines.filter((line) => !/^[ERX]: /.test(line)).join("\n").trim(),
    entities,
    relationships: links.filter((link) => link.includes("-")).map((link) => ({
      ends: pair(link),
      max: [null, null],
    })),
    isa: isas(links),
    extras: {
      entities: [...new Set(extras.filter((name) => /^\w+$/.test(name) && !known.has(name)))],
      relationships: extras.filter((link) => link.includes("-")).map(pair),
      isa: isas(extras),
    },
  };
}

const parts = (text: string, mark: string) =>
  text.split(mark).map((part) => part.trim()).filter((part) => part !== "");

function pair(link: string): Pair {
  const [from = "", to = ""] = link.split("-");
  return [from, to];
}

function isas(links: readonly string[]): readonly Isa[] {
  return links.filter((link) => link.includes(">")).map((link) => {
    const [upper = "", sub = ""] = link.split(">");
    return { super: upper, subs: [sub] };
  });
}
