import assert from "node:assert/strict";
import {
  candidateKeys,
  decompose4nf,
  decomposeBcnf,
  type Decomposition,
  minimalCover,
  normalForm,
  normalizeRelation,
  parseRelation,
  proveDependency,
  proveLosslessJoin,
  synthesize,
} from "@groundplan/groundplan";

interface Case {
  readonly source: string;
  readonly relation: string;
  readonly dependencies: string;
  readonly keys: string;
  readonly form: string;
}

/** Relations that textbooks work through, with the answers that the textbooks give. */
const TEXTBOOK: readonly Case[] = [
  {
    source: "Ullman, zip codes",
    relation: "Address(city, street, zip)",
    dependencies: "city, street -> zip; zip -> city",
    keys: "city street|street zip",
    form: "3NF",
  },
  {
    source: "Codd 1971, suppliers",
    relation: "First(s, status, city, p, qty)",
    dependencies: "s -> city, status; city -> status; s, p -> qty",
    keys: "s p",
    form: "1NF",
  },
  {
    source: "Elmasri and Navathe, EMP_PROJ",
    relation: "EMP_PROJ(Ssn, Pnumber, Hours, Ename, Pname, Plocation)",
    dependencies: "Ssn, Pnumber -> Hours; Ssn -> Ename; Pnumber -> Pname, Plocation",
    keys: "Ssn Pnumber",
    form: "1NF",
  },
  {
    source: "Elmasri and Navathe, EMP_DEPT",
    relation: "EMP_DEPT(Ename, Ssn, Bdate, Address, Dnumber, Dname, Dmgr_ssn)",
    dependencies: "Ssn -> Ename, Bdate, Address, Dnumber; Dnumber -> Dname, Dmgr_ssn",
    keys: "Ssn",
    form: "2NF",
  },
  {
    source: "Elmasri and Navathe, LOTS",
    relation: "LOTS(id, county, lot, area, price, tax)",
    dependencies: "id -> county, lot, area, price, tax; county, lot -> id, area, price, tax; " +
      "county -> tax; area -> price",
    keys: "id|county lot",
    form: "1NF",
  },
  {
    source: "Elmasri and Navathe, LOTS1A with AREA → COUNTY",
    relation: "LOTS1A(id, county, lot, area)",
    dependencies: "id -> county, lot, area; county, lot -> id, area; area -> county",
    keys: "id|county lot|lot area",
    form: "3NF",
  },
  {
    source: "Elmasri and Navathe, TEACH",
    relation: "TEACH(student, course, instructor)",
    dependencies: "student, course -> instructor; instructor -> course",
    keys: "student course|student instructor",
    form: "3NF",
  },
  {
    source: "Silberschatz, dept_advisor",
    relation: "dept_advisor(s_ID, i_ID, dept_name)",
    dependencies: "i_ID -> dept_name; s_ID, dept_name -> i_ID",
    keys: "s_ID i_ID|s_ID dept_name",
    form: "3NF",
  },
  {
    source: "Silberschatz, exercise R(A, B, C, D, E)",
    relation: "R(A, B, C, D, E)",
    dependencies: "A -> B, C; C, D -> E; B -> D; E -> A",
    keys: "A|E|B C|C D",
    form: "3NF",
  },
  {
    source: "Fagin 1977, course, teacher, text",
    relation: "CTX(course, teacher, text)",
    dependencies: "course ->> teacher",
    keys: "course teacher text",
    form: "BCNF",
  },
  {
    source: "Date, SPJ with the cyclic constraint",
    relation: "SPJ(s, p, j)",
    dependencies: "*(s, p | p, j | s, j)",
    keys: "s p j",
    form: "4NF",
  },
  {
    source: "Fagin 1979: a join dependency that follows from the keys",
    relation: "S(sno, name, status, city)",
    dependencies: "sno -> name, status, city; name -> sno; *(sno, name, status | name, city)",
    keys: "sno|name",
    form: "5NF",
  },
];

for (const { source, relation, dependencies, keys, form } of TEXTBOOK) {
  Deno.test(`textbook: ${source}`, () => {
    const result = normalizeRelation(parseRelation(relation, dependencies));
    assert.equal(result.verdict.keys.map((key) => key.join(" ")).join("|"), keys);
    assert.equal(result.verdict.form, form);
    assert.deepEqual(result.synthesis.lost, []);
    for (const { lossless } of [result.synthesis, result.bcnf, result.fourth]) {
      assert(lossless.holds);
    }
  });
}

Deno.test("left sides are reduced before redundant dependencies are dropped", () => {
  // Dropping first keeps both A, B → C and A → B, and then leaves A → C beside B → C.
  const relation = parseRelation(
    "R(A, B, C, D)",
    "A, B -> C; A -> B; C -> D; B -> D; A -> D; B -> C",
  );
  assert.deepEqual(minimalCover(relation), [
    { determinant: ["A"], dependent: ["B"] },
    { determinant: ["C"], dependent: ["D"] },
    { determinant: ["B"], dependent: ["C"] },
  ]);
});

