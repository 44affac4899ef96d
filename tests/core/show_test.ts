import assert from "node:assert/strict";
import { displayable, type MimeBundle } from "../../lib/core/displayable.ts";
import { show } from "../../lib/core/show.ts";
import { startKernel } from "../../lib/notebook/start_kernel.ts";

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

Deno.test("a cell that ends with show() shows its value once", async () => {
  await using kernel = await startKernel();
  const url = new URL("../../mod.ts", import.meta.url);
  const cell = `const { defineModel, show } = await import("${url}");
    const shop = defineModel("shop");
    shop.entity("Order", { id: "bigint key" });
    await show(shop)`;
  const { outputs } = await kernel.execute(cell);
  assert.deepEqual(outputs.map(({ output_type }) => output_type), ["display_data"]);
  const again = await kernel.execute("await new Promise((done) => setTimeout(done, 300)); shop");
  assert.deepEqual(again.outputs.map(({ output_type }) => output_type), ["execute_result"]);
  const kept = await kernel.execute("const same = await show(shop); same === shop");
  assert.deepEqual(kept.outputs.map(({ output_type }) => output_type), [
    "display_data",
    "execute_result",
  ]);
});
