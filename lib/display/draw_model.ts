import { display, type MimeBundle } from "../core/displayable.ts";
import type { Model } from "../model/model.ts";
import { diagram } from "./diagram.ts";

/** Draws a model as its entity-relationship diagram. */
export async function drawModel(model: Model): Promise<MimeBundle> {
  return await (await diagram(model))[display]();
}
