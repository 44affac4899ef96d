import assert from "node:assert/strict";
import fc from "fast-check";
import { discoverDependencies, tableFromObjects } from "@groundplan/groundplan";

Deno.test("teachers and books of a course are found to be independent", async () => {
  const offered = [
    { course: "db", teachers: ["Ann", "Bob"], books: ["x", "y", "z"] },
    { course: "os", teachers: ["Ann"], books: ["v", "w"] },
    { course: "ai", teachers: ["Cid", "Dan"], books: ["x"] },
  ];
  const rows = offered.flatMap(({ course, teachers, books }) =>
    teachers.flatMap((teacher) => books.map((book) => ({ course, teacher, book })))
  );
  const { multivalued } = await discoverDependencies(rows, { multivalued: true });
  assert.deepEqual(multivalued.map(({ determinant, blocks }) => [determinant, blocks]), [
    [["course"], [["teacher"], ["book"]]],
  ]);
});

// X ↠ Y by its definition: for two rows that agree on X, the row with Y of the one and the rest of the
// other is there too.
function holds(rows: readonly (readonly number[])[], left: number[], right: number[]): boolean {
  const there = new Set(rows.map(String));
  return rows.every((a) =>
    rows.every((b) =>
      left.some((at) => a[at] !== b[at]) ||
      there.has(
        String(b.map((value, at) => left.includes(at) || right.includes(at) ? a[at] : value)),
      )
    )
  );
}

Deno.test("blocks are the finest that the definition allows", async () => {
  const width = 4;
  const row = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: width, maxLength: width });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 12 }), async (rows) => {
      const objects = rows.map((cells) =>
        Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell]))
      );
      const found = await discoverDependencies(tableFromObjects(objects), {
        multivalued: { maxLhs: 2 },
        approximate: false,
      });
      for (const { determinant, blocks } of found.multivalued) {
        const place = (name: string) => Number(name.slice(1));
        const left = determinant.map(place);
        for (const block of blocks) {
          const right = block.map(place);
          assert(holds(rows, left, right), `${determinant} ↠ ${block}`);
          for (let choice = 1; choice < (1 << right.length) - 1; choice++) {
            const part = right.filter((_, at) => choice >> at & 1);
            assert(!holds(rows, left, part), `${determinant} ↠ ${part} is finer`);
          }
        }
      }
    }),
    { numRuns: 1_000, seed: 9 },
  );
});

Deno.test("no left side of up to one column with independent columns is missed", async () => {
  const width = 4;
  const row = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: width, maxLength: width });
  const places = [...Array(width).keys()];
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { minLength: 3, maxLength: 12, selector: String }),
      async (rows) => {
        const objects = rows.map((cells) =>
          Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell]))
        );
        const { multivalued } = await discoverDependencies(objects, { multivalued: true });
        for (const left of [[], ...places.map((at) => [at])]) {
          const varies = (at: number) =>
            rows.some((a) =>
              rows.some((b) => left.every((one) => a[one] === b[one]) && a[at] !== b[at])
            );
          const free = places.filter((at) => !left.includes(at) && varies(at));
          const splits = [...Array(1 << free.length).keys()].slice(1, -1)
            .some((choice) => holds(rows, left, free.filter((_, at) => choice >> at & 1)));
          if (!splits) continue;
          seen++;
          const names = left.map((at) => `c${at}`);
          const same = (a: number, b: number) =>
            rows.every((x) => rows.every((y) => (x[a] === y[a]) === (x[b] === y[b])));
          const listed = multivalued.some(({ determinant }) =>
            determinant.every((name) =>
              names.includes(name) || left.some((at) => same(at, Number(name.slice(1))))
            )
          );
          assert(listed, `${names} is missing`);
        }
      },
    ),
    { numRuns: 1_000, seed: 9 },
  );
  assert(seen > 100);
});
