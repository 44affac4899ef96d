import type { Half } from "./halves.ts";

/** How many of an entity go with one of the other: one, several, or not said. */
export type Maximum = 1 | "*" | null;

/** A pair of entity names; the order matters only for the cardinalities written in the same order. */
export type Pair = readonly [string, string];

/** An entity a careful modeller takes from a text. */
export interface GoldEntity {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly attributes?: readonly string[];
}

/** A relationship a careful modeller takes from a text. */
export interface GoldRelationship {
  readonly ends: Pair;
  /** Beside each end, how many of it at most go with one of the other. */
  readonly max: readonly [Maximum, Maximum];
  /** Beside each end, how many of it at least go with one of the other, where the text says so. */
  readonly min?: readonly [number | null, number | null];
  readonly verb?: string;
  /** Other pairs that express the same relationship as well. */
  readonly or?: readonly Pair[];
  /** Link entities through which the relationship may be drawn instead. */
  readonly via?: readonly string[];
}

/** A supertype and its subtypes. */
export interface Isa {
  readonly super: string;
  readonly subs: readonly string[];
}

/** A requirement text and its gold annotation; see GUIDELINES.md. */
export interface CorpusText {
  readonly title: string;
  readonly style: string;
  readonly text: string;
  readonly entities: readonly GoldEntity[];
  readonly relationships: readonly GoldRelationship[];
  readonly isa: readonly Isa[];
  readonly extras: {
    readonly entities: readonly string[];
    readonly relationships: readonly Pair[];
    readonly isa?: readonly Isa[];
  };
}

/** A text with the name of the file it was read from. */
export interface CorpusFile extends CorpusText {
  readonly file: string;
}

/**
 * Reads one half of the corpus in the order of its file names.
 *
 * @param half Which half; whoever tunes a parser reads "tune" only.
 * @returns The texts with their annotations.
 */
export async function readCorpus(half: Half): Promise<readonly CorpusFile[]> {
  const folder = new URL(`./${half}/`, import.meta.url);
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".json")) names.push(name);
  }
  return await Promise.all(
    names.sort().map(async (file) => ({
      file: `${half}/${file}`,
      ...JSON.parse(await Deno.readTextFile(new URL(file, folder))) as CorpusText,
    })),
  );
}
