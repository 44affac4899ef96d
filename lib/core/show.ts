import { display, isDisplayable, type MimeBundle } from "./displayable.ts";
import { notebookSession } from "./notebook_session.ts";

/** Where `show()` puts a value. */
export interface ShowOptions {
  /** Receives the bundle. Defaults to the notebook's output, or to standard output in a script. */
  readonly write?: (bundle: MimeBundle) => void | Promise<void>;
}

/** Long enough for the kernel to send an output before the cell ends; see Jupyter's `status: idle`. */
const DELIVERY_MS = 15;

/**
 * Shows a value where it stands: its picture in a notebook, its text in a script.
 *
 * @param value A value or the promise of one.
 * @returns The value, so that a cell can show and keep it in one line.
 *
 * @example
 * ```ts
 * import { show } from "@groundplan/groundplan";
 *
 * const shown: string[] = [];
 * await show({ tables: 3 }, { write: (bundle) => void shown.push(bundle["text/plain"]) });
 * ```
 */
export async function show<T>(value: T | Promise<T>, options: ShowOptions = {}): Promise<T> {
  const settled = await value;
  const bundle = await bundleOf(settled);
  const session = notebookSession();
  if (options.write) await options.write(bundle);
  else await (session ? displayInNotebook : print)(bundle);
  if (typeof settled === "object" && settled !== null) {
    session?.shownAt.set(settled, performance.now());
  }
  return settled;
}

/** A value as a MIME bundle: its own picture, or the text that the runtime makes of it. */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  if (isDisplayable(value)) return await value[display]();
  const text = typeof value === "string" ? value : Deno.inspect(value, { colors: false, depth: 6 });
  return { "text/plain": text };
}

async function displayInNotebook(bundle: MimeBundle): Promise<void> {
  await Deno.jupyter.display(bundle, { raw: true });
  await new Promise((resolve) => setTimeout(resolve, DELIVERY_MS));
}

function print(bundle: MimeBundle): Promise<void> {
  const bytes = new TextEncoder().encode(bundle["text/plain"].replace(/\n?$/, "\n"));
  for (let start = 0; start < bytes.length;) start += Deno.stdout.writeSync(bytes.subarray(start));
  return Promise.resolve();
}
