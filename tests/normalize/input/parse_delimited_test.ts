import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDelimited, type TableData } from "@groundplan/groundplan";

function cells({ columns, rows }: TableData): (string | null)[][] {
  return Array.from(
    { length: rows },
    (_, row) => columns.map(({ codes, values }) => values[codes[row]!]!),
  );
}

Deno.test("what is written with quotes reads back, whatever the values", () => {
  const value = fc.oneof(
    fc.string({ minLength: 1, unit: fc.constantFrom("a", "1", ",", '"', "\n", ";", " ", "é") }),
    fc.constant(""),
  );
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }).chain((width) =>
        fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1 })
      ),
      fc.constantFrom(",", ";", "\t", "|"),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      (rows, delimiter, end, last) => {
        const lines = rows.map((row) => row.map(quote).join(delimiter));
        const text = lines.join(end) + (last ? end : "");
        assert.deepEqual(
          cells(parseDelimited(text, { delimiter, header: false, nullTexts: [] })),
          rows,
        );
      },
    ),
    { numRuns: 1_000, seed: 3 },
  );
});

Deno.test("quotes change no value, and no value is trimmed or turned into a number", () => {
  const { columns } = parseDelimited('code,name\n007,"Bond"\n7,Bond\n7.0, Bond\n"007",bond\n');
  assert.deepEqual(columns[0]?.values, ["007", "7", "7.0"]);
  assert.deepEqual(columns[1]?.values, ["Bond", " Bond", "bond"]);
  assert.deepEqual([...columns[0]!.codes], [0, 1, 2, 0]);
});

Deno.test("an empty field is a missing value, quoted or not; other texts only when named", () => {
  const text = 'a,b\n1,\n2,""\n3,NULL\n';
  const [, plain] = parseDelimited(text).columns;
  assert.equal(plain?.nulls, 2);
  const [, named] = parseDelimited(text, { nullTexts: ["", "NULL"] }).columns;
  assert.equal(named?.nulls, 3);
  assert.match(
    parseDelimited(text).notes.join(),
    /b holds "NULL": read as text; name it in nullTexts/,
  );
});

Deno.test("without a header columns are numbered and the first line is data", () => {
  const { columns, rows } = parseDelimited("1,a\n2,b\n", { header: false });
  assert.equal(rows, 2);
  assert.deepEqual(columns.map(({ name }) => name), ["column1", "column2"]);
  const withHeader = parseDelimited("1,2\n2,3\n");
  assert.equal(withHeader.rows, 1);
  assert.match(withHeader.notes.join(), /perhaps it is data/);
});

Deno.test("the delimiter is found and noted", () => {
  for (const [delimiter, name] of [[";", "semicolon"], ["\t", "tab"], ["|", "bar"]] as const) {
    const text = [["a", "b"], ["1", "2,5"], ["3", "4,5"]].map((row) => row.join(delimiter)).join(
      "\n",
    );
    const { columns, notes } = parseDelimited(text);
    assert.equal(columns.length, 2);
    assert.deepEqual(notes, [`Fields are separated by ${name}`]);
  }
});

Deno.test("kinds are told from all values", () => {
  const { columns } = parseDelimited(
    "i,n,b,d,t,e\n1,1.5,true,2024-01-31,x,\n-2,2,false,2024-02-01,1,\n",
  );
  assert.deepEqual(columns.map(({ kind }) => kind), [
    "integer",
    "number",
    "boolean",
    "date",
    "text",
    "empty",
  ]);
});

Deno.test("blank lines between rows are left out and noted, and are missing values in one column", () => {
  const wide = parseDelimited("a,b\n1,2\n\n3,4\n\n");
  assert.equal(wide.rows, 2);
  assert.deepEqual(wide.notes, ["2 blank lines left out, at line 3, 5"]);
  const narrow = parseDelimited("a\n1\n\n3\n", { delimiter: "," });
  assert.equal(narrow.rows, 3);
  assert.equal(narrow.columns[0]?.nulls, 1);
});

Deno.test("a byte order mark and both kinds of line ends do no harm", () => {
  const { columns, rows, notes } = parseDelimited("\uFEFFa,b\r\n1,2\n3,2\r\n");
  assert.deepEqual(columns.map(({ name }) => name), ["a", "b"]);
  assert.equal(rows, 2);
  assert.deepEqual(columns[1]?.values, ["2"]);
  assert.match(notes.join(), /Lines end in two ways/);
});

const BROKEN:
  readonly (readonly [what: string, text: string, message: RegExp, delimiter?: string])[] = [
    ["a short row", "a,b\n1,2\n3\n", /line 3 has 1 field, and line 1 has 2/],
    ["a long row", "a,b\n1,2,3\n", /line 2 has 3 fields, and line 1 has 2/],
    ["a short row after a field of three lines", 'a,b\n"x\n\ny",2\n3\n', /line 5 has 1 field/],
    [
      "an open quote",
      'a,b\n1,2\n"3,4\n5,6\n',
      /a quoted field that begins on line 3 is not closed/,
    ],
    ["text after a quote", 'a,b\n"1"x,2\n', /on line 2 goes on after its closing quote/],
    [
      "two columns of one name",
      "a,b,a\n1,2,3\n",
      /line 1 names two columns "a", the 1st and the 3rd/,
    ],
    ["nothing", "", /line 1 names no columns/],
    ["only blank lines", "\n", /line 1 names no columns/],
    [
      "the wrong delimiter",
      "a;b\n1;2\n",
      /line 1 has no comma; semicolon splits every line into 2/,
      ",",
    ],
  ];

for (const [what, text, message, delimiter] of BROKEN) {
  Deno.test(`${what} is refused with the line`, () => {
    const read = () => parseDelimited(text, { name: "x.csv", ...(delimiter ? { delimiter } : {}) });
    assert.throws(read, { name: "SyntaxError", message });
    assert.throws(read, /Cannot read x\.csv/);
  });
}

Deno.test("a delimiter of several characters is refused", () => {
  for (const delimiter of ["", "::", '"', "\n"]) {
    assert.throws(() => parseDelimited("a,b\n", { delimiter }), RangeError);
  }
});
