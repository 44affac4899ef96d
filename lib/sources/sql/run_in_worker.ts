import { postWithModule } from "../../embedded/compiled_module.ts";
import type { ImportedScript, ScriptToImport } from "./import_script.ts";

/** What the worker answers: the line that it is at, and in the end what came of it. */
export type WorkerReply =
  | { readonly line: number }
  | { readonly imported: ImportedScript }
  | { readonly failure: { readonly name: string; readonly message: string } };

/** How long to wait, and whom to tell. */
export interface RunInWorkerOptions {
  /** Seconds that one statement may take. */
  readonly statementSeconds: number;
  readonly onProgress?: (line: number) => void;
}

/** Booting PostgreSQL, and reading a large catalog, may take longer than a statement. */
const EXTRA_SECONDS = 60;

const ERRORS: Readonly<Record<string, new (message: string) => Error>> = {
  SyntaxError,
  RangeError,
  TypeError,
};

/**
 * Imports a script in a worker. The embedded PostgreSQL cannot interrupt a statement, but a worker can be
 * ended.
 *
 * @throws {Error} When a statement takes too long; whatever the import throws.
 */
export async function runInWorker(
  task: ScriptToImport,
  { statementSeconds, onProgress }: RunInWorkerOptions,
): Promise<ImportedScript> {
  const worker = new Worker(new URL("./import_worker.ts", import.meta.url), { type: "module" });
  let line = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<ImportedScript>((resolve, reject) => {
      const watch = (seconds: number): void => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(tooLong(task.name, line, seconds)), seconds * 1000);
      };
      worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
        if ("imported" in data) return resolve(data.imported);
        if ("failure" in data) {
          const { name, message } = data.failure;
          return reject(new (ERRORS[name] ?? Error)(message));
        }
        line = data.line;
        watch(line === 0 ? statementSeconds + EXTRA_SECONDS : statementSeconds);
        onProgress?.(line);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`Cannot import ${task.name}: ${event.message}`));
      };
      watch(statementSeconds + EXTRA_SECONDS);
      postWithModule(worker, task).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

function tooLong(name: string, line: number, seconds: number): Error {
  return new Error(
    line === 0
      ? `Cannot import ${name}: the embedded PostgreSQL does not answer for ${seconds} s`
      : `Cannot import ${name}: the statement in line ${line} does not end within ${seconds} s; ` +
        "leave it out, or allow it more time with statementSeconds",
  );
}
