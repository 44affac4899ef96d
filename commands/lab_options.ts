import { type HardwareSpec, STORAGE, type Storage } from "../lib/whatif/hardware.ts";
import type { CommandOption, Invocation } from "./command.ts";
import { textOption } from "./command.ts";

/** The options of every command that opens a lab. */
export const LAB_OPTIONS: Readonly<Record<string, CommandOption>> = {
  storage: {
    type: "string",
    value: "KIND",
    help: `Kind of disk: ${Object.keys(STORAGE).join(", ")}. Defaults to network-ssd.`,
  },
  memory: { type: "string", value: "SIZE", help: "Memory of the server. Defaults to 16 GB." },
};

/** The hardware that a command was called with. */
export function hardwareOf(invocation: Invocation): HardwareSpec {
  const storage = textOption(invocation, "storage");
  const memory = textOption(invocation, "memory");
  return {
    ...(storage === undefined ? {} : { storage: storage as Storage }),
    ...(memory === undefined ? {} : { memory }),
  };
}
