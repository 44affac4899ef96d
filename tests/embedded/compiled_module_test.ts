import assert from "node:assert/strict";
import { compiledModule, postWithModule } from "../../lib/embedded/compiled_module.ts";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";

/** Posts messages to a worker that answers what it was given. */
async function echoed(message: { readonly module?: WebAssembly.Module; readonly name: string }) {
  const source = `onmessage = ({ data }) => postMessage(
    { ...data, module: data.module instanceof WebAssembly.Module })`;
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(source)}`, {
    type: "module",
  });
  try {
    return await new Promise<{ readonly module: boolean; readonly name: string }>(
      (resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        postWithModule(worker, message).catch(reject);
      },
    );
  } finally {
    worker.terminate();
  }
}

Deno.test({
  name: "no module is compiled where its file may not be read",
  permissions: { read: false },
  async fn() {
    assert.equal(await compiledModule(), undefined);
  },
});

Deno.test("PostgreSQL is compiled once, and databases run from it side by side", async () => {
  const [module, again] = await Promise.all([compiledModule(), compiledModule()]);
  assert.ok(module instanceof WebAssembly.Module);
  assert.equal(again, module);
  const [first, second] = await Promise.all([openEmbedded({ module }), openEmbedded()]);
  await first.exec("create table only_here ()");
  await assert.rejects(second.query("select * from only_here"), /does not exist/);
  await first.close();
  const { rows } = await second.query("select 1 as one");
  assert.deepEqual(rows, [{ one: 1 }]);
  await second.close();
});

Deno.test("a worker gets the compiled module, and does without where it cannot be posted", async () => {
  assert.deepEqual(await echoed({ name: "whole" }), { name: "whole", module: true });
  const unpostable = (() => {}) as unknown as WebAssembly.Module;
  assert.deepEqual(await echoed({ name: "without", module: unpostable }), {
    name: "without",
    module: false,
  });
});
