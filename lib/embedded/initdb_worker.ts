// Runs initdb where its memory can be given back: in a worker that ends when it has posted the snapshot.
import { PGlite } from "@electric-sql/pglite";
import type { InitdbReply, InitdbRequest } from "./snapshot.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<InitdbRequest>) => void) | null;
  postMessage(message: InitdbReply, transfer?: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data }) => {
  try {
    const snapshot = await emptyCluster(data);
    scope.postMessage({ snapshot }, [snapshot.buffer]);
  } catch (error) {
    scope.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
};

async function emptyCluster({ module }: InitdbRequest): Promise<Uint8Array<ArrayBuffer>> {
  // A snapshot is loaded as often as a database is opened: short log segments, and no copies of the
  // catalogs for templates that nothing is made from.
  const database = await PGlite.create({
    initDbStartParams: ["--wal-segsize=1"],
    ...(module ? { pgliteWasmModule: module } : {}),
  });
  const { FS } = database.Module;
  for (const template of ["1", "4"]) {
    const folder = `${PGlite.paths.PGDATA}/base/${template}`;
    for (const name of FS.readdir(folder)) {
      if (/^\d/.test(name)) FS.unlink(`${folder}/${name}`);
    }
  }
  const dump = await database.dumpDataDir("gzip");
  await database.close();
  return new Uint8Array(await dump.arrayBuffer());
}
