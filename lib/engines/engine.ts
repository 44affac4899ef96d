import { didYouMean } from "../core/suggest.ts";

/** A database engine that schemas can be printed for. */
export interface Engine {
  /** Its name in `"postgresql@16"`. */
  readonly name: string;
  /** Its name in prose. */
  readonly title: string;
  /** The major versions that are known, the oldest first. */
  readonly versions: readonly number[];
}

/** An engine at a major version. */
export interface EngineTarget {
  readonly engine: string;
  readonly version: number;
}

/**
 * Reads an engine with its version: `"postgresql@16"`, or `"postgresql"` for the newest one known.
 *
 * @param text The name, and the major version after an `@`.
 * @param engines The engines to choose from.
 * @throws {RangeError} When there is no such engine, or the version is not known.
 */
export function parseEngine(text: string, engines: readonly Engine[]): EngineTarget {
  const [name = "", version] = text.trim().toLowerCase().split("@");
  const engine = engines.find((one) => one.name === name);
  if (engine === undefined) {
    throw new RangeError(
      `Cannot target ${JSON.stringify(text)}: no such engine${
        didYouMean(name, engines.map((one) => one.name))
      }`,
    );
  }
  const number = version === undefined ? engine.versions.at(-1)! : Number(version);
  if (!engine.versions.includes(number)) {
    throw new RangeError(
      `Cannot target ${JSON.stringify(text)}: ${engine.title} is known in versions ${
        engine.versions.join(", ")
      }`,
    );
  }
  return { engine: name, version: number };
}
