// Runs pgbench against a server of a test, and reads what it logs.
import { join } from "node:path";
import type { Server } from "./servers.ts";

/** Debian's pgbench, which drives newer servers as well. */
const PGBENCH = "/usr/lib/postgresql/15/bin/pgbench";

/** What a run left behind. */
export interface PgbenchRun {
  /** The logs of all threads. */
  readonly log: string;
  /** What it printed. */
  readonly output: string;
}

/** Whether pgbench is installed. */
export async function hasPgbench(): Promise<boolean> {
  return await Deno.stat(PGBENCH).then(() => true, () => false);
}

/** How pgbench runs. */
export interface PgbenchOptions {
  /** Processors that it may use, as taskset lists them, such as `0`. Defaults to all. */
  readonly cpus?: string;
}

/**
 * Runs pgbench in a temporary folder with files.
 *
 * @throws {Error} When it fails, with what it said.
 */
export async function runPgbench(
  server: Server,
  files: Readonly<Record<string, string>>,
  flags: readonly string[],
  { cpus }: PgbenchOptions = {},
): Promise<PgbenchRun> {
  const [command, ...before] = [...(cpus ? ["taskset", "-c", cpus] : []), PGBENCH];
  const folder = await Deno.makeTempDir({ prefix: "groundplan-pgbench-" });
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    const { success, stdout, stderr } = await new Deno.Command(command!, {
      args: [
        ...before,
        ...flags,
        ...["--host=127.0.0.1", `--port=${server.port}`, "--username=postgres", "postgres"],
      ],
      cwd: folder,
    }).output();
    const decoder = new TextDecoder();
    if (!success) throw new Error(`pgbench failed: ${decoder.decode(stderr)}`);
    let log = "";
    for await (const { name } of Deno.readDir(folder)) {
      if (name.startsWith("groundplan.")) log += await Deno.readTextFile(join(folder, name));
    }
    return { log, output: decoder.decode(stdout) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
