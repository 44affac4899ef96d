import { didYouMean } from "../core/suggest.ts";

/**
 * Refuses a plain object that has a key nobody reads.
 *
 * @param value What the user passed.
 * @param keys The keys that are read.
 * @param where What is being said, for the error message: `access ordersOfCustomer`.
 * @throws {TypeError} When it is no plain object or has another key.
 */
export function assertKnownKeys(value: object, keys: readonly string[], where: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`Cannot read ${where}: expected an object with ${keys.join(", ")}`);
  }
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    throw new TypeError(
      `Cannot read ${where}: unknown key ${JSON.stringify(key)}${didYouMean(key, keys)}`,
    );
  }
}

/**
 * Refuses what cannot be a name.
 *
 * @throws {TypeError} When it is no text.
 * @throws {SyntaxError} When it is empty or holds control characters.
 */
export function assertName(name: unknown, what: string): asserts name is string {
  if (typeof name !== "string") {
    throw new TypeError(
      `Cannot name ${what} ${Deno.inspect(name, { depth: 0 })}: a name is a text`,
    );
  }
  // deno-lint-ignore no-control-regex -- these are what is looked for
  if (name.trim() === "" || name !== name.trim() || /[\u0000-\u001f\u007f]/.test(name)) {
    throw new SyntaxError(
      `Cannot name ${what} ${
        JSON.stringify(name)
      }: a name is not empty, has no space around it and no control character in it`,
    );
  }
}
