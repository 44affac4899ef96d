/** Text that ends as a sentence does. */
export function sentence(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`;
}

/** A sentence as a remark in parentheses inside another one. */
export function remark(text: string): string {
  const bare = text.replace(/\.$/, "");
  return /^[A-Z][a-z ]/.test(bare) ? `(${bare[0]!.toLowerCase()}${bare.slice(1)})` : `(${bare})`;
}
