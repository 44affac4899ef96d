import { display, isDisplayable, type MimeBundle } from "./displayable.ts";
import { markShown } from "./shown_result.ts";

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
  if (options.write) await options.write(bundle);
  else await (notebookDisplay() ?? print)(bundle, {});
  markShown(settled);
  return settled;
}

/** A place in the output whose value changes. */
export interface LiveDisplay {
  /** Shows another value in the place of the one before. */
  update(value: unknown): Promise<void>;
}

/**
 * Shows a value that changes: the progress of work, and at its end what came of it. In a notebook each value
 * takes the place of the one before, and the last one stays; in a script each is printed.
 *
 * @param value The first value, or the promise of it.
 *
 * @example
 * ```ts
 * import { showLive } from "@groundplan/groundplan";
 *
 * const shown: string[] = [];
 * const live = await showLive("0 of 2", { write: (bundle) => void shown.push(bundle["text/plain"]) });
 * for (const done of [1, 2]) await live.update(`${done} of 2`);
 * ```
 */
export async function showLive(value: unknown, options: ShowOptions = {}): Promise<LiveDisplay> {
  const id = crypto.randomUUID();
  const place = async (value: unknown, update: boolean) => {
    const bundle = await bundleOf(await value);
    if (options.write) await options.write(bundle);
    else await (notebookDisplay() ?? print)(bundle, { display_id: id, update });
  };
  await place(value, false);
  const live: LiveDisplay = { update: (value) => place(value, true) };
  markShown(live);
  return live;
}

/** A value as a MIME bundle: its own picture, or the text that the runtime makes of it. */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  if (isDisplayable(value)) return await value[display]();
  const text = typeof value === "string" ? value : Deno.inspect(value, { colors: false, depth: 6 });
  return { "text/plain": text };
}

interface Place {
  readonly display_id?: string;
  readonly update?: boolean;
}

type Write = (bundle: MimeBundle, place: Place) => Promise<void>;

// Deno has a `jupyter` namespace everywhere; only inside a kernel does reading `display` not throw.
function notebookDisplay(): Write | undefined {
  try {
    const show = Deno.jupyter.display;
    return async (bundle, place) => {
      await show(bundle, { raw: true, ...place });
      await new Promise((resolve) => setTimeout(resolve, DELIVERY_MS));
    };
  } catch {
    return undefined;
  }
}

function print(bundle: MimeBundle): Promise<void> {
  const bytes = new TextEncoder().encode(bundle["text/plain"].replace(/\n?$/, "\n"));
  for (let start = 0; start < bytes.length;) start += Deno.stdout.writeSync(bytes.subarray(start));
  return Promise.resolve();
}
