import { instance } from "@viz-js/viz";

/** How Graphviz lays a graph out. */
export interface GraphvizOptions {
  /** Defaults to `dot`, the layered layout. */
  readonly engine?: "dot" | "neato" | "fdp" | "sfdp" | "osage";
  /** Defaults to `svg`. */
  readonly format?: "svg" | "json0";
}

/**
 * Runs Graphviz over graphs in its DOT language.
 *
 * Graphviz is a WebAssembly instance made for this call: a graph that crashes it leaves the instance
 * unusable, and a new one takes about 10 ms.
 *
 * @returns For each graph the picture or the layout, as text.
 * @throws {SyntaxError} When Graphviz cannot read a graph, with what it said.
 */
export async function runGraphviz(
  graphs: readonly string[],
  options: GraphvizOptions = {},
): Promise<string[]> {
  const { engine = "dot", format = "svg" } = options;
  const graphviz = await instance();
  return graphs.map((dot) => {
    const result = graphviz.render(dot, { format, engine });
    // A label that cannot be read leaves the status at success, and its box empty.
    const failed = result.errors.filter(({ level }) => level !== "warning");
    if (result.status === "success" && failed.length === 0) return result.output;
    const messages = failed.map(({ message }) => message.trim()).join("; ");
    throw new SyntaxError(`Cannot draw a graph of ${dot.length} characters: ${messages}`);
  });
}
