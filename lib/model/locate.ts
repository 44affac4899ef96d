import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** A place in a text: line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds places in a YAML or JSON text. */
export interface Locator {
  /** Where the text stops being YAML, with what the parser says of it. */
  readonly errors: readonly (Place & { readonly message: string })[];
  /** Where the value at a path of keys and indexes stands; `key` finds the key instead of the value. */
  readonly find: (path: readonly (string | number)[], part?: "key" | "value") => Place;
}

/**
 * Reads a YAML or JSON text for places. Values are read by the YAML module of the standard library, which
 * does not keep them.
 */
export function locator(text: string): Locator {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  return {
    errors: document.errors.map(({ pos, message }) => ({ ...placeAt(pos[0]), message })),
    find(path, part = "value") {
      let node = document.contents as Node | null;
      let offset = node?.range?.[0] ?? 0;
      for (const [at, step] of path.entries()) {
        const last = at === path.length - 1;
        if (isMap(node)) {
          const pair = node.items.find((item) =>
            isPair(item) && isScalar(item.key) && String(item.key.value) === String(step)
          );
          if (!pair) break;
          const key = pair.key as Node;
          const value = pair.value as Node | null;
          const node_ = last && part === "key" ? key : value ?? key;
          offset = node_.range?.[0] ?? offset;
          node = value;
        } else if (isSeq(node)) {
          node = (node.items[Number(step)] ?? null) as Node | null;
          offset = node?.range?.[0] ?? offset;
        } else break;
      }
      return placeAt(offset);
    },
  };
}
