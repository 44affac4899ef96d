/**
 * One end of a ZeroMQ socket: ZMTP 3.0 over TCP with the NULL mechanism, as RFC 23 describes it. Enough for
 * a client of a Jupyter kernel, and without a native module.
 *
 * @module
 */

import { Buffer } from "node:buffer";

/** The kinds of sockets that a Jupyter client opens. */
export type ZmtpSocketType = "DEALER" | "SUB";

/** Where a socket connects to, and what it accepts. */
export interface ConnectZmtpOptions {
  /** The kind of this end. */
  readonly type: ZmtpSocketType;
  /** The peer's port on this machine. */
  readonly port: number;
  /** The largest message that is read, in bytes, all frames together. */
  readonly maxMessageBytes: number;
  /**
   * The first frame of every message, when it can stand in no other. Deno's kernel writes what it publishes
   * from two places, and a small message may come to stand in the middle of a large one: with this, it is
   * found there and taken out.
   */
  readonly firstFrame?: Uint8Array;
}

/** A connected socket. */
export interface ZmtpSocket {
  /** Sends the frames of one message. */
  send(frames: readonly Uint8Array[]): Promise<void>;
  /**
   * Reads one message, and nothing when the peer has closed the connection.
   *
   * @throws {RangeError} When the message is larger than `maxMessageBytes`.
   * @throws {SyntaxError} When the bytes are not ZMTP.
   */
  receive(): Promise<readonly Uint8Array[] | undefined>;
  /** Closes the connection; closing twice does nothing. */
  close(): void;
}

const GREETING_BYTES = 64;
const HANDSHAKE_BYTES = 4096;
// What the system takes in one write stays whole.
const MIXED_BYTES = 1 << 14;
const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const ENCODER = new TextEncoder();

/**
 * Connects to a peer on this machine and shakes hands with it. A SUB socket subscribes to everything.
 *
 * @throws {Deno.errors.ConnectionRefused} When nobody listens there.
 * @throws {SyntaxError} When the peer does not speak ZMTP 3.
 */
export async function connectZmtp(options: ConnectZmtpOptions): Promise<ZmtpSocket> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: options.port });
  try {
    connection.setNoDelay(true);
    const reader = new FrameReader(connection, options);
    await writeAll(connection, greeting());
    const theirs = await reader.take(GREETING_BYTES);
    if (theirs === undefined || theirs[0] !== 0xff || theirs[10]! < 3) {
      throw new SyntaxError(`Cannot talk to port ${options.port}: it does not answer as ZMTP 3`);
    }
    await writeAll(connection, encodeFrame(readyCommand(options.type), COMMAND));
    const ready = await reader.frame(HANDSHAKE_BYTES);
    if (ready === undefined || !(ready.flags & COMMAND)) {
      throw new SyntaxError(`Cannot talk to port ${options.port}: it does not get ready`);
    }
    if (options.type === "SUB") await writeAll(connection, encodeFrame(Uint8Array.of(1), 0));
    return socketOver(connection, reader);
  } catch (error) {
    close(connection);
    throw error;
  }
}

function socketOver(connection: Deno.TcpConn, reader: FrameReader): ZmtpSocket {
  let lastWrite = Promise.resolve();
  return {
    send(frames) {
      const bytes = concat(
        frames.map((frame, at) => encodeFrame(frame, at < frames.length - 1 ? MORE : 0)),
      );
      // Two messages written at once would mix their bytes: one waits for the other.
      lastWrite = lastWrite.catch(() => {}).then(() => writeAll(connection, bytes));
      return lastWrite;
    },
    receive: () => reader.next(),
    close: () => close(connection),
  };
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It was closed before.
  }
}

interface Frame {
  readonly flags: number;
  readonly data: Uint8Array;
}

class FrameReader {
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(1 << 16);
  #start = 0;
  #end = 0;
  readonly #maxMessageBytes: number;
  readonly #messageStart: Uint8Array | undefined;
  /** Messages that stood inside others. */
  readonly #foundInside: (readonly Uint8Array[])[] = [];

  constructor(readonly connection: Deno.Conn, options: ConnectZmtpOptions) {
    this.#maxMessageBytes = options.maxMessageBytes;
    this.#messageStart = options.firstFrame && encodeFrame(options.firstFrame, MORE);
  }

