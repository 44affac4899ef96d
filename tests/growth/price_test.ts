import assert from "node:assert/strict";
import { bundleOf } from "../../lib/core/show.ts";
import { defineModel, forecast, price, type PriceSheet, t } from "../../mod.ts";

const sheet: PriceSheet = {
  currency: "CHF",
  storage: 0.1,
  backup: 0.02,
  backupCopies: 3,
  instances: [{ name: "large", memory: "100 GB", month: 1000 }, {
    name: "small",
    memory: "8 GB",
    month: 100,
  }],
  servers: 2,
};

function log() {
  const model = defineModel("log");
  model.entity("Line", { id: t.bigint().identity().key(), text: t.text(200) }).rows("100M")
    .grows("400k..600k/day");
  return forecast(model, { today: "2027-01-01", horizon: "5 years", runs: 50 });
}

Deno.test("a month costs what its bytes and servers cost by hand", () => {
  const made = log();
  const { months, total, sample } = price(made, sheet);
  const gigabytes = made.series[0]!.points.map(({ bytes }) => bytes.p50 / 2 ** 30);
  for (const at of [0, 30, 60]) {
    const { storage, backup, servers, sum, instance } = months[at]!;
    assert.ok(Math.abs(storage.p50 - gigabytes[at]! * 0.1 * 2) < 1e-9);
    assert.ok(Math.abs(backup.p50 - gigabytes[at]! * 0.02 * 3) < 1e-9);
    assert.equal(servers.p50, (instance === "small" ? 100 : 1000) * 2);
    assert.ok(Math.abs(sum.p50 - storage.p50 - backup.p50 - servers.p50) < 1e-9);
  }
  assert.equal(months[0]!.instance, "small");
  assert.equal(months.at(-1)!.instance, "large");
  const added = months.slice(0, 60).reduce((all, { sum }) => all + sum.p50, 0);
  assert.ok(Math.abs(total.p50 / added - 1) < 1e-9);
  assert.equal(sample, false);
});

Deno.test("sample prices are marked wherever they are shown, and impossible ones refused", async () => {
  const made = log();
  const { "text/plain": text } = await bundleOf(price(made, { ...sheet, sample: true }));
  assert.match(text, /made-up sample/);
  assert.throws(() => price(made, { ...sheet, storage: -1 }), /storage of -1/);
  assert.throws(() => price(made, { ...sheet, instances: [] }), /names none/);
  const small = { ...sheet, instances: [{ name: "tiny", memory: "1 GB", month: 5 }] };
  assert.equal(price(made, small).findings[0]?.code, "no-server-large-enough");
});
