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
 * Graphviz is a WebAssembly instance made for this call, which takes about 10 ms; it is replaced after a
 * failure, because a graph that crashes it leaves it unusable.
 *
 * @returns For each graph the picture or the layout, as text.
 * @throws {SyntaxError} When Graphviz cannot read a graph, with what it said.
 * @throws {Error} When Graphviz crashes over a graph twice.
 */
export async function runGraphviz(
  graphs: readonly string[],
  options: GraphvizOptions = {},
): Promise<string[]> {
  const { engine = "dot", format = "svg" } = options;
  const { instance } = await import("@viz-js/viz");
  let graphviz = await instance();
  const outputs: string[] = [];
  for (const dot of graphs) {
    const render = () => graphviz.render(dot, { format, engine });
    let result;
    try {
      result = render();
    } catch {
      graphviz = await instance();
      try {
        result = render();
      } catch (cause) {
        throw new Error(`Cannot draw a graph of ${dot.length} characters: Graphviz crashed`, {
          cause,
        });
      }
    }
    // A label that cannot be read leaves the status at success, and its box empty.
    const failed = result.errors.filter(({ level }) => level !== "warning");
    if (result.status !== "success" || failed.length > 0) {
      const messages = failed.map(({ message }) => message.trim()).join("; ");
      throw new SyntaxError(`Cannot draw a graph of ${dot.length} characters: ${messages}`);
    }
    outputs.push(result.output);
  }
  return outputs;
}
