import { formatBytes, formatDuration } from "../core/format.ts";
import { freeze } from "../core/freeze.ts";
import { type CellOutput, collectOutputs, type DisplayUpdate } from "./cell_outputs.ts";
import { explainFailure } from "./explain_failure.ts";
import type { JupyterMessage } from "./jupyter_message.ts";
import type { KernelClient } from "./kernel_client.ts";
import { KernelError } from "./kernel_error.ts";
import type { KernelProcess } from "./kernel_process.ts";
import type { ErrorOutput } from "./notebook.ts";
import { TIME_IS_UP, within } from "./time_limit.ts";

/** How a cell is executed. */
export interface ExecuteOptions {
  /** How long the cell may run, in milliseconds. Defaults to no limit. */
  readonly timeout?: number;
}

/** What came of executing a cell. */
export interface CellExecution {
  /** All that the cell output, in its order, the error last. */
  readonly outputs: readonly CellOutput[];
  /** New states of displays that earlier cells made. */
  readonly updates: readonly DisplayUpdate[];
  /** How many cells the kernel has executed, this one included. */
  readonly executionCount: number;
  /** The error that ended the cell, when one did; the last output, too. */
  readonly error?: ErrorOutput;
}

/** What a kernel is made of. */
export interface KernelParts {
  readonly process: KernelProcess;
  readonly client: KernelClient;
  /** The most that one cell may output, in bytes. */
  readonly maxOutputBytes: number;
}

interface RunningCell {
  readonly messages: JupyterMessage[];
  bytes: number;
  /** What the cell asked for, when it asked for input. */
  prompt?: string;
}

const INTERRUPT_MS = 1000;
const SHUTDOWN_MS = 1000;
const FLUSH_MS = 5000;
const SENTINEL = "groundplan_sentinel";
const OUTPUTS: ReadonlySet<string> = new Set([
  "stream",
  "display_data",
  "execute_result",
  "update_display_data",
  "clear_output",
  "error",
]);

/** A running kernel. Dispose of it to end it; it ends with this process in any case. */
export class Kernel {
  readonly #parts: KernelParts;
  #busy = false;
  #ended = false;

  /** Use `startKernel()`. */
  constructor(parts: KernelParts) {
    this.#parts = parts;
  }

