/** What a supervisor is told on the first line of its standard input. */
export interface SupervisorOrder {
  /** The Deno executable whose kernel is started. */
  readonly deno: string;
  /** The folder in which the kernel runs. */
  readonly cwd: string;
  /** Environment variables beside the inherited ones. */
  readonly env: Readonly<Record<string, string>>;
  /** Where Jupyter's connection file goes while the kernel runs. */
  readonly file: string;
  /** Its content. */
  readonly connection: Readonly<Record<string, string | number>>;
}

/** What a supervisor says on a line of its standard output when the kernel has ended. */
export interface SupervisorReport {
  readonly code: number;
  readonly signal: string | null;
}

/**
 * Starts a kernel and outlives it: when the kernel ends it says how, and when its own standard input ends it
 * kills the kernel. A pipe ends when the process that holds its other end does, in whatever way, so
 * that no kernel outlives its runner.
 *
 * It runs in a process of its own, from its source text: it may use nothing from outside its own body.
 */
export async function superviseKernel(): Promise<void> {
  const input = Deno.stdin.readable.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await input.read();
    if (done) Deno.exit(0);
    text += value;
  }
  const order = JSON.parse(text) as SupervisorOrder;
  // The key in it is nobody else's business.
  const content = JSON.stringify(order.connection);
  await Deno.writeTextFile(order.file, content, { createNew: true, mode: 0o600 });
  const kernel = new Deno.Command(order.deno, {
    args: ["jupyter", "--kernel", "--conn", order.file],
    cwd: order.cwd,
    env: order.env,
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  const end = () => {
    try {
      kernel.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  };
  // What a cell started goes with the kernel: the supervisor leads a process group that holds them all.
  const endGroup = async () => {
    const { default: process } = await import("node:process");
    if (Deno.build.os !== "windows") process.kill(-Deno.pid, "SIGKILL");
    Deno.exit(0);
  };
  (async () => {
    while (!(await input.read()).done);
    end();
  })();
  const status = await kernel.status;
  await Deno.remove(order.file).catch(() => {});
  const report: SupervisorReport = { code: status.code, signal: status.signal };
  // Nobody may be left to hear it.
  await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(report) + "\n")).catch(() => {});
  await endGroup();
}
