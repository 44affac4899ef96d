import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importDatabase } from "../../lib/sources/import_database.ts";
import { readAddress } from "../../lib/sources/live/postgres_address.ts";

/** An environment of these variables. */
function environment(values: Readonly<Record<string, string>>) {
  return (name: string): string | undefined => values[name];
}

Deno.test("an address says where, and what it leaves out comes from the environment", async () => {
  const nowhere = environment({ PGPASSFILE: "/nowhere" });
  const { shown, ...rest } = await readAddress(
    "postgres://us%40er:p%2Fw@db.example.org:6000/a%20b",
    nowhere,
  );
  assert.deepEqual(rest, {
    host: "db.example.org",
    port: 6000,
    database: "a b",
    user: "us@er",
    password: "p/w",
  });
  assert.equal(shown, "postgres://us%40er@db.example.org:6000/a%20b");
  const socket = await readAddress(
    "postgresql:///shop?host=/run/pg&port=6001&sslmode=require",
    nowhere,
  );
  assert.deepEqual([socket.host, socket.port, socket.database, socket.sslmode], [
    "/run/pg",
    6001,
    "shop",
    "require",
  ]);
  const { host, port, database, user, password } = await readAddress(
    "postgres://x:1234",
    environment({
      PGHOST: "h",
      PGPORT: "6002",
      PGUSER: "u",
      PGDATABASE: "d",
      PGPASSWORD: "p",
    }),
  );
  assert.deepEqual([host, port, database, user, password], ["x", 1234, "d", "u", "p"]);
});

Deno.test("a password comes from .pgpass where nothing else gives one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "groundplan-"));
  const file = join(folder, "pgpass");
  await writeFile(file, "# none\nother:*:*:*:wrong\nh:5432:d:u\\:x:a\\:b\\\\c\n*:*:*:*:last\n");
  const passwordOf = async (address: string): Promise<string | undefined> =>
    (await readAddress(address, environment({ PGPASSFILE: file }))).password;
  try {
    await chmod(file, 0o600);
    assert.equal(await passwordOf("postgres://u%3Ax@h/d"), "a:b\\c");
    assert.equal(await passwordOf("postgres://v@h/d"), "last");
    assert.equal(await passwordOf("postgres://v:own@h/d"), "own");
    await chmod(file, 0o644);
    assert.equal(await passwordOf("postgres://v@h/d"), undefined);
  } finally {
    await rm(folder, { recursive: true });
  }
});

Deno.test("what is no address is refused without a word of what it held", async () => {
  for (
    const address of ["mysql://u:secret@h/d", "postgres:/u:secret@h", "postgres://u:secret@[/d"]
  ) {
    await assert.rejects(readAddress(address), (error: Error) => {
      assert.ok(error instanceof SyntaxError);
      assert.doesNotMatch(`${error.message} ${JSON.stringify(error)} ${error.stack}`, /secret/);
      return true;
    });
  }
});

Deno.test("a server that refuses, hangs or is none gives a clear answer without the password", async (t) => {
  const cases: readonly [what: string, talk: (socket: Socket) => void, message: RegExp][] = [
    ["never answers", () => {}, /no answer within 0.3 s/],
    ["hangs up", (socket) => socket.destroy(), /Cannot read postgres:\/\/u@127/],
    [
      "answers with something else",
      (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      /Cannot read postgres:\/\/u@127/,
    ],
  ];
  for (const [what, talk, message] of cases) {
    await t.step(what, async () => {
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket.on("error", () => {}));
        talk(socket);
      });
      const port = await listen(server);
      try {
        await assert.rejects(
          importDatabase(`postgres://u:se%20cret@127.0.0.1:${port}/d`, { connectSeconds: 0.3 }),
          (error: Error) => {
            assert.match(error.message, message);
            assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /se cret|se%20cret/);
            return true;
          },
        );
      } finally {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      }
    });
  }
  await t.step("nothing listens", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(
      importDatabase(`postgres://u:secret@127.0.0.1:${port}/d`, { connectSeconds: 2 }),
      /nothing listens on 127.0.0.1 port \d+/,
    );
  });
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
