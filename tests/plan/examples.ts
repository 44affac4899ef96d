import { readModel } from "../../lib/model/read_model.ts";
import type { Model } from "../../lib/model/model.ts";

/** The names of the worked models. */
export const EXAMPLES = ["shop", "saas", "sensors"] as const;

/** A worked model. */
export async function example(name: typeof EXAMPLES[number]): Promise<Model> {
  const file = new URL(`../../examples/${name}.yaml`, import.meta.url);
  return await readModel(await Deno.readTextFile(file), { file: file.pathname });
}
