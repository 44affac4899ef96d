import { parseBytes, parseCount } from "../core/quantity.ts";
import type { Model } from "../model/model.ts";
import { DEVICES, type MachineSpec } from "../simulate/service/machine.ts";
import type { Storage } from "../whatif/hardware.ts";

/** What a decision about `server.machine` says in numbers: cores, memory, the kind of storage. */
export function serverChoice({ decisions }: Model): MachineSpec {
  const choice = decisions.find(({ about }) => about === "server.machine")?.choice ?? "";
  const cores = /(\d+)\s*(?:v?cpus?|cores?)\b/i.exec(choice)?.[1];
  const memory = /[\d.]+\s*[GT]i?B\b/i.exec(choice)?.[0];
  const device = Object.keys(DEVICES).find((name) =>
    choice.toLowerCase().replaceAll(" ", "-").includes(name)
  ) as Storage | undefined;
  return {
    ...(cores === undefined ? {} : { cores: parseCount(cores) }),
    ...(memory === undefined ? {} : { memory: parseBytes(memory) }),
    ...(device === undefined ? {} : { device }),
  };
}
