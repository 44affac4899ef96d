import type { CorpusText, GoldRelationship, Isa, Maximum, Pair } from "./corpus.ts";

/** The files of the practice part, in the order in which they were written. */
export const practiceFiles: readonly string[] = [
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "10",
  "11",
];

/** Reads a file of the practice part. */
export async function readPractice(file: string): Promise<readonly CorpusText[]> {
  return readCompact(await Deno.readTextFile(new URL(`./practice/${file}.txt`, import.meta.url)));
}

/**
 * Reads annotated texts in the short notation of the practice part; GUIDELINES.md describes it.
 *
 * @param content A file: texts that begin with `== title | style`.
 */
export function readCompact(content: string): readonly CorpusText[] {
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
    relationships: links.filter((link) => !link.includes(">")).map(readRelationship),
    isa: isas(links),
    extras: {
      entities: [...new Set(extras.filter((name) => /^\w+$/.test(name) && !known.has(name)))],
      relationships: extras.filter((link) => link.includes("-")).map(pair),
      isa: isas(extras),
    },
  };
}

function readRelationship(text: string): GoldRelationship {
  const [drawn = "", ...vias] = text.split("~");
  const [first = "", ...others] = parts(drawn, "|");
  const [, from = "", left = "", right = "", to = ""] =
    /^(\w+)(?:\s+([1*])|\s*)-(?:([1*])\s+|\s*)(\w+)$/.exec(first) ?? [];
  const via = parts(vias.join(","), ",");
  return {
    ends: [from, to],
    max: [maximum(left), maximum(right)],
    ...(others.length > 0 ? { or: others.map(pair) } : {}),
    ...(via.length > 0 ? { via } : {}),
  };
}

const maximum = (mark: string): Maximum => mark === "1" ? 1 : mark === "*" ? "*" : null;

const parts = (text: string, mark: string) =>
  text.split(mark).map((part) => part.trim()).filter((part) => part !== "");

function pair(link: string): Pair {
  const [from = "", to = ""] = parts(link, "-");
  return [from, to];
}

function isas(links: readonly string[]): readonly Isa[] {
  return links.filter((link) => link.includes(">")).map((link) => {
    const [upper = "", sub = ""] = parts(link, ">");
    return { super: upper, subs: [sub] };
  });
}
