/** What `within()` gives when the time is up. */
export const TIME_IS_UP: unique symbol = Symbol("time is up");

/**
 * Waits for a promise, but not for ever, and leaves no timer behind.
 *
 * @param promise What is waited for; it goes on when the time is up, and its failure is then of no interest.
 * @param ms How long, in milliseconds; `undefined` and infinity wait for ever.
 */
export async function within<T>(
  promise: Promise<T>,
  ms: number | undefined,
): Promise<T | typeof TIME_IS_UP> {
  if (ms === undefined || ms === Infinity) return await promise;
  promise.catch(() => {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof TIME_IS_UP>((resolve) =>
    timer = setTimeout(() => resolve(TIME_IS_UP), Math.max(0, ms))
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
