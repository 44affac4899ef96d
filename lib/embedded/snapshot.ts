import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { writeFileAtomic } from "../core/atomic_file.ts";
import { cacheFolder } from "./cache_folder.ts";
import { type ModuleOptions, postWithModule } from "./compiled_module.ts";
import { granted } from "./granted.ts";

/** The release of PGlite that Groundplan is built on; deno.json pins the same one. */
export const pgliteVersion = "0.5.16";

/** Counts the ways in which snapshots of one release were made. */
const REVISION = 2;

/** Where snapshots of an empty cluster are kept. */
export interface SnapshotOptions {
  /** The folder; `false` keeps nothing. Defaults to {@linkcode cacheFolder}. */
  readonly cache?: string | false;
}

/** Where the snapshot of this release is kept, or `undefined` when there is no folder for it. */
export function snapshotPath(options: SnapshotOptions = {}): string | undefined {
  const folder = options.cache ?? cacheFolder();
  return folder ? join(folder, `pglite-${pgliteVersion}-${REVISION}.tar.gz`) : undefined;
}

/**
 * Reads the kept snapshot of an empty cluster.
 *
 * @returns A tar, or `undefined` when there is none, or it may not be read, or it is cut short.
 */
export async function readSnapshot(
  options: SnapshotOptions = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const path = snapshotPath(options);
  if (!path || !granted({ name: "read", path })) return undefined;
  try {
    // PGlite's own unzipping rejects outside of any promise that could be caught.
    return unzip(await Deno.readFile(path));
  } catch {
    return undefined;
  }
}

/**
 * Makes a snapshot of an empty cluster by running initdb in a worker of its own, and keeps it where that
 * is allowed.
 *
 * @returns A tar.
 * @throws {Error} When initdb fails.
 */
export async function makeSnapshot(
  options: SnapshotOptions & ModuleOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { module } = options;
  const zipped = await initdb(module ? { module } : {});
  const path = snapshotPath(options);
  if (path && granted({ name: "write", path })) {
    // A full or read-only disk costs the next start some seconds, nothing else.
    await writeFileAtomic(path, zipped).catch(() => {});
  }
  return unzip(zipped);
}

function unzip(zipped: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = gunzipSync(zipped);
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** What the worker is told and what it answers. */
export type InitdbRequest = ModuleOptions;
export type InitdbReply =
  | { readonly snapshot: Uint8Array<ArrayBuffer> }
  | { readonly failure: string };

async function initdb(request: InitdbRequest): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL("./initdb_worker.ts", import.meta.url), { type: "module" });
  try {
    const reply = await new Promise<InitdbReply>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<InitdbReply>) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve({ failure: event.message });
      };
      postWithModule(worker, request).catch(reject);
    });
    if ("failure" in reply) {
      throw new Error(`Cannot create the embedded PostgreSQL: initdb failed: ${reply.failure}`);
    }
    return reply.snapshot;
  } finally {
    worker.terminate();
  }
}
