import assert from "node:assert/strict";
import { runCommand } from "@groundplan/groundplan/cli";

async function run(...words: string[]) {
  let printed = "";
  let noted = "";
  const code = await runCommand(words, {
    today: "2027-01-15",
    print: (text) => void (printed += text),
    note: (text) => void (noted += text),
  });
  return { code, printed, noted };
}

Deno.test("normalize prints the fields that other programs rely on", async () => {
  const { code, printed } = await run(
    "normalize",
    "--relation",
    "R(city, street, zip)",
    "--fds",
    "city, street -> zip; zip -> city",
    "--json",
  );
  assert.equal(code, 0);
  const json = JSON.parse(printed);
  assert.deepEqual(json.keys, [["city", "street"], ["street", "zip"]]);
  assert.equal(json.form, "3NF");
  assert.deepEqual(json.synthesis, [["city", "street", "zip"]]);
  assert.deepEqual(json.bcnf, [["city", "zip"], ["street", "zip"]]);
  assert.deepEqual(json.fourth, json.bcnf);
  assert.deepEqual(json.lost, [{ determinant: ["city", "street"], dependent: ["zip"] }]);
  assert.deepEqual(json.cover, [
    { determinant: ["city", "street"], dependent: ["zip"] },
    { determinant: ["zip"], dependent: ["city"] },
  ]);
  assert.equal(json.violations[0].breaks, "BCNF");
});

Deno.test("normalize reads multivalued dependencies and shows its steps", async () => {
  const { printed } = await run("normalize", "--relation", "R(A,B,C)", "--fds", "A->>B", "--seq");
  assert.match(printed, /^Form: BCNF$/m);
  assert.match(printed, /^4NF: R1\(A, B\), R2\(A, C\)$/m);
  assert.match(printed, /fourth: \{A, B, C\} is split by A ↠ B \| C/);
});

Deno.test("normalize without a relation, or with one that does not read, says what is right", async () => {
  assert.equal((await run("normalize")).code, 2);
  const { code, noted } = await run("normalize", "--relation", "R(A,B", "--json");
  assert.equal(code, 1);
  assert.match(noted, /expected \) and found the end at column 6/);
});