  /** The next bytes, or nothing when the stream ends before them. */
  async take(count: number): Promise<Uint8Array | undefined> {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (this.#start === this.#end && !await this.#fill()) return undefined;
      const part = this.#buffer.subarray(
        this.#start,
        Math.min(this.#end, this.#start + count - filled),
      );
      taken.set(part, filled);
      filled += part.length;
      this.#start += part.length;
    }
    return taken;
  }

  /** Puts bytes back, to be taken again. */
  #putBack(bytes: Uint8Array): void {
    this.#buffer = concat([bytes, this.#buffer.subarray(this.#start, this.#end)]);
    this.#start = 0;
    this.#end = this.#buffer.length;
  }

  async #fill(): Promise<boolean> {
    this.#start = this.#end = 0;
    try {
      this.#end = await this.connection.read(this.#buffer) ?? 0;
    } catch (error) {
      if (isClosed(error)) return false;
      throw error;
    }
    return this.#end > 0;
  }

  async frame(budget = this.#maxMessageBytes): Promise<Frame | undefined> {
    const flags = (await this.take(1))?.[0];
    if (flags === undefined) return undefined;
    if (flags > (MORE | LONG | COMMAND)) {
      throw new SyntaxError(`Cannot read a ZMTP frame: its flags are ${flags}, which none has`);
    }
    const head = await this.take(flags & LONG ? 8 : 1);
    if (head === undefined) return undefined;
    const size = flags & LONG ? Number(new DataView(head.buffer).getBigUint64(0)) : head[0]!;
    if (size > budget) {
      throw new RangeError(
        `Cannot read a message of ${size} bytes: at most ${this.#maxMessageBytes} are read`,
      );
    }
    const data = await this.#takeWhole(size);
    return data && { flags, data };
  }

  /** The next bytes of a frame, without the messages that stand among them. */
  async #takeWhole(size: number): Promise<Uint8Array | undefined> {
    let data = await this.take(size);
    if (this.#messageStart === undefined || size < MIXED_BYTES) return data;
    for (let from = 0; data !== undefined;) {
      const inside = indexOfStart(data, { start: this.#messageStart, from });
      if (inside < 0) return data;
      this.#putBack(data.subarray(inside));
      const message = await this.message();
      if (message === undefined) return undefined;
      this.#foundInside.push(message);
      const rest: Uint8Array | undefined = await this.take(size - inside);
      data = rest && concat([data.subarray(0, inside), rest]);
      from = inside;
    }
    return undefined;
  }

  async next(): Promise<readonly Uint8Array[] | undefined> {
    return this.#foundInside.shift() ?? await this.message();
  }

  async message(): Promise<readonly Uint8Array[] | undefined> {
    const frames: Uint8Array[] = [];
    let budget = this.#maxMessageBytes;
    for (;;) {
      const frame = await this.frame(budget);
      if (frame === undefined) return undefined;
      if (frame.flags & COMMAND) continue;
      frames.push(frame.data);
      budget -= frame.data.length;
      if (!(frame.flags & MORE)) return frames;
    }
  }
}

/** Where bytes start in others, be it that they end with no more than the first of them. */
function indexOfStart(
  data: Uint8Array,
  { start, from }: { readonly start: Uint8Array; readonly from: number },
): number {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  const whole = bytes.indexOf(start, from);
  if (whole >= 0) return whole;
  for (let size = Math.min(start.length - 1, data.length - from); size > 0; size--) {
    if (bytes.subarray(-size).equals(start.subarray(0, size))) return data.length - size;
  }
  return -1;
}

function isClosed(error: unknown): boolean {
  return error instanceof Deno.errors.BadResource || error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.Interrupted || error instanceof Deno.errors.ConnectionAborted;
}

function greeting(): Uint8Array {
  const bytes = new Uint8Array(GREETING_BYTES);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.set(ENCODER.encode("NULL"), 12);
  return bytes;
}

function readyCommand(type: ZmtpSocketType): Uint8Array {
  const value = ENCODER.encode(type);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, value.length);
  return concat([shortString("READY"), shortString("Socket-Type"), length, value]);
}

function shortString(text: string): Uint8Array {
  const bytes = ENCODER.encode(text);
  return concat([Uint8Array.of(bytes.length), bytes]);
}

function encodeFrame(data: Uint8Array, flags: number): Uint8Array {
  if (data.length <= 255) return concat([Uint8Array.of(flags, data.length), data]);
  const head = new Uint8Array(9);
  head[0] = flags | LONG;
  new DataView(head.buffer).setBigUint64(1, BigInt(data.length));
  return concat([head, data]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}
