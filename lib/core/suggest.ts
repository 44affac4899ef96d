import { distance } from "fastest-levenshtein";

/** The name among `names` that `name` was probably meant to be, or nothing when none is near. */
export function closestName(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  // Two letters that changed places count as two steps.
  const limit = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of names) {
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** Ends an error message: `; did you mean Customer?`, or the names that there are, or nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const known = [...names];
  const closest = closestName(name, known);
  if (closest !== undefined) return `; did you mean ${closest}?`;
  if (known.length === 0 || known.length > 8) return "";
  return `; there ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
}
