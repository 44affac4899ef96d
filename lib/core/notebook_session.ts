/** What one notebook's kernel remembers between cells. It lives as long as the kernel does. */
export interface NotebookSession {
  /** When `show()` last showed a value: milliseconds of `performance.now()`. */
  readonly shownAt: WeakMap<object, number>;
  /** What is open under a name, so that a cell that runs again closes its predecessor. */
  readonly open: Map<string, AsyncDisposable>;
}

const SESSION = Symbol.for("groundplan.notebook.session");

/** The session of the notebook that this code runs in; nothing outside a notebook. */
export function notebookSession(): NotebookSession | undefined {
  if (!isNotebook()) return undefined;
  const kernel = globalThis as { [SESSION]?: NotebookSession };
  return kernel[SESSION] ??= { shownAt: new WeakMap(), open: new Map() };
}

/** Whether this code runs in Deno's Jupyter kernel. */
export function isNotebook(): boolean {
  try {
    // The namespace is there outside the kernel too, where reading from it throws.
    return typeof Deno.jupyter.display === "function";
  } catch {
    return false;
  }
}
