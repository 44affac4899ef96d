import assert from "node:assert/strict";
import { displayable, type MimeBundle } from "../../lib/core/displayable.ts";
import { show, showLive } from "../../lib/core/show.ts";

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

Deno.test("showLive() gives each value in turn", async () => {
  const shown: string[] = [];
  const live = await showLive(Promise.resolve("0 of 2"), {
    write: (bundle) => void shown.push(bundle["text/plain"]),
  });
  await live.update({ done: 1 });
  await live.update(Promise.resolve("2 of 2"));
  assert.deepEqual(shown, ["0 of 2", "{ done: 1 }", "2 of 2"]);
});

Deno.test("show() prints the text in a script, and nothing twice", async () => {
  const script = `
    import { show, showLive } from ${JSON.stringify(import.meta.resolve("../../lib/core/show.ts"))};
    await show({ a: 1 });
    const live = await showLive("0 of 1");
    await live.update("1 of 1");
    await show("text");`;
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", script],
    env: { NO_COLOR: "1" },
  }).output();
  assert(success);
  assert.equal(new TextDecoder().decode(stdout), "{ a: 1 }\n0 of 1\n1 of 1\ntext\n");
});
