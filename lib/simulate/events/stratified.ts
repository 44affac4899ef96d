import type { Random } from "../../core/random.ts";

/** Draws that are spread evenly over 0 to 1 together. */
const BLOCK = 65_536;

/**
 * Random numbers of which each 65,536 in a row have one in every 65,536th of 0 to 1, in random order: each is
 * uniform, neighbours are as good as independent, and only what many of them come to scatters less. Over a long
 * run, times between arrivals and service times then have the mean that they should have, which is what most of
 * the scatter of a queue's mean comes from (stratified sampling: Law, Simulation Modeling and Analysis, 5th ed.,
 * 2015, chapter 11).
 */
export function stratified(random: Random): Random {
  const order = new Uint16Array(BLOCK);
  for (let at = 0; at < BLOCK; at++) order[at] = at;
  let at = BLOCK;
  const shuffle = (): void => {
    for (let from = BLOCK - 1; from > 0; from--) {
      const to = random.below(from + 1);
      const one = order[from]!;
      order[from] = order[to]!;
      order[to] = one;
    }
    at = 0;
  };
  return {
    ...random,
    uniform() {
      if (at === BLOCK) shuffle();
      return (order[at++]! + random.uniform()) / BLOCK;
    },
  };
}
