import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import {
  superviseKernel,
  type SupervisorOrder,
  type SupervisorReport,
} from "./kernel_supervisor.ts";

/** The five ports of a kernel and the key of its messages. */
export interface KernelConnection {
  readonly shell: number;
  readonly iopub: number;
  readonly stdin: number;
  readonly control: number;
  readonly heartbeat: number;
  readonly key: string;
}

/** How a kernel ended. */
export interface KernelEnd {
  /** The exit code; 128 plus the signal's number when a signal ended it. */
  readonly code: number;
  readonly signal: string | null;
  /** The last of what it wrote to its standard error. */
  readonly stderr: string;
}

/** A kernel that runs in a process of its own. */
export interface KernelProcess {
  readonly connection: KernelConnection;
  /** Settles when the kernel has ended, and never fails. */
  readonly ended: Promise<KernelEnd>;
  /** Ends the kernel and all that it started, and waits until they are gone. */
  end(): Promise<void>;
}

/** Where a kernel runs. */
export interface StartKernelProcessOptions {
  /** The folder in which it runs. */
  readonly cwd: string;
  /** Environment variables beside the inherited ones. */
  readonly env: Readonly<Record<string, string>>;
  /** The Deno executable. */
  readonly deno: string;
}

const STDERR_KEPT = 4000;
const STDERR_WAIT_MS = 200;
const END_MS = 3000;

/** Starts a kernel under a supervisor, which kills it when this process ends in whatever way. */
export function startKernelProcess(options: StartKernelProcessOptions): KernelProcess {
  const connection = newConnection();
  // The supervisor runs from its source text, so that it needs no file of this module within reach.
  const supervisor = new Deno.Command(options.deno, {
    args: ["eval", "--no-config", "--no-lock", `await (${superviseKernel.toString()})()`],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
    detached: true,
  }).spawn();
  const order: SupervisorOrder = {
    file: join(tmpdir(), `groundplan-kernel-${crypto.randomUUID()}.json`),
    deno: options.deno,
    cwd: options.cwd,
    env: options.env,
    connection: connectionFile(connection),
  };
  const stdin = supervisor.stdin.getWriter();
  stdin.closed.catch(() => {});
  stdin.write(new TextEncoder().encode(JSON.stringify(order) + "\n")).catch(() => {});
  const ended = watch(supervisor, order.file);
  return {
    connection,
    ended,
    async end() {
      stdin.close().catch(() => {});
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => timer = setTimeout(resolve, END_MS));
      await Promise.race([ended, late.then(() => killGroup(supervisor))]);
      clearTimeout(timer);
      await ended;
    },
  };
}

async function watch(supervisor: Deno.ChildProcess, file: string): Promise<KernelEnd> {
  const stderr = tail(supervisor.stderr);
  const stdout = supervisor.stdout.getReader();
  let text = "";
  const reading = (async () => {
    for (;;) {
      const { value, done } = await stdout.read();
      if (done) return;
      text += new TextDecoder().decode(value);
    }
  })().catch(() => {});
  const status = await supervisor.status;
  // Whatever killed the supervisor alone left its group behind.
  killGroup(supervisor);
  await Promise.all([reading, stderr.stop(), Deno.remove(file).catch(() => {})]);
  const report = text.includes("\n")
    ? JSON.parse(text) as SupervisorReport
    : { code: status.code, signal: status.signal };
  return { ...report, stderr: stderr.text() };
}

function tail(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text = (text + value).slice(-STDERR_KEPT);
    }
  })().catch(() => {});
  return {
    text: () => text.replace(/^Warning "deno jupyter" is unstable.*$/m, "").trim(),
    // A process that left the group may hold the pipe for ever.
    async stop() {
      const timer = setTimeout(() => reader.cancel().catch(() => {}), STDERR_WAIT_MS);
      await reading;
      clearTimeout(timer);
    },
  };
}

function killGroup(supervisor: Deno.ChildProcess): void {
  try {
    if (Deno.build.os === "windows") supervisor.kill("SIGKILL");
    else process.kill(-supervisor.pid, "SIGKILL");
  } catch {
    // The whole group is gone.
  }
}

function connectionFile(connection: KernelConnection): Record<string, string | number> {
  return {
    ip: "127.0.0.1",
    transport: "tcp",
    signature_scheme: "hmac-sha256",
    key: connection.key,
    shell_port: connection.shell,
    iopub_port: connection.iopub,
    stdin_port: connection.stdin,
    control_port: connection.control,
    hb_port: connection.heartbeat,
    kernel_name: "deno",
  };
}

function newConnection(): KernelConnection {
  const [shell, iopub, stdin, control, heartbeat] = freePorts(5);
  return {
    shell: shell!,
    iopub: iopub!,
    stdin: stdin!,
    control: control!,
    heartbeat: heartbeat!,
    key: crypto.randomUUID(),
  };
}

// Below the range from which systems take the ports of outgoing connections: in it, a client that knocks
// until the kernel listens can be connected to itself.
const FIRST_PORT = 15_000;
const LAST_PORT = 31_999;

function freePorts(count: number): readonly number[] {
  const listeners: Deno.TcpListener[] = [];
  const random = new Uint16Array(1);
  for (let attempt = 0; listeners.length < count; attempt++) {
    crypto.getRandomValues(random);
    const port = FIRST_PORT + random[0]! % (LAST_PORT - FIRST_PORT + 1);
    try {
      listeners.push(Deno.listen({ hostname: "127.0.0.1", port }));
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || attempt > 1000) throw error;
    }
  }
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}
