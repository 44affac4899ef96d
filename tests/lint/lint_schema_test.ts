import assert from "node:assert/strict";
import { lintSchema } from "../../lib/lint/lint_schema.ts";
import { foreignKey, key, model, schema, table } from "./make_schema.ts";

const subject = schema(
  table("customers", ["id bigint"], { primaryKey: key("id") }),
  table("orders", ["id bigint", "customer_id bigint"], {
    foreignKeys: [foreignKey(["customer_id"], "customers")],
  }),
);

Deno.test("findings come worst first and in one order", () => {
  const { findings } = lintSchema(subject);
  const severities = findings.map(({ severity }) => severity);
  assert.equal(severities[0], "error");
  assert.deepEqual(severities, [...severities].sort((a, b) => rank(a) - rank(b)));
  assert.deepEqual(lintSchema(subject), lintSchema(subject));
});

function rank(severity: string): number {
  return ["error", "warning", "advice"].indexOf(severity);
}

Deno.test("a decision waives one place or a whole rule, and is kept with what it waives", () => {
  const about = "no-primary-key@public.orders";
  const decision = { about, choice: "none", reason: "It is a log." };
  const judged = lintSchema(subject, { model: model([], { decisions: [decision] }) });
  assert.deepEqual(judged.findings.filter(({ code }) => code === "no-primary-key"), []);
  assert.deepEqual(judged.waived.map(({ decision }) => decision), [decision]);
  assert.equal(judged.rules.find(({ code }) => code === "no-primary-key")!.broken, 0);

  const whole = { about: "missing-comments", choice: "none", reason: "The wiki has them." };
  const without = lintSchema(subject, { model: model([], { decisions: [whole] }) });
  assert.deepEqual(without.findings.filter(({ code }) => code === "missing-comments"), []);
  assert.equal(without.waived.length, 1);
});

Deno.test("rules of PostgreSQL keep quiet about other engines", () => {
  const { rules } = lintSchema({ ...subject, engine: "sqlite@3" });
  assert.deepEqual(rules.filter(({ applies }) => applies === "postgresql"), []);
  assert.ok(rules.length > 10);
});

Deno.test("names that JavaScript objects have by themselves are names like any other", () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty"];
  const odd = schema(...names.map((name) => table(name, names.map((n) => `${n} bigint`))));
  assert.ok(lintSchema(odd).findings.length >= names.length);
});

Deno.test("a horizon below zero is refused", () => {
  assert.throws(() => lintSchema(subject, { horizon: -1 }), RangeError);
  assert.throws(() => lintSchema(subject, { horizon: NaN }), RangeError);
});
