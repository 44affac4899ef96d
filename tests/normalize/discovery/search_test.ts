import assert from "node:assert/strict";
import fc from "fast-check";
import { discoverDependencies, type NullSemantics, tableFromObjects } from "@groundplan/groundplan";
import { codesOf } from "../../../lib/normalize/discovery/codes_of.ts";
import type { Codes } from "../../../lib/normalize/discovery/codes.ts";
import { columnsIn } from "../../../lib/normalize/discovery/column_sets.ts";
import { denseLattice } from "../../../lib/normalize/discovery/dense_lattice.ts";
import { searchLattice } from "../../../lib/normalize/discovery/lattice_search.ts";
import { LatticeFull, sparseLattice } from "../../../lib/normalize/discovery/sparse_lattice.ts";
import type { Limits, Search } from "../../../lib/normalize/discovery/search.ts";
import { searchMinimal } from "../../../lib/normalize/discovery/search_minimal.ts";
import { searchWide } from "../../../lib/normalize/discovery/wide_search.ts";
import { censusTable, letterTable, uniformTable } from "../../../bench/normalize_tables.ts";
import { type Answer, answerByForce, anyTable, type TinyTable } from "./discovery_oracle.ts";

const UNLIMITED: Limits = {
  maxLhs: Infinity,
  maxResults: Infinity,
  end: Infinity,
  expired: () => false,
};

function dataOf({ width, rows }: TinyTable) {
  const names = [...Array(width).keys()].map(String);
  const objects = rows.map((row) =>
    Object.fromEntries(row.map((value, at) => [names[at]!, value]))
  );
  // A table without rows has no keys to read columns from.
  const data = tableFromObjects(
    rows.length > 0 ? objects : [Object.fromEntries(names.map((name) => [name, null]))],
  );
  return rows.length > 0 ? data : {
    ...data,
    rows: 0,
    columns: data.columns.map((column) => ({
      ...column,
      codes: new Int32Array(0),
      values: [],
      nullCode: -1,
      nulls: 0,
    })),
  };
}

function answerOf({ words, sets }: Search): Answer {
  const width = sets.length - 1;
  const listed = sets.map((found) =>
    Array.from({ length: found.length / words }, (_, at) => columnsIn(found, at * words, words))
  );
  return {
    functional: listed.slice(0, width)
      .flatMap((some, target) => some.map((columns) => `${columns}>${target}`)).sort(),
    unique: listed[width]!.map((columns) => columns.join()).sort(),
  };
}

for (const nulls of ["equal", "distinct"] satisfies NullSemantics[]) {
  Deno.test(`discovery finds what trying everything finds, missing values ${nulls}`, async () => {
    await fc.assert(
      fc.asyncProperty(anyTable(), async (tiny) => {
        const found = await discoverDependencies(dataOf(tiny), { nulls, approximate: false });
        assert(found.complete);
        const expected = answerByForce(tiny, nulls === "equal");
        const functional = [...found.eachFunctional()]
          .map(({ determinant, dependent }) => `${determinant}>${dependent}`).sort();
        assert.deepEqual(functional, expected.functional);
        assert.deepEqual(
          [...found.eachUnique()].map((columns) => columns.join()).sort(),
          expected.unique,
        );
        assert.deepEqual(found.counts, {
          functional: expected.functional.length,
          unique: expected.unique.length,
        });
      }),
      { numRuns: 3_000, seed: 11 },
    );
  });
}

function searchDense(codes: Codes, limits: Limits, mostPairs?: number): Search {
  return searchLattice(codes, denseLattice(codes.columns.length), limits, mostPairs);
}

function searchSparse(codes: Codes, limits: Limits, mostPairs?: number): Search {
  return searchLattice(codes, sparseLattice(codes.columns.length), limits, mostPairs);
}

const SEARCHES:
  readonly (readonly [what: string, search: (codes: Codes) => Search | Promise<Search>])[] = [
    ["a dense lattice of all pairs of rows", (codes) => searchDense(codes, UNLIMITED)],
    ["a dense lattice of a sample of pairs", (codes) => searchDense(codes, UNLIMITED, 0)],
    ["a sparse lattice of all pairs of rows", (codes) => searchSparse(codes, UNLIMITED)],
    ["a sparse lattice of a sample of pairs", (codes) => searchSparse(codes, UNLIMITED, 0)],
    ["hitting sets", (codes) => searchWide(codes, UNLIMITED)],
    [
      "hitting sets that have to learn every edge",
      (codes) => searchWide(codes, UNLIMITED, { mostComparisons: 0 }),
    ],
  ];

