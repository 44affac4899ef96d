import { display, type MimeBundle } from "../core/displayable.ts";
import type { Schema } from "../schema/schema.ts";
import { diagram } from "./diagram.ts";

/** Draws a schema as the diagram of its tables. */
export async function drawSchema(schema: Schema): Promise<MimeBundle> {
  return await (await diagram(schema))[display]();
}
