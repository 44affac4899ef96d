/** A number with three digits. */
export function round(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US");
}