for (const [what, search] of SEARCHES) {
  Deno.test(`the search by ${what} is exact`, async () => {
    await fc.assert(
      fc.asyncProperty(anyTable(), async (tiny) => {
        fc.pre(tiny.rows.length > 1);
        const codes = codesOf(dataOf(tiny), "equal");
        assert.deepEqual(answerOf(await search(codes)), answerByForce(tiny, true));
      }),
      { numRuns: 2_000, seed: 13 },
    );
  });
}

Deno.test("all searches agree on tables too large to try everything", async () => {
  for (const codes of [censusTable(900), letterTable(700), uniformTable(400, 11, 5)]) {
    const expected = answerOf(searchDense(codes, UNLIMITED));
    for (const [what, search] of SEARCHES) {
      assert.deepEqual(answerOf(await search(codes)), expected, what);
    }
    for (const mostComparisons of [0, 300, 2_000_000]) {
      const found = await searchWide(codes, UNLIMITED, { workers: 2, mostComparisons });
      assert.deepEqual(answerOf(found), expected, `workers, ${mostComparisons} comparisons`);
    }
  }
});

Deno.test("hitting sets of any sample lead to what a lattice finds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 20, max: 250 }),
      fc.integer({ min: 5, max: 11 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom(0, 50, 500),
      async (rows, columns, values, seed, mostComparisons) => {
        const codes = uniformTable(rows, columns, values, seed);
        const expected = answerOf(searchDense(codes, UNLIMITED));
        assert.deepEqual(
          answerOf(await searchWide(codes, UNLIMITED, { mostComparisons })),
          expected,
        );
        assert.deepEqual(answerOf(searchSparse(codes, UNLIMITED, 0)), expected);
      },
    ),
    { numRuns: 60, seed: 21 },
  );
});

Deno.test("a limit on left sides leaves out the longer ones and nothing else", async () => {
  const codes = censusTable(300);
  const all = answerOf(searchDense(codes, UNLIMITED));
  const short = (one: string) => one.split(">")[0]!.split(",").length <= 3;
  const expected = { functional: all.functional.filter(short), unique: all.unique.filter(short) };
  const limits = { ...UNLIMITED, maxLhs: 3 };
  assert(expected.functional.length > 0 && expected.functional.length < all.functional.length);
  for (const search of [searchDense, searchSparse]) {
    assert.deepEqual(answerOf(search(codes, limits, 0)), expected);
    assert.deepEqual(answerOf(search(codes, limits)), expected);
  }
  for (const workers of [1, 2]) {
    assert.deepEqual(answerOf(await searchWide(codes, limits, { workers })), expected);
  }
});

Deno.test("a search that runs out of time says so and is right as far as it goes", async () => {
  const codes = letterTable(1_200);
  const all = answerOf(searchDense(codes, UNLIMITED));
  const searches = [
    (limits: Limits) => searchDense(codes, limits, 0),
    (limits: Limits) => searchSparse(codes, limits, 0),
    (limits: Limits) => searchWide(codes, limits, { mostComparisons: 0 }),
  ];
  for (const search of searches) {
    for (const looks of [0, 3, 40, 400]) {
      let left = looks;
      const found = await search({ ...UNLIMITED, expired: () => left-- <= 0 });
      const answer = answerOf(found);
      assert(found.complete.includes(false));
      assert(new Set(answer.functional).isSubsetOf(new Set(all.functional)));
      assert(new Set(answer.unique).isSubsetOf(new Set(all.unique)));
    }
  }
});

Deno.test("a search that may keep few results says that it is not complete", async () => {
  const codes = letterTable(300);
  const found = await searchWide(codes, { ...UNLIMITED, maxResults: 5 });
  assert(found.sets.every((sets) => sets.length <= 5));
  assert(found.complete.includes(false));
});

Deno.test("a sparse lattice gives up where rows agree in too many columns", () => {
  const rows = 40;
  const column = (at: number) => Int32Array.from({ length: rows }, (_, row) => row === at ? 1 : 0);
  const columns = Array.from({ length: 25 }, (_, at) => column(at));
  assert.throws(
    () => searchSparse({ rows, columns, distinct: columns.map(() => 2) }, UNLIMITED),
    LatticeFull,
  );
});

Deno.test("a hopeless table ends at its deadline with every short left side", async () => {
  const codes = uniformTable(300, 40, 12);
  const end = Date.now() + 1_500;
  const limits = { ...UNLIMITED, end, expired: () => Date.now() > end };
  const found = await searchMinimal(codes, limits, 1);
  assert(found.complete.includes(false));
  if (found.completeUpTo === undefined) return; // the machine was too slow for even these
  const short = answerOf(await searchWide(codes, { ...UNLIMITED, maxLhs: found.completeUpTo }));
  const answer = answerOf(found);
  assert(new Set(short.functional).isSubsetOf(new Set(answer.functional)));
  assert(new Set(short.unique).isSubsetOf(new Set(answer.unique)));
});
