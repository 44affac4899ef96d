import assert from "node:assert/strict";
import { displayable, type MimeBundle } from "../../lib/core/displayable.ts";
import { show } from "../../lib/core/show.ts";

Deno.test("show() awaits, draws and returns the value", async () => {
  const shown: MimeBundle[] = [];
  const value = displayable(
    { a: 1 },
    () => Promise.resolve(({ a }) => ({ "text/plain": `a is ${a}` })),
  );
  const same = await show(Promise.resolve(value), { write: (bundle) => void shown.push(bundle) });
  assert.equal(same, value);
  assert.deepEqual(shown, [{ "text/plain": "a is 1" }]);
});

Deno.test("displayable() keeps the value plain data", () => {
  const value = displayable({ a: [1] }, () => Promise.resolve(() => ({ "text/plain": "" })));
  assert.deepEqual(value, { a: [1] });
  assert.equal(JSON.stringify(value), '{"a":[1]}');
  assert.ok(Object.isFrozen(value));
});
