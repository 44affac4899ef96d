import { join } from "node:path";
import { granted } from "./granted.ts";

/**
 * The folder that Groundplan keeps what it can rebuild in: `$GROUNDPLAN_CACHE`, else
 * `$XDG_CACHE_HOME/groundplan`, else `~/.cache/groundplan`.
 *
 * @param env Reads one environment variable. Defaults to the process's own, as far as it may be read.
 * @returns The folder, or `undefined` when the environment names none.
 */
export function cacheFolder(
  env: (name: string) => string | undefined = readableEnv,
): string | undefined {
  const own = env("GROUNDPLAN_CACHE");
  if (own) return own;
  const shared = env("XDG_CACHE_HOME");
  if (shared) return join(shared, "groundplan");
  const home = env("HOME") ?? env("USERPROFILE");
  return home ? join(home, ".cache", "groundplan") : undefined;
}

function readableEnv(variable: string): string | undefined {
  return granted({ name: "env", variable }) ? Deno.env.get(variable) : undefined;
}
