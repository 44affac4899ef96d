import type { Kernel } from "./kernel.ts";

/** How a kernel is started. */
export interface StartKernelOptions {
  /** The folder in which cells run, and from which `deno.json` is looked for upwards. Defaults to the current one. */
  readonly cwd?: string;
  /** Environment variables beside the inherited ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** The Deno executable whose kernel runs. Defaults to the one that runs this. */
  readonly deno?: string;
  /** How long a kernel may take to get ready, in milliseconds. Defaults to 30,000. */
  readonly startTimeout?: number;
  /** The most that one cell may output, in bytes. Defaults to 20 MB. */
  readonly maxOutputBytes?: number;
}

/**
 * Starts Deno's Jupyter kernel in a process of its own. The kernel ends when it is disposed of, and when this
 * process ends in whatever way.
 *
 * Needs the permissions to run Deno and to connect to this machine.
 *
 * @throws {KernelError} When no kernel gets ready in time.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { startKernel } from "@groundplan/groundplan";
 *
 * await using kernel = await startKernel();
 * const { outputs } = await kernel.execute("const x: number = 41; x + 1");
 * assert.equal(outputs[0]?.output_type, "execute_result");
 * ```
 */
export async function startKernel(options: StartKernelOptions = {}): Promise<Kernel> {
  // Loaded when a kernel starts: most programs that import this module start none.
  const { readyKernel } = await import("./ready_kernel.ts");
  return await readyKernel(options);
}
