// The two caches against two lists that are really kept: least recently used goes first, what misses in the
// first is asked of the second.
import assert from "node:assert/strict";
import { randomFrom } from "../../../lib/core/random.ts";
import { cacheStates, type RatedAccess } from "../../../lib/simulate/service/cache_states.ts";
import { readMachine } from "../../../lib/simulate/service/machine.ts";
import { readHardware } from "../../../lib/whatif/hardware.ts";

const PAGE = 8192;
const machineWith = (buffers: number, files: number) =>
  readMachine(readHardware(), { sharedBuffers: buffers * PAGE, fileCache: files * PAGE });

class Recent {
  readonly #pages = new Map<number, true>();
  constructor(readonly capacity: number) {}
  ask(page: number): boolean {
    const found = this.#pages.delete(page);
    this.#pages.set(page, true);
    if (this.#pages.size > this.capacity) this.#pages.delete(this.#pages.keys().next().value!);
    return found;
  }
}

function simulated(
  popularity: readonly { readonly pages: number; readonly share: number }[],
  buffers: number,
  files: number,
): readonly [number, number] {
  const random = randomFrom("caches");
  const [first, second] = [new Recent(buffers), new Recent(files)];
  let [bufferMisses, misses, asked] = [0, 0, 0];
  for (let round = 0; round < 400_000; round++) {
    let [from, share] = [0, random.uniform()];
    let page = 0;
    for (const { pages, share: part } of popularity) {
      if (share < part || from + pages >= total(popularity)) {
        page = from + random.below(pages);
        break;
      }
      share -= part;
      from += pages;
    }
    const counted = round >= 100_000;
    if (counted) asked++;
    if (first.ask(page)) continue;
    if (counted) bufferMisses++;
    if (!second.ask(page) && counted) misses++;
  }
  return [bufferMisses / asked, misses / asked];
}

const total = (classes: readonly { readonly pages: number }[]) =>
  classes.reduce((sum, { pages }) => sum + pages, 0);

const CASES = [
  { popularity: [{ pages: 4000, share: 1 }], buffers: 1000, files: 1000 },
  { popularity: [{ pages: 4000, share: 1 }], buffers: 500, files: 2000 },
  {
    popularity: [{ pages: 100, share: 0.5 }, { pages: 1000, share: 0.3 }, {
      pages: 8000,
      share: 0.2,
    }],
    buffers: 600,
    files: 2500,
  },
];

for (const [at, { popularity, buffers, files }] of CASES.entries()) {
  Deno.test(`two caches hold what two lists hold, case ${at + 1}`, () => {
    const access: RatedAccess = {
      relation: "public.t",
      kind: "random",
      pages: 1,
      popularity,
      rate: 100,
      relationPages: total(popularity),
    };
    const { found, caches } = cacheStates([access], machineWith(buffers, files));
    const [bufferMisses, misses] = simulated(popularity, buffers, files);
    assert.ok(
      Math.abs(found[0]!.bufferMisses - bufferMisses) < 0.01,
      `${found[0]!.bufferMisses} ${bufferMisses}`,
    );
    assert.ok(Math.abs(found[0]!.misses - misses) < 0.03, `${found[0]!.misses} ${misses}`);
    assert.ok(Math.abs(caches[0].hitRatio - (1 - found[0]!.bufferMisses)) < 1e-9);
  });
}

Deno.test("what fits is found, and a rate of nought asks nothing", () => {
  const access = (relation: string, rate: number): RatedAccess => ({
    relation,
    kind: "random",
    pages: 3,
    popularity: [{ pages: 50, share: 1 }],
    rate,
    relationPages: 50,
  });
  const { found } = cacheStates([access("a", 5), access("b", 0)], machineWith(1000, 1000));
  assert.deepEqual(found[0], { bufferMisses: 0, misses: 0 });
  assert.ok(found.every(({ misses }) => misses >= 0 && misses <= 3));
});

Deno.test("a scan of a large table leaves the shared buffers alone", () => {
  const lookups: RatedAccess = {
    relation: "a",
    kind: "random",
    pages: 1,
    popularity: [{ pages: 900, share: 1 }],
    rate: 100,
    relationPages: 900,
  };
  const scan: RatedAccess = {
    relation: "b",
    kind: "sequential",
    pages: 50_000,
    popularity: [{ pages: 50_000, share: 1 }],
    rate: 1,
    relationPages: 50_000,
  };
  const { found } = cacheStates([lookups, scan], machineWith(1000, 10));
  assert.equal(found[0]!.bufferMisses, 0);
  assert.equal(found[1]!.bufferMisses, 50_000);
});