Deno.test("a relation with 4,096 keys lists them all, and a limit is reported", () => {
  const pairs = [...Array(12).keys()];
  const relation = parseRelation(
    `R(${pairs.flatMap((at) => [`A${at}`, `B${at}`]).join(", ")})`,
    pairs.map((at) => `A${at} -> B${at}; B${at} -> A${at}`).join("; "),
  );
  const all = candidateKeys(relation);
  assert.equal(all.keys.length, 4096);
  assert(all.complete);
  const some = candidateKeys(relation, { limit: 100 });
  assert.equal(some.keys.length, 100);
  assert.equal(some.complete, false);
  assert.throws(() => candidateKeys(relation, { limit: 0 }), RangeError);
});

Deno.test("a partial dependency is found where no declared dependency shows it", () => {
  const relation = parseRelation("R(A, B, P, Q, C)", "A -> P, Q; P, Q -> C; P, B -> A; Q, B -> A");
  const { form, violations } = normalForm(relation);
  assert.equal(form, "1NF");
  const [partial] = violations;
  assert.deepEqual(partial?.functional, { determinant: ["A"], dependent: ["C"] });
});

Deno.test("an attribute that holds several values breaks first normal form", () => {
  const relation = {
    ...parseRelation("Person(id, phones)", "id -> phones"),
    repeating: ["phones"],
  };
  const { form, violations } = normalForm(relation);
  assert.equal(form, "UNF");
  assert.equal(violations[0]?.attribute, "phones");
});

Deno.test("a decomposition of the zip-code relation says what is lost", () => {
  const relation = parseRelation("R(city, street, zip)", "city, street -> zip; zip -> city");
  const { parts, lost, lossless } = decomposeBcnf(relation);
  assert.deepEqual(attributesOf(parts), [["city", "zip"], ["street", "zip"]]);
  assert.deepEqual(lost, [{ determinant: ["city", "street"], dependent: ["zip"] }]);
  assert(lossless.holds);
});

Deno.test("equivalent left sides share one relation of the synthesis", () => {
  const relation = parseRelation("R(A, B, C, D)", "A -> B; B -> A; A -> C; B -> D");
  assert.deepEqual(attributesOf(synthesize(relation).parts), [["A", "B", "C", "D"]]);
});

Deno.test("BCNF starts from the synthesis where that loses less", () => {
  const relation = parseRelation("R(A, B, C, D)", "A, B -> C; C -> D; D -> B");
  const { lost } = decomposeBcnf(relation);
  assert.deepEqual(lost, [{ determinant: ["A", "B"], dependent: ["C"] }]);
});

Deno.test("fourth normal form splits a multivalued dependency into its finest blocks", () => {
  const relation = parseRelation(
    "Person(name, child, hobby, salary)",
    "name -> salary; name ->> child",
  );
  assert.deepEqual(attributesOf(decompose4nf(relation).parts), [
    ["name", "salary"],
    ["name", "child"],
    ["name", "hobby"],
  ]);
});

Deno.test("the chase of a lossy join ends in rows that show it", () => {
  const proof = proveLosslessJoin(parseRelation("R(A, B, C)", "C -> B"), [["A", "B"], ["B", "C"]]);
  assert.equal(proof.holds, false);
  assert(proof.complete);
  assert.deepEqual(proof.after, [["a1", "a2", "b13"], ["b21", "a2", "a3"]]);
  assert.throws(
    () => proveLosslessJoin(parseRelation("R(A, B)"), [["A"]]),
    new RangeError("Cannot join the parts of R to the whole: no part holds B"),
  );
});

Deno.test("a ternary join dependency implies what the chase says and no more", () => {
  const relation = parseRelation("R(A, B, C, D)", "*(A, B | B, C | C, D)");
  const join = { kind: "join", components: [["A", "B"], ["B", "C", "D"]] } as const;
  assert(proveDependency(relation, join).holds);
  const split = { kind: "multivalued", determinant: ["A"], dependent: ["B"] } as const;
  assert.equal(proveDependency(relation, split).holds, false);
  assert.equal(normalForm(relation).form, "BCNF");
});

Deno.test("no dependencies, one attribute and constants have normal forms too", () => {
  assert.equal(normalForm(parseRelation("R(A)")).form, "4NF");
  assert.equal(normalForm(parseRelation("R(A, B)", "-> A")).form, "1NF");
  assert.deepEqual(candidateKeys(parseRelation("R(A)", "-> A")).keys, [[]]);
  assert.deepEqual(attributesOf(synthesize(parseRelation("R(A, B)")).parts), [["A", "B"]]);
});

Deno.test("the trace leads from keys to decompositions", () => {
  const { trace } = normalizeRelation(parseRelation("R(A, B, C)", "A -> B; B -> C; A, B -> C"));
  const topics = [...new Set(trace.map(({ topic }) => topic))];
  assert.deepEqual(topics, ["keys", "cover", "form", "synthesis", "bcnf"]);
  const texts = trace.map(({ text }) => text);
  assert(texts.includes("B is extraneous in A, B → C: {A}⁺ = {A, B, C}"));
  assert(texts.includes("{A, B, C} is split by B → C into {B, C} and {A, B}"));
});

function attributesOf(parts: Decomposition["parts"]): (readonly string[])[] {
  return parts.map(({ attributes }) => attributes);
}
