/** What Deno's kernel calls with the value of a cell's last expression, to display it. */
type BroadcastResult = (count: number, result: unknown) => Promise<void>;

/** The kernel's own functions, as far as they are used here. */
interface KernelFunctions {
  broadcastResult: BroadcastResult & { [LAST_SHOWN]?: { value: unknown } };
}

// Modules may be loaded more than once in a kernel; the registered symbol is the same for all.
const LAST_SHOWN = Symbol.for("groundplan.lastShown");
const NOTHING = Symbol();

/**
 * Keeps the kernel from displaying a value that has just been shown: a cell that ends with
 * `await show(value)` would display it again, as the value of its last expression.
 *
 * Where the kernel has no such function, nothing happens, and the value is displayed twice.
 */
export function markShown(value: unknown): void {
  const kernel = kernelFunctions();
  if (kernel === undefined) return;
  kernel.broadcastResult[LAST_SHOWN] ?? wrap(kernel);
  kernel.broadcastResult[LAST_SHOWN]!.value = value;
}

function wrap(kernel: KernelFunctions): void {
  const broadcast = kernel.broadcastResult;
  const last: { value: unknown } = { value: NOTHING };
  const wrapped = async (count: number, result: unknown): Promise<void> => {
    const shown = Object.is(last.value, result);
    // A later cell may display the same value.
    last.value = NOTHING;
    if (!shown) await broadcast(count, result);
  };
  kernel.broadcastResult = Object.assign(wrapped, { [LAST_SHOWN]: last });
}

function kernelFunctions(): KernelFunctions | undefined {
  const internals = Reflect.get(Deno, Reflect.get(Deno, "internal") ?? "") as unknown;
  const kernel = isObject(internals) ? internals["jupyter"] : undefined;
  return isObject(kernel) && typeof kernel["broadcastResult"] === "function"
    ? kernel as unknown as KernelFunctions
    : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
