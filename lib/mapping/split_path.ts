const KINDS = ["primary key", "foreign key"];

/** The kind and the path of a key; two kinds are of two words. */
export function splitKey(key: string): { readonly kind: string; readonly path: string } {
  const long = KINDS.find((kind) => key.startsWith(`${kind} `));
  const kind = long ?? key.split(" ", 1)[0]!;
  return { kind, path: key.slice(kind.length + 1) };
}

const LAST = /^(.*)\.("(?:[^"]|"")*"|[^".]*)$/s;

/** The path of a table, and the plain name of what is on it. */
export function splitPath(path: string): readonly [table: string, name: string] {
  const [, table = "", last = ""] = LAST.exec(path) ?? [];
  return [table, last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last];
}
