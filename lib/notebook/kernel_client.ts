import {
  decodeMessage,
  DELIMITER,
  encodeMessage,
  type JupyterMessage,
  type MessageContent,
} from "./jupyter_message.ts";
import { KernelError } from "./kernel_error.ts";
import type { KernelProcess } from "./kernel_process.ts";
import { connectZmtp, type ZmtpSocket, type ZmtpSocketType } from "./zmtp_socket.ts";

/** The channels of "Messaging in Jupyter" that a client of a kernel uses. */
export type Channel = "shell" | "control" | "stdin" | "iopub";

/** A message to a kernel. */
export interface KernelRequest {
  readonly channel: Exclude<Channel, "iopub">;
  readonly type: string;
  readonly content: MessageContent;
  /** Identifies the message. Defaults to a new one. */
  readonly id?: string;
}

/** How a client hears what a kernel sends unasked. */
export interface KernelClientOptions {
  /** The largest message that is read, in bytes. */
  readonly maxMessageBytes: number;
}

/** A connection to a kernel on its four channels. */
export interface KernelClient {
  /** Sends a message that has no answer. */
  send(request: KernelRequest): Promise<void>;
  /**
   * Sends a request and waits for its reply.
   *
   * @throws {KernelError} When the connection breaks before.
   */
  request(request: KernelRequest): Promise<JupyterMessage>;
  /** Calls a function with each message that the kernel publishes or asks input with, until the next call. */
  listen(listener: (message: JupyterMessage) => void): void;
  /** Fails when the connection breaks. */
  readonly broken: Promise<never>;
  /** Closes the connection. */
  close(): Promise<void>;
}

const CHANNELS: Readonly<Record<Channel, ZmtpSocketType>> = {
  shell: "DEALER",
  control: "DEALER",
  stdin: "DEALER",
  iopub: "SUB",
};

/**
 * Connects to a kernel that listens.
 *
 * @throws {Deno.errors.ConnectionRefused} When it does not listen (yet).
 */
export async function connectKernel(
  process: KernelProcess,
  { maxMessageBytes }: KernelClientOptions,
): Promise<KernelClient> {
  const sockets = new Map<Channel, ZmtpSocket>();
  try {
    for (const channel of Object.keys(CHANNELS) as Channel[]) {
      const port = process.connection[channel];
      const type = CHANNELS[channel];
      const firstFrame = channel === "iopub" ? { firstFrame: DELIMITER } : {};
      sockets.set(channel, await connectZmtp({ type, port, maxMessageBytes, ...firstFrame }));
    }
  } catch (error) {
    for (const socket of sockets.values()) socket.close();
    throw error;
  }
  return clientOver(process, sockets);
}

function clientOver(
  process: KernelProcess,
  sockets: ReadonlyMap<Channel, ZmtpSocket>,
): KernelClient {
  const { key } = process.connection;
  const session = crypto.randomUUID();
  const replies = new Map<string, (reply: JupyterMessage) => void>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  let listener: (message: JupyterMessage) => void = () => {};

  const receive = async (channel: Channel) => {
    try {
      for (;;) {
        const frames = await sockets.get(channel)!.receive();
        if (frames === undefined) break;
        const message = decodeMessage(frames, key);
        // A message that is not signed with the key is not the kernel's.
        if (message === undefined) continue;
        if (channel === "iopub" || channel === "stdin") listener(message);
        else replies.get(message.parentId)?.(message);
      }
      broken.reject(await deathOf(process));
    } catch (error) {
      broken.reject(asKernelError(error));
    }
  };
  const loops = [...sockets.keys()].map(receive);

  const send = async ({ channel, type, content, id = crypto.randomUUID() }: KernelRequest) => {
    const frames = encodeMessage({ type, content }, { key, session, id });
    const sent = sockets.get(channel)!.send(frames);
    // Why a kernel ended says more than that a pipe is broken.
    await Promise.race([sent.catch(() => broken.promise), broken.promise]);
  };

  return {
    send,
    async request(request) {
      const id = request.id ?? crypto.randomUUID();
      const reply = new Promise<JupyterMessage>((resolve) => replies.set(id, resolve));
      try {
        await send({ ...request, id });
        return await Promise.race([reply, broken.promise]);
      } finally {
        replies.delete(id);
      }
    },
    listen(next) {
      listener = next;
    },
    broken: broken.promise,
    async close() {
      broken.reject(new KernelError("died", "The connection to the kernel was closed"));
      for (const socket of sockets.values()) socket.close();
      await Promise.all(loops);
    },
  };
}

async function deathOf(process: KernelProcess): Promise<KernelError> {
  const { code, signal, stderr } = await process.ended;
  const how = signal ? `was killed with ${signal}` : `ended itself with code ${code}`;
  const last = stderr === "" ? "" : `; its last words: ${stderr.split("\n").slice(-3).join(" ")}`;
  return new KernelError("died", `the kernel ${how}${last}`);
}

function asKernelError(error: unknown): KernelError {
  if (error instanceof RangeError) {
    return new KernelError("output", "an output is larger than may be read", { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new KernelError("protocol", `the kernel's messages cannot be read: ${message}`, {
    cause: error,
  });
}
