import assert from "node:assert/strict";
import { serverOrSkip, type ServerVersion } from "../servers.ts";

for (const version of [18, 15] satisfies ServerVersion[]) {
  Deno.test(`PostgreSQL ${version} starts, answers, holds its extensions and leaves nothing behind`, async () => {
    const server = await serverOrSkip(version);
    if (!server) return;
    const client = await server.connect();
    const { rows } = await client.query("show server_version_num");
    assert.equal(Math.floor(Number(rows[0].server_version_num) / 10_000), version);
    await client.query("create extension pgstattuple; create extension pageinspect");
    await server.stop();
    await assert.rejects(Deno.connect({ hostname: "127.0.0.1", port: server.port }));
  });
}
