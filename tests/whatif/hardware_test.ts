import assert from "node:assert/strict";
import { readHardware } from "../../lib/whatif/hardware.ts";

Deno.test("readHardware() refuses what it does not know", () => {
  assert.equal(readHardware({ storage: "network-ssd" }).storage, "network-ssd");
  assert.throws(() => readHardware("network SSD" as never), /expected an object with storage/);
  assert.throws(() => readHardware({ ram: "64 GB" } as never), /unknown key "ram"/);
  assert.throws(() => readHardware({ storage: "nvm" as never }), /did you mean nvme\?/);
});
