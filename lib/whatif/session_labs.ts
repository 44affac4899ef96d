import type { Lab } from "./lab.ts";

/** The labs that a notebook session has open, by name. */
export type SessionLabs = Map<string, Lab>;

const KEY = Symbol.for("groundplan.labs");

/**
 * The labs of the notebook session that this runs in: they belong to the kernel's own global object, and end
 * with it.
 *
 * @returns Nothing outside of a notebook, where `await using` closes a lab.
 */
export function sessionLabs(): SessionLabs | undefined {
  try {
    // Deno has a `jupyter` namespace everywhere; only inside a kernel does reading `display` not throw.
    void Deno.jupyter.display;
  } catch {
    return undefined;
  }
  const session = globalThis as { [KEY]?: SessionLabs };
  return session[KEY] ??= new Map();
}

/** Puts a lab in the place of the one that had its name, which is closed: a cell that runs again leaves one. */
export async function replaceLab(labs: SessionLabs, name: string, lab: Lab): Promise<void> {
  const before = labs.get(name);
  labs.set(name, lab);
  await before?.[Symbol.asyncDispose]();
}
