import assert from "node:assert/strict";
import { display } from "../../../lib/core/displayable.ts";
import { ASSUMED_CALIBRATION } from "../../../lib/simulate/service/calibration.ts";
import {
  formatCalibration,
  loadCalibration,
  parseCalibration,
  saveCalibration,
} from "../../../lib/simulate/service/calibration_file.ts";

Deno.test("a calibration is read back as it was saved, and shows itself", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/calibration.json`;
    const measured = {
      ...ASSUMED_CALIBRATION,
      flushSeconds: 0.002,
      wakeSeconds: 0.0001,
      idleSlowdown: 1.5,
    };
    await saveCalibration(path, measured);
    const loaded = await loadCalibration(path);
    assert.deepEqual({ ...loaded }, measured);
    assert.equal(formatCalibration(loaded), await Deno.readTextFile(path));
    const bundle = await loaded[display]();
    assert.match(bundle["text/plain"], /a row scanned/);
    assert.match(bundle["text/plain"], /on an idle machine[^\n]*1\.5 times/);
    assert.match(bundle["image/svg+xml"]!, /Nanoseconds/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("what is no calibration is refused with what is wrong", () => {
  const text = formatCalibration(ASSUMED_CALIBRATION);
  const changed = (change: (value: Record<string, unknown>) => void) => {
    const value = JSON.parse(text);
    change(value);
    return () => parseCalibration(JSON.stringify(value));
  };
  assert.throws(() => parseCalibration("{"), SyntaxError);
  assert.throws(() => parseCalibration("[]"), /groundplan-calibration/);
  assert.throws(changed((value) => value.version = 9), /version 9/);
  assert.throws(changed((value) => value.slowdown = 0.5), /slowdown is 0.5/);
  assert.throws(changed((value) => value.idleSlowdown = 0.9), /idleSlowdown is 0.9/);
  assert.throws(changed((value) => value.wakeSeconds = -1), /wakeSeconds is -1/);
  assert.throws(changed((value) => value.tag = "guessed"), /guessed/);
  assert.throws(
    changed((value) => delete (value.seconds as Record<string, number>).tuple),
    /seconds.tuple is undefined/,
  );
  assert.throws(changed((value) => delete value.evidence), /evidence/);
});
