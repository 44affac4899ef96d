// Imports a script where a statement that never ends can be ended: in a worker.
import { importScript, type ScriptToImport } from "./import_script.ts";
import type { WorkerReply } from "./run_in_worker.ts";

interface WorkerScope {
  postMessage(message: WorkerReply): void;
  onmessage: ((event: MessageEvent<ScriptToImport>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data }) => {
  try {
    const imported = await importScript(data, (line) => scope.postMessage({ line }));
    scope.postMessage({ imported });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    scope.postMessage({ failure: { name, message } });
  }
};
