import type { Routine } from "../../../schema/schema.ts";

/** A function, procedure or aggregate, as the catalog prints it. */
export function printRoutine(routine: Routine): string {
  return routine.definition.trim().replace(/;$/, "");
}
