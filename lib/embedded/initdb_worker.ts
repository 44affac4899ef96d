// Runs initdb where its memory can be given back: in a worker that ends when it has posted the snapshot.
import { PGlite } from "@electric-sql/pglite";

interface WorkerScope {
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
try {
  const database = await PGlite.create();
  const dump = await database.dumpDataDir("gzip");
  await database.close();
  const snapshot = new Uint8Array(await dump.arrayBuffer());
  scope.postMessage({ snapshot }, [snapshot.buffer]);
} catch (error) {
  scope.postMessage({ failure: error instanceof Error ? error.message : String(error) });
}