  /**
   * Executes one cell and waits until all that it output has come.
   *
   * An error in the cell is a value in what is returned. Outputs that a cell's timers make after it has ended
   * belong to the cell that runs then.
   *
   * @throws {KernelError} When the kernel dies, cannot be interrupted in time, or a cell outputs too much:
   * the kernel is ended then.
   * @throws {TypeError} When another cell is still running, or the kernel has ended.
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<CellExecution> {
    if (this.#ended) throw new TypeError("Cannot execute a cell: the kernel has ended");
    if (this.#busy) throw new TypeError("Cannot execute a cell: another one is still running");
    this.#busy = true;
    try {
      return await this.#execute(code, options);
    } catch (error) {
      await this.#end();
      throw error;
    } finally {
      this.#busy = false;
    }
  }

  /** Asks the kernel to stop what it runs. That stops loops, but nothing that waits. */
  async interrupt(): Promise<void> {
    await this.#parts.client.request({
      channel: "control",
      type: "interrupt_request",
      content: {},
    });
  }

  /** Ends the kernel and all that its cells started. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended && !this.#busy) {
      const { client, process } = this.#parts;
      const content = { restart: false };
      const shutdown = client.request({ channel: "control", type: "shutdown_request", content });
      await within(shutdown.then(() => process.ended), SHUTDOWN_MS).catch(() => {});
    }
    await this.#end();
  }

  async #execute(code: string, { timeout }: ExecuteOptions): Promise<CellExecution> {
    const { client } = this.#parts;
    const cell: RunningCell = { messages: [], bytes: 0 };
    const flushed = this.#collect(cell);
    const running = client.request({
      channel: "shell",
      type: "execute_request",
      content: executeContent(code, { silent: false }),
    });
    let reply = await within(Promise.race([running, flushed.tooMuch]), timeout);
    const timedOut = reply === TIME_IS_UP;
    if (reply === TIME_IS_UP) {
      const limit = formatDuration(timeout! / 1000);
      reply = await within(this.interrupt().then(() => running), INTERRUPT_MS);
      if (reply === TIME_IS_UP) {
        throw new KernelError(
          "timeout",
          `the cell was still waiting after ${limit} and could not be interrupted`,
        );
      }
    }
    const hung = Math.max(timeout ?? Infinity, FLUSH_MS);
    if (await within(this.#flush(flushed), hung) === TIME_IS_UP) {
      throw new KernelError(
        "timeout",
        `what the cell left running blocked the kernel for ${formatDuration(hung / 1000)}`,
      );
    }
    return finish({ code, cell, reply, ...(timedOut ? { timeout: timeout! } : {}) });
  }

  /** Gathers what the kernel publishes from now on as the cell's. */
  #collect(cell: RunningCell) {
    const { client, maxOutputBytes } = this.#parts;
    const id = crypto.randomUUID();
    const sentinel = Promise.withResolvers<void>();
    const tooMuch = Promise.withResolvers<never>();
    tooMuch.promise.catch(() => {});
    client.listen((message) => {
      if (message.type === SENTINEL && message.content["id"] === id) sentinel.resolve();
      else if (message.type === "input_request") this.#refuse(message, cell);
      else if (OUTPUTS.has(message.type)) {
        cell.bytes += message.bytes;
        if (cell.bytes > maxOutputBytes) {
          tooMuch.reject(
            new KernelError("output", `the cell output more than ${formatBytes(maxOutputBytes)}`),
          );
        } else cell.messages.push(message);
      }
    });
    return { id, sentinel: sentinel.promise, tooMuch: tooMuch.promise };
  }

  /** Nobody is there to answer: the cell is stopped where it asks. */
  #refuse({ content }: JupyterMessage, cell: RunningCell): void {
    const { client } = this.#parts;
    cell.prompt = String(content["prompt"] ?? "");
    const reply = { channel: "stdin", type: "input_reply", content: { value: "" } } as const;
    // A failure here is one of the connection, which the cell's own request meets, too.
    this.interrupt().then(() => client.send(reply)).catch(() => {});
  }

  /**
   * Waits until all outputs have come. The kernel says `status: idle` past the queue of outputs; a silent
   * cell that publishes a message of its own puts that message at the end of the queue.
   */
  async #flush(
    { id, sentinel, tooMuch }: { id: string; sentinel: Promise<void>; tooMuch: Promise<never> },
  ): Promise<void> {
    const { client } = this.#parts;
    const call = `Deno.jupyter.broadcast(${JSON.stringify(SENTINEL)}, ${JSON.stringify({ id })});`;
    const request = client.request({
      channel: "shell",
      type: "execute_request",
      content: executeContent(call, { silent: true }),
    });
    await Promise.race([Promise.all([request, sentinel]), client.broken, tooMuch]);
  }

  async #end(): Promise<void> {
    this.#ended = true;
    await this.#parts.process.end();
    await this.#parts.client.close();
  }
}

function executeContent(code: string, { silent }: { readonly silent: boolean }) {
  return {
    code,
    silent,
    store_history: !silent,
    user_expressions: {},
    allow_stdin: !silent,
    stop_on_error: true,
  };
}

interface Finished {
  readonly code: string;
  readonly cell: RunningCell;
  readonly reply: JupyterMessage;
  /** How long the cell was allowed to run, when it ran longer. */
  readonly timeout?: number;
}

function finish({ code, cell, reply, timeout }: Finished): CellExecution {
  const error = errorOf({ code, cell, reply, ...(timeout === undefined ? {} : { timeout }) });
  // The kernel may send the error before outputs that came before it.
  const messages = error === undefined
    ? cell.messages
    : cell.messages.filter(({ type, content }) =>
      type !== "error" || content["evalue"] !== reply.content["evalue"]
    );
  const { outputs, updates } = collectOutputs(messages);
  return freeze({
    outputs: error === undefined ? outputs : [...outputs, error],
    updates,
    executionCount: Number(reply.content["execution_count"]),
    ...(error === undefined ? {} : { error }),
  });
}

function errorOf({ code, cell, reply, timeout }: Finished): ErrorOutput | undefined {
  if (cell.prompt !== undefined) {
    return madeError(
      "StdinNotImplementedError",
      `the cell asks for input (${
        JSON.stringify(cell.prompt.trim())
      }), and nobody is there to answer: make it a parameter`,
    );
  }
  if (timeout !== undefined) {
    return madeError(
      "TimeoutError",
      `the cell was still running after ${formatDuration(timeout / 1000)} and was interrupted`,
    );
  }
  if (reply.content["status"] !== "error") return undefined;
  const { ename, evalue, traceback } = reply.content;
  return explainFailure(code, {
    output_type: "error",
    ename: String(ename),
    evalue: String(evalue),
    traceback: Array.isArray(traceback) ? traceback.map(String) : [],
  });
}

function madeError(ename: string, evalue: string): ErrorOutput {
  return { output_type: "error", ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
