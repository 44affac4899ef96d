/**
 * Messages as a Jupyter client and its kernel exchange them: "Messaging in Jupyter", version 5.3, the wire
 * protocol. Each is signed with a key that only the two know, and a message with a wrong signature is none.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";

/** What a message carries, by its own type. */
export type MessageContent = Readonly<Record<string, unknown>>;

/** A message without its frames. */
export interface JupyterMessage {
  /** Such as `execute_request` or `stream`. */
  readonly type: string;
  /** Identifies this message. */
  readonly id: string;
  /** The message that this one answers or comes from, and empty when there is none. */
  readonly parentId: string;
  readonly metadata: MessageContent;
  readonly content: MessageContent;
  /** The size of its content and metadata on the wire. */
  readonly bytes: number;
}

/** What a request says of its sender. */
export interface EncodeMessageOptions {
  /** The key that the kernel was started with. */
  readonly key: string;
  /** One name for all messages of a client. */
  readonly session: string;
  /** Identifies the message. */
  readonly id: string;
}

/** The frame in front of a message's own; JSON cannot hold it, for JSON has no control characters. */
export const DELIMITER: Uint8Array = new TextEncoder().encode("<IDS|MSG>");
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** Writes a request as the frames of one ZeroMQ message. */
export function encodeMessage(
  { type, content }: Pick<JupyterMessage, "type" | "content">,
  { key, session, id }: EncodeMessageOptions,
): readonly Uint8Array[] {
  const header = {
    msg_id: id,
    session,
    username: "groundplan",
    date: new Date().toISOString(),
    msg_type: type,
    version: "5.3",
  };
  const signed = [header, {}, {}, content].map((part) => ENCODER.encode(JSON.stringify(part)));
  return [DELIMITER, ENCODER.encode(sign(signed, key)), ...signed];
}

/**
 * Reads a message from its frames.
 *
 * @returns The message, or nothing when its signature is not the key's: such a message is to be ignored.
 * @throws {SyntaxError} When the frames are not those of a Jupyter message.
 */
export function decodeMessage(
  frames: readonly Uint8Array[],
  key: string,
): JupyterMessage | undefined {
  const start = frames.findIndex((frame) => Buffer.compare(frame, DELIMITER) === 0);
  const signature = frames[start + 1];
  const signed = frames.slice(start + 2, start + 6);
  if (start < 0 || signature === undefined || signed.length < 4) {
    throw new SyntaxError("Cannot read a Jupyter message: it has no <IDS|MSG> or too few frames");
  }
  if (!isSame(signature, ENCODER.encode(sign(signed, key)))) return undefined;
  const [header, parent, metadata, content] = signed.map((part) => asRecord(DECODER.decode(part)));
  return {
    type: String(header!["msg_type"]),
    id: String(header!["msg_id"]),
    parentId: String(parent!["msg_id"] ?? ""),
    metadata: metadata!,
    content: content!,
    bytes: signed[2]!.length + signed[3]!.length,
  };
}

function sign(parts: readonly Uint8Array[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function asRecord(text: string): MessageContent {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("Cannot read a Jupyter message: a part of it is not an object");
  }
  return value as MessageContent;
}
