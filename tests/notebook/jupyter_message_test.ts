import assert from "node:assert/strict";
import { decodeMessage, encodeMessage } from "../../lib/notebook/jupyter_message.ts";

const ENCODER = new TextEncoder();

function frames(...texts: readonly string[]): readonly Uint8Array[] {
  return texts.map((text) => ENCODER.encode(text));
}

// The signature is what Python's hmac module gives for these parts and the key "secret".
const SIGNED = frames(
  "<IDS|MSG>",
  "3cb0",
  '{"msg_id":"1","msg_type":"stream"}',
  '{"msg_id":"0"}',
  "{}",
  '{"name":"stdout","text":"hé"}',
);
const SIGNATURE = "8ab9e78b880bd97fdd1952c77e8d19f39face62b447eb33bf62ffc39c8c5b60f";

Deno.test("decodeMessage() reads a message that another library signed", () => {
  const message = decodeMessage(SIGNED.with(1, ENCODER.encode(SIGNATURE)), "secret");
  assert.deepEqual(message, {
    type: "stream",
    id: "1",
    parentId: "0",
    metadata: {},
    content: { name: "stdout", text: "hé" },
    bytes: 32,
  });
});

Deno.test("decodeMessage() reads behind identities and before buffers", () => {
  const message = decodeMessage([
    ENCODER.encode("topic"),
    ...SIGNED.with(1, ENCODER.encode(SIGNATURE)),
    Uint8Array.of(0, 255),
  ], "secret");
  assert.equal(message?.type, "stream");
});

Deno.test("decodeMessage() gives nothing for a wrong signature", () => {
  assert.equal(decodeMessage(SIGNED, "secret"), undefined);
  assert.equal(decodeMessage(SIGNED.with(1, ENCODER.encode(SIGNATURE)), "other"), undefined);
  const forged = SIGNED.with(1, ENCODER.encode(SIGNATURE)).with(5, ENCODER.encode('{"a":1}'));
  assert.equal(decodeMessage(forged, "secret"), undefined);
});

Deno.test("decodeMessage() refuses what is no message", () => {
  assert.throws(() => decodeMessage(frames("a", "b"), "secret"), SyntaxError);
  assert.throws(() => decodeMessage(SIGNED.slice(0, 5), "secret"), SyntaxError);
});

Deno.test("encodeMessage() writes what decodeMessage() reads", () => {
  const content = { code: "1 + 1", silent: false };
  const written = encodeMessage({ type: "execute_request", content }, {
    key: "k",
    session: "s",
    id: "42",
  });
  const message = decodeMessage(written, "k");
  assert.deepEqual(message?.content, content);
  assert.equal(message?.id, "42");
  assert.equal(message?.type, "execute_request");
});
