import assert from "node:assert/strict";
import { runCommand } from "@groundplan/groundplan/cli";

async function discover(text: string, ...words: string[]) {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  let printed = "";
  let noted = "";
  try {
    await Deno.writeTextFile(path, text);
    const code = await runCommand(["discover", path, ...words], {
      today: "2027-01-15",
      print: (text) => void (printed += text),
      note: (text) => void (noted += `${text}\n`),
    });
    return { code, printed, noted };
  } finally {
    await Deno.remove(path);
  }
}

const CITIES =
  "zip,city,street\n89073,Ulm,Platz\n89073,Ulm,Gasse\n89231,Neu-Ulm,Platz\n,,Weg\n,,Steg\n";

Deno.test("discover prints the fields that other programs rely on", async () => {
  const { code, printed } = await discover(CITIES, "--json", "--all");
  assert.equal(code, 0);
  const json = JSON.parse(printed);
  assert.equal(json.rows, 5);
  assert.equal(json.columns, 3);
  assert.equal(json.complete, true);
  assert.deepEqual(json.counts, { functional: 2, unique: 2 });
  assert.deepEqual(json.functional, [
    { determinant: ["city"], dependent: "zip" },
    { determinant: ["zip"], dependent: "city" },
  ]);
  assert.deepEqual(json.unique, [["zip", "street"], ["city", "street"]]);
});

Deno.test("discover counts missing values as equal or distinct, as it is told", async () => {
  const text = "a,b\n1,\n1,\n2,x\n";
  const counts = async (nulls: string) =>
    JSON.parse((await discover(text, "--json", "--nulls", nulls)).printed).counts;
  assert.deepEqual(await counts("equal"), { functional: 2, unique: 0 });
  assert.deepEqual(await counts("distinct"), { functional: 1, unique: 1 });
});

Deno.test("discover reads a header or not, and any delimiter", async () => {
  const text = "1\t2\n3\t4\n";
  const json = JSON.parse(
    (await discover(text, "--json", "--no-header", "--delimiter", "tab")).printed,
  );
  assert.equal(json.rows, 2);
  assert.deepEqual(json.names, ["column1", "column2"]);
  assert.equal((await discover(text, "--header", "--no-header")).code, 2);
});

Deno.test("discover lists the likeliest with its doubts for people", async () => {
  const rows = Array.from({ length: 60 }, (_, at) => `${at},${at % 6},${at % 6 % 3},x`);
  const { printed } = await discover(`id,town,state,kind\n${rows.join("\n")}\n`);
  assert.match(printed, /60 rows, 4 columns; 4 functional dependencies, 1 unique combination/);
  assert.match(printed, /^0\.\d\d +town → state$/m);
  assert.match(printed, /^0\.00 +∅ → kind +\(constant: always x\)$/m);
  assert.match(printed, /unique id$/m);
});

Deno.test("discover refuses what it cannot read, with the line", async () => {
  const { code, noted } = await discover("a,b\n1\n");
  assert.equal(code, 1);
  assert.match(noted, /line 2 has 1 field, and line 1 has 2/);
  assert.equal((await discover("a\n", "--nulls", "maybe")).code, 2);
  assert.equal((await discover("a\n", "--max-lhs", "0")).code, 2);
});
