import { granted } from "./granted.ts";

// Modules may be loaded more than once in a process; the registered symbol is the same for all.
const KEY = Symbol.for("groundplan.compiledModules");

/** What an embedded PostgreSQL is booted from. */
export interface ModuleOptions {
  /** The compiled PostgreSQL. Defaults to that of {@linkcode compiledModule}. */
  readonly module?: WebAssembly.Module;
}

/**
 * Compiles the embedded PostgreSQL once in a process, and keeps it: what a database has run is machine code
 * for those that boot from the same module later, also in workers.
 *
 * @returns The module, or `undefined` where its file may not be read: PGlite then looks for its own.
 */
export async function compiledModule(): Promise<WebAssembly.Module | undefined> {
  const process = globalThis as { [KEY]?: Map<string, Promise<WebAssembly.Module | undefined>> };
  const url = new URL(import.meta.resolve("@electric-sql/pglite/pglite.wasm"));
  if (url.protocol !== "file:" || !granted({ name: "read", path: url })) return undefined;
  const modules = process[KEY] ??= new Map();
  const known = modules.get(url.href);
  if (known) return await known;
  const module = compile(url);
  modules.set(url.href, module);
  return await module;
}

async function compile(url: URL): Promise<WebAssembly.Module | undefined> {
  try {
    return await WebAssembly.compile(await Deno.readFile(url));
  } catch {
    return undefined;
  }
}

/** Posts a message with the compiled module in it, and without where that cannot be posted. */
export async function postWithModule<Message extends ModuleOptions>(
  worker: Worker,
  message: Message,
): Promise<void> {
  const { module = await compiledModule(), ...rest } = message;
  try {
    worker.postMessage({ ...rest, ...(module ? { module } : {}) });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "DataCloneError") throw error;
    // The worker compiles one of its own.
    worker.postMessage(rest);
  }
}
