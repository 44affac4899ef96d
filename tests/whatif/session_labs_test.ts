import assert from "node:assert/strict";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Lab } from "../../lib/whatif/lab.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import { replaceLab, sessionLabs } from "../../lib/whatif/session_labs.ts";

Deno.test("a cell that opens a lab again and again leaves one", async () => {
  assert.equal(sessionLabs(), undefined, "a script has no session");
  const model = defineModel("shop");
  model.entity("Order", { id: "bigint identity key" }).rows(1e6);
  const labs = new Map<string, Lab>();
  const opened: Lab[] = [];
  for (let run = 0; run < 3; run++) {
    const lab = await openLab(model, { today: "2026-01-01" });
    await replaceLab(labs, "shop", lab);
    opened.push(lab);
  }
  assert.equal(labs.get("shop"), opened.at(-1));
  await opened[2]!.explain("select * from orders where id = 1");
  await assert.rejects(opened[0]!.explain("select * from orders"), /the lab is closed/);
  await opened[2]![Symbol.asyncDispose]();
  // The test runner fails on workers that are left.
});
