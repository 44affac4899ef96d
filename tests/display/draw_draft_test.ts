import assert from "node:assert/strict";
import { display } from "../../lib/core/displayable.ts";
import { draftModel } from "../../lib/sources/words/draft_model.ts";

Deno.test("a draft shows its diagram, its questions and what was not understood, and stays plain data", async () => {
  const draft = await draftModel(
    "Each farmer owns fields. A field has a soil.\n\nThanks <b>a lot</b> for all!",
  );
  const bundle = await draft[display]();
  assert.match(bundle["image/svg+xml"]!, /Farmer/);
  assert.match(
    bundle["text/plain"],
    /Questions[\s\S]*model\.[\s\S]*Not understood[\s\S]*Thanks/,
  );
  assert.match(bundle["text/markdown"]!, /Not understood/);
  assert.doesNotMatch(bundle["text/html"]!, /<b>a lot/);
  assert.ok(!Object.keys(JSON.parse(JSON.stringify(draft))).includes("display"));
});

Deno.test("a draft of nothing shows itself too", async () => {
  const bundle = await (await draftModel(""))[display]();
  assert.equal(typeof bundle["text/plain"], "string");
});
