/** A node of libpg-query's parse tree: one key, the node's type, with its fields. */
export type SyntaxNode = Readonly<Record<string, unknown>>;

/** The fields of a node, when it is of a type. */
export function nodeOf(node: unknown, type: string): SyntaxNode | undefined {
  return typeof node === "object" && node !== null && type in node
    ? (node as Record<string, SyntaxNode>)[type]
    : undefined;
}

/** A node's type and fields. */
export function unwrap(node: unknown): readonly [type: string, fields: SyntaxNode] | undefined {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return undefined;
  const [entry] = Object.entries(node);
  if (!entry || typeof entry[1] !== "object" || entry[1] === null) return undefined;
  return [entry[0], entry[1] as SyntaxNode];
}

/** A field that is a list, or an empty list. */
export function listOf(fields: SyntaxNode, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

/** Names of a list of String nodes. */
export function namesOf(list: readonly unknown[]): readonly string[] {
  return list.flatMap((item) => {
    const name = nodeOf(item, "String")?.sval;
    return typeof name === "string" ? [name] : [];
  });
}

/** Calls `visit` with every typed node below a value, the outer before the inner; false stops going down. */
export function walk(
  value: unknown,
  visit: (type: string, fields: SyntaxNode) => boolean | void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== "object" || child === null) continue;
    if (/^[A-Z]/.test(key) && !Array.isArray(child)) {
      if (visit(key, child as SyntaxNode) === false) continue;
    }
    walk(child, visit);
  }
}
