import type { Engine } from "../engine.ts";
import { freeze } from "../../core/freeze.ts";
import { type Feature, FEATURES } from "./features.ts";

/** PostgreSQL, from the oldest version that is supported to the newest. */
export const postgresql: Engine & { readonly features: readonly Feature[] } = freeze({
  name: "postgresql",
  title: "PostgreSQL",
  versions: [14, 15, 16, 17, 18],
  features: FEATURES,
});
