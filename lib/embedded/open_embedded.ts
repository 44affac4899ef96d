import type { PGlite } from "@electric-sql/pglite";
import type { Filesystem } from "@electric-sql/pglite/basefs";
import { compiledModule, type ModuleOptions } from "./compiled_module.ts";
import { loadExtensions } from "./extensions.ts";
import { makeSnapshot, readSnapshot, type SnapshotOptions } from "./snapshot.ts";

/** What {@linkcode openEmbedded} opens. */
export interface EmbeddedOptions extends SnapshotOptions, ModuleOptions {
  /** Extensions that `create extension` shall find, such as `["pg_trgm", "btree_gist"]`. */
  readonly extensions?: readonly string[];
  /** Settings that a server takes at its start, such as `{ shared_buffers: "16MB" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Makes the file system that the database lives in. Defaults to memory. */
  readonly filesystem?: () => Filesystem;
}

/**
 * Opens an empty PostgreSQL 18 inside this process (PGlite), in memory. The first start on a machine runs
 * initdb in a worker (2 to 5 s) and keeps a snapshot in the cache folder; later ones boot from it
 * (about 0.4 s, and 0.2 s once the process has opened one). Nothing needs to be writable.
 *
 * @returns The database; close it with `await using` or `close()`: an open one keeps the process alive.
 * @throws {RangeError} When an extension is asked for that the embedded PostgreSQL does not ship.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<PGlite> {
  // Loaded only when something is run: it weighs more than all the rest.
  const { PGlite } = await import("@electric-sql/pglite");
  const extensions = await loadExtensions(options.extensions ?? []);
  const startParams = [
    ...PGlite.defaultStartParams,
    ...Object.entries(options.settings ?? {}).flatMap((
      [name, value],
    ) => ["-c", `${name}=${value}`]),
  ];
  const module = options.module ?? await compiledModule();
  const kept = await readSnapshot(options);
  if (kept) {
    try {
      return await boot(kept);
    } catch {
      // The kept snapshot is cut short or garbled: make it anew.
    }
  }
  return await boot(await makeSnapshot({ ...options, ...(module ? { module } : {}) }));

  async function boot(snapshot: Uint8Array<ArrayBuffer>): Promise<PGlite> {
    return await PGlite.create({
      loadDataDir: new File([snapshot], "snapshot.tar"),
      extensions,
      startParams,
      ...(module ? { pgliteWasmModule: module } : {}),
      ...(options.filesystem ? { fs: options.filesystem() } : {}),
    });
  }
}
