/** What was given in place of what was wanted, short, for the message of an error. */
export function given(value: unknown): string {
  return value instanceof Promise
    ? "a promise; await it"
    : Deno.inspect(value, { depth: 0, colors: false, strAbbreviateSize: 40 });
}
