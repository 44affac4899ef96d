import { writeDuration } from "../../core/format.ts";
import type { Drafting } from "./build_model.ts";
import { shortName } from "./draft_names.ts";
import type { VolumeFact } from "./find_volumes.ts";

/** Writes rows, growth, retention and query patterns into the model; returns what has no place there. */
export function addVolumes(
  drafting: Drafting,
  facts: readonly VolumeFact[],
): readonly VolumeFact[] {
  return facts.filter((fact) => !ADD[fact.kind](drafting, fact as never));
}

type Add<Kind extends VolumeFact["kind"]> = (
  drafting: Drafting,
  fact: Extract<VolumeFact, { kind: Kind }>,
) => boolean;

const ADD: { readonly [Kind in VolumeFact["kind"]]: Add<Kind> } = {
  rows({ builder, names, note }, { term, rows, passage }) {
    const entity = names.entity(term);
    if (entity === undefined) return false;
    builder.entity(entity).rows(rows);
    note(`${entity}.rows`, passage);
    return true;
  },
  growth({ builder, names, note }, { term, count, period, passage }) {
    const entity = names.entity(term);
    if (entity === undefined) return false;
    builder.entity(entity).grows(`${count}/${period}`);
    note(`${entity}.growth`, passage);
    return true;
  },
  percent({ builder, names, note }, { term, growth, passage }) {
    const entity = names.entity(term);
    if (entity === undefined) return false;
    builder.entity(entity).grows(growth);
    note(`${entity}.growth`, passage);
    return true;
  },
  retention({ builder, names, note }, { term, words, passage }) {
    const entity = names.entity(term);
    if (entity === undefined) return false;
    builder.entity(entity).retain(words);
    note(`${entity}.retention`, passage);
    return true;
  },
  rate: (drafting, fact) => addPattern(drafting, fact, { rate: fact.rate }),
  target: (drafting, fact) =>
    addPattern(drafting, fact, { [fact.percentile]: writeDuration(fact.seconds) }),
};

function addPattern(
  { builder, names, note, origin, entities }: Drafting,
  { term, what, write, passage }: Extract<VolumeFact, { kind: "rate" | "target" }>,
  numbers: Readonly<Record<string, string>>,
): boolean {
  const entity = term === undefined ? undefined : names.entity(term);
  if (entity === undefined) return false;
  const name = shortName(
    `${write ? "write" : "read"} ${what.replace(/\b(?:reads?|writes?|inserts?|per|at)\b/gi, "")} ${
      what.toLowerCase().includes(term!.split(" ").at(-1)!) ? "" : entity
    }`,
    4,
  );
  const old = builder.snapshot().patterns.find((pattern) => pattern.name === name);
  const attributes = entities.find((each) => each.name === entity)?.attributes ?? [];
  const key =
    builder.snapshot().entities.find((each) => each.name === entity)?.keys.find(({ primary }) =>
      primary
    )?.parts[0] ?? attributes[0]?.name;
  builder.access(name, {
    query: write
      ? { action: "insert", entity }
      : { action: "select", entity, ...(key === undefined ? {} : { where: { [key]: "=" } }) },
    ...Object.fromEntries(Object.entries(old?.targets ?? {})),
    ...(old?.rate === undefined ? {} : { rate: old.rate }),
    ...numbers,
    origin: origin([{ passage }]),
  });
  note(name, passage);
  return true;
}
