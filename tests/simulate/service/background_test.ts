import assert from "node:assert/strict";
import { fullPageImages } from "../../../lib/engines/postgresql/sizes/wal.ts";
import { checkpoints } from "../../../lib/simulate/service/background.ts";
import { readMachine } from "../../../lib/simulate/service/machine.ts";
import { readHardware } from "../../../lib/whatif/hardware.ts";

const machine = readMachine(readHardware(), { maxWal: "1 TB" });
const dirtied = (pages: number, rate: number) => ({
  relation: "public.t",
  dirtied: 1,
  added: 0,
  popularity: [{ pages, share: 1 }],
  rate,
});

Deno.test("each page is logged whole once between two checkpoints", () => {
  // 2,000 touches of 8,772 pages gave 1,787 images on PostgreSQL 15; 40,000 gave 8,676.
  for (const [touches, measured] of [[2000, 1787], [40_000, 8676]] as const) {
    const rate = touches / machine.checkpointSeconds;
    const { imageBytes, background } = checkpoints([dirtied(8772, rate)], 0, machine);
    const images = imageBytes[0]! * touches / 8192;
    assert.ok(Math.abs(images / measured - 1) < 0.002, `${images}`);
    assert.equal(background.checkpointSeconds, 300);
    const written = background.pageWritesPerSecond.value * 300;
    assert.ok(Math.abs(written - fullPageImages(touches, 8772)) < 1e-6);
  }
});

Deno.test("much log brings checkpoints sooner", () => {
  const tight = readMachine(readHardware(), { maxWal: "1 GB" });
  const { background } = checkpoints([dirtied(1e5, 5000)], 1e7, tight);
  const { checkpointSeconds, walBytesPerSecond } = background;
  assert.ok(checkpointSeconds < 60, `${checkpointSeconds}`);
  const between = walBytesPerSecond.value * checkpointSeconds;
  assert.ok(Math.abs(between / (2 ** 30 / 1.9) - 1) < 0.05, `${between}`);
});

Deno.test("without full-page writes there are no images", () => {
  const none = readMachine(readHardware(), { fullPageWrites: false });
  const { imageBytes, background } = checkpoints([dirtied(1000, 10)], 500, none);
  assert.deepEqual(imageBytes, [0]);
  assert.equal(background.walBytesPerSecond.value, 500);
});
