import type { RenderResult } from "@viz-js/viz";

/** How Graphviz lays a graph out. */
export interface GraphvizOptions {
  /** Defaults to `dot`, the layered layout. */
  readonly engine?: "dot" | "neato" | "fdp" | "sfdp" | "osage";
  /** Defaults to `svg`. */
  readonly format?: "svg" | "json0";
}

/** A graph in DOT, or several ways to write it, of which the first that can be drawn is taken. */
export type GraphText = string | readonly string[];

/**
 * Runs Graphviz over graphs in its DOT language.
 *
 * Graphviz is a WebAssembly instance made for this call, which takes about 10 ms; it is replaced after a
 * failure, because a graph that crashes it leaves it unusable.
 *
 * @returns For each graph the picture or the layout, as text.
 * @throws {SyntaxError} When Graphviz cannot draw a graph, with what it said.
 */
export async function runGraphviz(
  graphs: readonly GraphText[],
  options: GraphvizOptions = {},
): Promise<string[]> {
  const { engine = "dot", format = "svg" } = options;
  const { instance } = await import("@viz-js/viz");
  let graphviz = await instance();
  const outputs: string[] = [];
  for (const graph of graphs) {
    const ways = typeof graph === "string" ? [graph] : graph;
    const failures: string[] = [];
    for (const dot of ways) {
      const drawn = attempt(() => graphviz.render(dot, { format, engine }));
      if (drawn.output !== undefined) {
        outputs.push(drawn.output);
        break;
      }
      failures.push(drawn.failure);
      graphviz = await instance();
    }
    if (failures.length === ways.length) {
      throw new SyntaxError(
        `Cannot draw a graph of ${ways[0]?.length ?? 0} characters: ${failures.join("; ")}`,
      );
    }
  }
  return outputs;
}

type Attempt =
  | { readonly output: string }
  | { readonly output?: undefined; readonly failure: string };

function attempt(render: () => RenderResult): Attempt {
  try {
    const result = render();
    // A label that cannot be read leaves the status at success, and its box empty.
    const failed = result.errors.filter(({ level }) => level !== "warning");
    if (result.status === "success" && failed.length === 0) return { output: result.output };
    return { failure: failed.map(({ message }) => message.trim()).join(", ").slice(0, 200) };
  } catch (error) {
    return { failure: `Graphviz crashed (${error instanceof Error ? error.message : error})` };
  }
}
