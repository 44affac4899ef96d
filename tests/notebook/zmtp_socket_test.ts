import assert from "node:assert/strict";
import fc from "fast-check";
import { connectZmtp, type ZmtpSocket } from "../../lib/notebook/zmtp_socket.ts";

/** The greeting and the READY command of a peer, as RFC 23 prints them. */
const GREETING = Uint8Array.from([
  ...[0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0],
  ..."NULL".split("").map((letter) => letter.charCodeAt(0)),
  ...new Array(48).fill(0),
]);
const READY_PUB = hex("04 19 05 5245414459 0b 536f636b65742d54797065 00000003 505542");

function hex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(text.replaceAll(" ", ""));
}

interface Peer extends AsyncDisposable {
  readonly socket: ZmtpSocket;
  readonly connection: Deno.TcpConn;
  /** Reads so many bytes of what the socket sent. */
  read(count: number): Promise<Uint8Array>;
}

async function connectToPeer(
  { type = "SUB", maxMessageBytes = 1000, greeting = GREETING, ready = READY_PUB, ...more }: {
    type?: "SUB" | "DEALER";
    firstFrame?: Uint8Array;
    maxMessageBytes?: number;
    greeting?: Uint8Array;
    ready?: Uint8Array;
  } = {},
): Promise<Peer> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  try {
    const connecting = connectZmtp({ type, port: listener.addr.port, maxMessageBytes, ...more });
    const connection = await listener.accept();
    await connection.write(greeting);
    await connection.write(ready);
    const socket = await connecting.catch((error) => {
      connection.close();
      throw error;
    });
    return {
      socket,
      connection,
      async read(count) {
        const bytes = new Uint8Array(count);
        let at = 0;
        while (at < count) at += await connection.read(bytes.subarray(at)) ?? assert.fail("ended");
        return bytes;
      },
      [Symbol.asyncDispose]() {
        socket.close();
        try {
          connection.close();
        } catch {
          // The test closed it.
        }
        return Promise.resolve();
      },
    };
  } finally {
    listener.close();
  }
}

Deno.test("connectZmtp() greets, says what it is and subscribes to everything", async () => {
  await using peer = await connectToPeer();
  assert.deepEqual(await peer.read(64), GREETING);
  assert.deepEqual(
    await peer.read(27),
    hex("04 19 05 5245414459 0b 536f636b65742d54797065 00000003 535542"),
  );
  assert.deepEqual(await peer.read(3), hex("00 01 01"));
});

Deno.test("a DEALER subscribes to nothing and frames what it sends by length", async () => {
  await using peer = await connectToPeer({ type: "DEALER" });
  await peer.read(64 + 30);
  await peer.socket.send([Uint8Array.of(7), new Uint8Array(300)]);
  assert.deepEqual(await peer.read(3), hex("01 01 07"));
  assert.deepEqual((await peer.read(9 + 300)).subarray(0, 9), hex("02 000000000000012c"));
});

Deno.test("messages sent at once do not mix", async () => {
  await using peer = await connectToPeer({ type: "DEALER" });
  await peer.read(64 + 30);
  const sizes = [3_000_000, 1, 2_000_000];
  const sending = Promise.all(
    sizes.map((size, at) => peer.socket.send([new Uint8Array(size).fill(at + 1)])),
  );
  const [first, second, third] = [
    await peer.read(9 + sizes[0]!),
    await peer.read(3),
    await peer.read(9 + sizes[2]!),
  ];
  await sending;
  assert(first.subarray(9).every((byte) => byte === 1));
  assert.deepEqual(second, Uint8Array.of(0, 1, 2));
  assert(third.subarray(9).every((byte) => byte === 3));
});

Deno.test("receive() puts messages together from frames, however they arrive", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1 }), { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
      async (messages, cuts) => {
        await using peer = await connectToPeer({ maxMessageBytes: 10_000 });
        const bytes = messages.flatMap((frames) => frames.flatMap(frameBytes));
        (async () => {
          for (let at = 0, cut = 0; at < bytes.length; cut++) {
            const end = at + cuts[cut % cuts.length]!;
            await peer.connection.write(Uint8Array.from(bytes.slice(at, end)));
            at = end;
          }
        })();
        for (const frames of messages) assert.deepEqual(await peer.socket.receive(), frames);
      },
    ),
    { numRuns: 25 },
  );
});

function frameBytes(data: Uint8Array, at: number, frames: readonly Uint8Array[]): number[] {
  const more = at < frames.length - 1 ? 1 : 0;
  return data.length > 255
    ? [more | 2, 0, 0, 0, 0, 0, 0, data.length >> 8, data.length & 255, ...data]
    : [more, data.length, ...data];
}

Deno.test("receive() passes over commands and ends with the connection", async () => {
  await using peer = await connectToPeer();
  await peer.connection.write(hex("04 05 04 50494e47"));
  await peer.connection.write(hex("00 01 09"));
  assert.deepEqual(await peer.socket.receive(), [Uint8Array.of(9)]);
  await peer.connection.write(hex("00 05 01"));
  peer.connection.close();
  assert.equal(await peer.socket.receive(), undefined);
});

Deno.test("receive() refuses a message that is too large before it reads it", async () => {
  await using peer = await connectToPeer({ maxMessageBytes: 10 });
  await peer.connection.write(hex("01 08 0000000000000000"));
  await peer.connection.write(hex("02 7fffffffffffffff"));
  await assert.rejects(peer.socket.receive(), RangeError);
});

Deno.test("receive() refuses flags that no frame has", async () => {
  await using peer = await connectToPeer();
  await peer.connection.write(hex("48 45"));
  await assert.rejects(peer.socket.receive(), SyntaxError);
});

Deno.test("receive() takes messages out of the middle of others, where they can be told", async () => {
  const firstFrame = new TextEncoder().encode("<IDS|MSG>");
  const start = frameBytes(firstFrame, 0, [firstFrame, firstFrame]);
  const large = new Uint8Array(100_000).map((_, at) => 32 + at % 90);
  const head = [...start, 2, 0, 0, 0, 0, 0, 1, 0x86, 0xa0];
  const small = (byte: number) => [...start, 0, 1, byte];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: large.length }), { maxLength: 4 }),
      async (places) => {
        await using peer = await connectToPeer({ maxMessageBytes: 200_000, firstFrame });
        const bytes = [...head];
        let from = 0;
        for (const [at, place] of places.toSorted((a, b) => a - b).entries()) {
          bytes.push(...large.subarray(from, place), ...small(at + 1));
          from = place;
        }
        bytes.push(...large.subarray(from), ...small(99));
        const writing = (async () => {
          const all = Uint8Array.from(bytes);
          for (let at = 0; at < all.length;) at += await peer.connection.write(all.subarray(at));
        })();
        assert.deepEqual(await peer.socket.receive(), [firstFrame, large]);
        for (const [at] of places.entries()) {
          assert.deepEqual(await peer.socket.receive(), [firstFrame, Uint8Array.of(at + 1)]);
        }
        assert.deepEqual(await peer.socket.receive(), [firstFrame, Uint8Array.of(99)]);
        await writing;
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("connectZmtp() refuses a peer that speaks something else", async () => {
  const greeting = new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n".padEnd(64));
  await assert.rejects(connectToPeer({ greeting }), SyntaxError);
  await assert.rejects(connectToPeer({ ready: hex("00 01 00") }), /does not get ready/);
});
