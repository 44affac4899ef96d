import { Kernel } from "./kernel.ts";
import { connectKernel, type KernelClient } from "./kernel_client.ts";
import { KernelError } from "./kernel_error.ts";
import { type KernelProcess, startKernelProcess } from "./kernel_process.ts";
import { TIME_IS_UP, within } from "./time_limit.ts";

import type { StartKernelOptions } from "./start_kernel.ts";

const MAX_OUTPUT_BYTES = 20 * 2 ** 20;
const START_ATTEMPTS = 3;
const KNOCK_MS = 5;
const SUBSCRIBED_MS = 20;

/** Starts a kernel and waits until it answers; see `startKernel()`. */
export async function readyKernel(options: StartKernelOptions): Promise<Kernel> {
  const deadline = performance.now() + (options.startTimeout ?? 30_000);
  for (let attempt = 1;; attempt++) {
    const process = startKernelProcess({
      cwd: options.cwd ?? Deno.cwd(),
      // Colour codes have no place in a file.
      env: { NO_COLOR: "1", ...options.env },
      deno: options.deno ?? Deno.execPath(),
    });
    try {
      const maxOutputBytes = options.maxOutputBytes ?? MAX_OUTPUT_BYTES;
      const client = await readyClient(process, { deadline, maxOutputBytes });
      return new Kernel({ process, client, maxOutputBytes });
    } catch (error) {
      await process.end();
      // Another process may have taken a port before the kernel did.
      if (attempt < START_ATTEMPTS && performance.now() < deadline) continue;
      throw error;
    }
  }
}

interface Readying {
  /** When it is too late, on the clock of `performance`. */
  readonly deadline: number;
  readonly maxOutputBytes: number;
}

async function readyClient(
  process: KernelProcess,
  { deadline, maxOutputBytes }: Readying,
): Promise<KernelClient> {
  const ended = process.ended.then(({ code, stderr }) => {
    const error = /^error: (?:Uncaught (?:\(in promise\) )?)?(.*)$/m.exec(stderr)?.[1] ?? stderr;
    const why = error === "" ? "" : `: ${error}`;
    throw new KernelError("start", `Cannot start a kernel: it ended with code ${code}${why}`);
  });
  ended.catch(() => {});
  for (;;) {
    try {
      const client = await connectKernel(process, { maxMessageBytes: maxOutputBytes });
      if (await isReady(client, deadline)) return client;
      await client.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await within(ended, KNOCK_MS);
    }
    if (performance.now() > deadline) {
      throw new KernelError("start", "Cannot start a kernel: it does not get ready in time");
    }
  }
}

/** Waits until the kernel answers, and until this client hears what it publishes. */
async function isReady(client: KernelClient, deadline: number): Promise<boolean> {
  for (;;) {
    const id = crypto.randomUUID();
    const heard = new Promise<true>((resolve) =>
      client.listen((message) => message.parentId === id && resolve(true))
    );
    const request = { channel: "shell", type: "kernel_info_request", content: {}, id } as const;
    const reply = await within(client.request(request), deadline - performance.now());
    if (reply === TIME_IS_UP) return false;
    if (await within(heard, SUBSCRIBED_MS) === true) return true;
  }
}
