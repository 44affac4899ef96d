import type { Routine, Sequence, UserType, View } from "../../schema/schema.ts";
import type { Definable } from "./dependencies.ts";
import { qualify } from "./identifiers.ts";
import type { Script } from "./order.ts";
import { routineComments, sequenceComments, typeComments, viewComments } from "./print/comments.ts";
import { printCheck } from "./print/constraints.ts";
import { printIndex } from "./print/indexes.ts";
import { printRoutine } from "./print/routines.ts";
import { printSequence } from "./print/sequences.ts";
import { printType, printUnvalidatedDomainChecks } from "./print/types.ts";
import { printView } from "./print/views.ts";

/** Defines a type, a sequence, a routine or a view. */
export function defineOther({ kind, at }: Definable, script: Script): void {
  const { types, sequences, routines, views } = script.schema;
  if (kind === "type") defineType(types[at]!, script);
  if (kind === "sequence") defineSequence(sequences[at]!, script);
  if (kind === "routine") defineRoutine(routines[at]!, script);
  if (kind === "view") defineView(views[at]!, script);
}

function defineType(type: UserType, script: Script): void {
  if (type.kind !== "domain") {
    script.write(printType(type), ...typeComments(type));
    return;
  }
  const self = script.names.find(type);
  const early = type.checks.filter(({ expression }) => {
    const needed = script.names.mentions(expression).filter((one) =>
      !self.some(({ kind, at }) => kind === one.kind && at === one.at)
    );
    script.defineWherePossible(needed);
    return needed.every(script.isDefined);
  });
  const late = type.checks.filter((check) => !early.includes(check));
  const comments = typeComments(type);
  script.write(
    printType({ ...type, checks: early }),
    ...printUnvalidatedDomainChecks({ ...type, checks: early }),
    ...(late.length === 0 ? comments : []),
  );
  script.writeLater("checks", [
    ...late.map((check) => `ALTER DOMAIN ${qualify(type)} ADD ${printCheck(check)}`),
    ...(late.length === 0 ? [] : comments),
  ]);
}

function defineSequence(sequence: Sequence, script: Script): void {
  script.write(printSequence(sequence), ...sequenceComments(sequence));
}

function defineRoutine(routine: Routine, script: Script): void {
  script.write(printRoutine(routine), ...routineComments(routine));
}

function defineView(view: View, script: Script): void {
  script.write(
    printView(view),
    ...view.indexes.map((index) => printIndex(index, view)),
    ...viewComments(view),
  );
}
