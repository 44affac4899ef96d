import { writeFileAtomic } from "../../core/atomic_file.ts";
import { type Displayable, displayable } from "../../core/displayable.ts";
import { ASSUMED_CALIBRATION, type Calibration, type Work } from "./calibration.ts";

/** What a calibration file says of itself. */
const FORMAT = "groundplan-calibration";
const VERSION = 1;

/**
 * A calibration as the text of a file: JSON with a format and a version, the same bytes for the same values.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ASSUMED_CALIBRATION, formatCalibration, parseCalibration } from "@groundplan/groundplan";
 *
 * const text = formatCalibration(ASSUMED_CALIBRATION);
 * assert.equal(parseCalibration(text).seconds.tuple, ASSUMED_CALIBRATION.seconds.tuple);
 * ```
 */
export function formatCalibration(calibration: Calibration): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...calibration }, null, 2)}\n`;
}

/**
 * Reads the text of a calibration file.
 *
 * @throws {SyntaxError} When the text is no JSON, or no calibration file.
 * @throws {RangeError} When its version is not known, a constant is missing or a number is out of bounds.
 */
export function parseCalibration(text: string): Calibration & Displayable {
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read the calibration: ${(error as Error).message}`);
  }
  const { format, version, ...rest } = content ?? {};
  if (format !== FORMAT) {
    throw new SyntaxError(
      `Cannot read the calibration: the file says it is ${JSON.stringify(format)}, not "${FORMAT}"`,
    );
  }
  if (version !== VERSION) {
    throw new RangeError(
      `Cannot read the calibration: version ${
        JSON.stringify(version)
      } is not known, only ${VERSION}`,
    );
  }
  const known = rest as unknown as Calibration;
  const check = (name: string, value: unknown, least: number) => {
    if (typeof value === "number" && value >= least && Number.isFinite(value)) return;
    throw new RangeError(
      `Cannot read the calibration: ${name} is ${
        JSON.stringify(value)
      }; give a number from ${least}`,
    );
  };
  for (const work of Object.keys(ASSUMED_CALIBRATION.seconds) as Work[]) {
    check(`seconds.${work}`, known.seconds?.[work], 0);
  }
  check("factor", known.factor, 1);
  check("variability", known.variability, 0);
  check("slowdown", known.slowdown, 1);
  if (known.idleSlowdown !== undefined) check("idleSlowdown", known.idleSlowdown, 1);
  for (const name of ["wakeSeconds", "flushSeconds"] as const) {
    if (known[name] !== undefined) check(name, known[name], 0);
  }
  if (!["measured", "estimated", "assumed"].includes(known.tag)) {
    throw new RangeError(`Cannot read the calibration: tag is ${JSON.stringify(known.tag)}`);
  }
  if (!Array.isArray(known.measured) || typeof known.evidence?.text !== "string") {
    throw new RangeError("Cannot read the calibration: measured or evidence is missing");
  }
  return displayable(
    { ...known },
    async () => (await import("../../display/draw_calibration.ts")).drawCalibration,
  );
}

/**
 * Saves a calibration to a file, whole or not at all.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ASSUMED_CALIBRATION, loadCalibration, saveCalibration } from "@groundplan/groundplan";
 *
 * const folder = await Deno.makeTempDir();
 * await saveCalibration(`${folder}/calibration.json`, ASSUMED_CALIBRATION);
 * assert.equal((await loadCalibration(`${folder}/calibration.json`)).tag, "assumed");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function saveCalibration(path: string, calibration: Calibration): Promise<void> {
  await writeFileAtomic(path, formatCalibration(calibration));
}

/**
 * Loads a calibration from a file.
 *
 * @throws {Deno.errors.NotFound} When there is no such file.
 */
export async function loadCalibration(path: string): Promise<Calibration & Displayable> {
  return parseCalibration(await Deno.readTextFile(path));
}
