import { freeze } from "../core/freeze.ts";
import { type Hardware, plannerSettings, STORAGE, type Storage } from "../whatif/hardware.ts";
import type { ExplainOptions, Lab } from "../whatif/lab.ts";
import { type MachineSpec, readMachine } from "./service/machine.ts";

/**
 * The same lab on another machine: plans are made with the settings that its memory, cores and device imply. The
 * lab itself stays as it is, and its views share its worker.
 */
export function labOn(lab: Lab, spec: MachineSpec | undefined): Lab {
  if (spec === undefined) return lab;
  const { memory, cores } = readMachine(lab.hardware, spec);
  const storage = typeof spec.device === "string" && Object.hasOwn(STORAGE, spec.device)
    ? spec.device as Storage
    : lab.hardware.storage;
  const hardware: Hardware = freeze({ ...lab.hardware, storage, memory, cores });
  const [before, after] = [plannerSettings(lab.hardware), plannerSettings(hardware)];
  const changed = Object.entries(after).filter(([name, value]) =>
    // What somebody set by hand stays.
    before[name] !== value && lab.settings[name] === before[name]
  );
  return changed.length === 0 ? lab : viewOn(lab, hardware, Object.fromEntries(changed));
}

function viewOn(lab: Lab, hardware: Hardware, settings: Readonly<Record<string, string>>): Lab {
  const add = (options: ExplainOptions = {}): ExplainOptions => ({
    ...options,
    settings: { ...settings, ...options.settings },
  });
  const again = (view: Lab) => viewOn(view, hardware, settings);
  return Object.freeze({
    ...lab,
    hardware,
    settings: freeze({ ...lab.settings, ...settings }),
    explain: (query: string, options?: ExplainOptions) => lab.explain(query, add(options)),
    explainAll: (queries?: readonly string[], options?: ExplainOptions) =>
      lab.explainAll(queries, add(options)),
    with: (edits: Parameters<Lab["with"]>[0]) => again(lab.with(edits)),
    at: (date: string) => again(lab.at(date)),
    scaled: (factor: number) => again(lab.scaled(factor)),
  });
}
