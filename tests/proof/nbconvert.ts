import { join } from "node:path";

/** The Python that Debian's packages of Jupyter belong to. */
export const PYTHON = "/usr/bin/python3";

/** Whether nbconvert can be run here. */
export async function hasNbconvert(): Promise<boolean> {
  try {
    await runPython("import nbconvert, nbformat, jupyter_client", "");
    return true;
  } catch {
    return false;
  }
}

/** Runs Python code with a text as its standard input, and gives what it printed. */
export async function runPython(source: string, input: string): Promise<string> {
  return await run(PYTHON, { args: ["-c", source], input });
}

/** How nbconvert executes. */
export interface ExecuteWithNbconvertOptions {
  /** The folder in which cells run. */
  readonly cwd: string;
}

/**
 * Executes a notebook with `jupyter nbconvert`, in Deno's kernel.
 *
 * @param text The text of the notebook's file.
 * @returns The text of the executed notebook's file.
 */
export async function executeWithNbconvert(
  text: string,
  { cwd }: ExecuteWithNbconvertOptions,
): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "groundplan-nbconvert-" });
  try {
    const spec = join(folder, "kernels", "deno");
    await Deno.mkdir(spec, { recursive: true });
    await Deno.writeTextFile(
      join(spec, "kernel.json"),
      JSON.stringify({
        argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
        display_name: "Deno",
        language: "typescript",
        env: { NO_COLOR: "1" },
      }),
    );
    return await run(PYTHON, {
      args: [
        ..."-m nbconvert --to notebook --execute --stdin --stdout --log-level=ERROR".split(" "),
        "--ExecutePreprocessor.timeout=60",
        "--ExecutePreprocessor.kernel_name=deno",
      ],
      input: text,
      cwd,
      env: {
        JUPYTER_DATA_DIR: folder,
        JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
        JUPYTER_CONFIG_DIR: join(folder, "config"),
        IPYTHONDIR: join(folder, "ipython"),
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Run {
  readonly args: string[];
  readonly input: string;
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

async function run(command: string, { input, ...options }: Run): Promise<string> {
  const child = new Deno.Command(command, {
    ...options,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const [{ success, stdout, stderr }] = await Promise.all([
    child.output(),
    writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {}),
  ]);
  if (!success) throw new Error(`${command} failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
