/** Finds dependencies by trying every set of columns on every pair of rows. */
import fc from "fast-check";

export type Value = number | null;
export type Rows = readonly (readonly Value[])[];

export interface TinyTable {
  readonly width: number;
  readonly rows: Rows;
}

export interface Answer {
  /** `0,2>1`: columns 0 and 2 determine column 1. */
  readonly functional: readonly string[];
  readonly unique: readonly string[];
}

export function answerByForce({ width, rows }: TinyTable, nullsAreEqual: boolean): Answer {
  const equal = (a: Value, b: Value) => a === b && (a !== null || nullsAreEqual);
  const pairs = rows.flatMap((first, at) =>
    rows.slice(at + 1).map((second) => [first, second] as const)
  );
  const agreed = pairs.map(([first, second]) =>
    first.reduce<number>((set, value, at) => equal(value, second[at]!) ? set | 1 << at : set, 0)
  );
  const determines = (set: number, target: number) =>
    agreed.every((pair) => (pair & set) !== set || (pair & target) !== 0);
  const isUnique = (set: number) => agreed.every((pair) => (pair & set) !== set);
  const all = [...Array(1 << width).keys()];
  const minimal = (holds: (set: number) => boolean) =>
    all.filter((set) => holds(set) && columns(set).every((at) => !holds(set & ~(1 << at))));
  return {
    functional: [...Array(width).keys()].flatMap((target) =>
      minimal((set) => (set & 1 << target) === 0 && determines(set, 1 << target))
        .map((set) => `${columns(set)}>${target}`)
    ).sort(),
    unique: minimal(isUnique).map((set) => columns(set).join()).sort(),
  };
}

function columns(set: number): number[] {
  return [...Array(31).keys()].filter((at) => set >> at & 1);
}

/** Tables of up to seven columns and ten rows with few values, missing ones, constants and copies. */
export function anyTable(): fc.Arbitrary<TinyTable> {
  return fc.record({
    width: fc.integer({ min: 1, max: 7 }),
    values: fc.integer({ min: 1, max: 4 }),
  })
    .chain(({ width, values }) => {
      const value = fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: values }) },
        { weight: 1, arbitrary: fc.constant(null) },
      );
      const row = fc.array(value, { minLength: width, maxLength: width });
      const copies = fc.array(fc.tuple(fc.nat({ max: width - 1 }), fc.nat({ max: width - 1 })), {
        maxLength: 2,
      });
      return fc.record({ rows: fc.array(row, { maxLength: 10 }), copies, repeat: fc.boolean() })
        .map(({ rows, copies, repeat }) => {
          const copied = rows.map((cells) =>
            copies.reduce<Value[]>((made, [from, to]) => made.with(to, made[from]!), [...cells])
          );
          return { width, rows: repeat ? [...copied, ...copied.slice(0, 1)] : copied };
        });
    });
}
