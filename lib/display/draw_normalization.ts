import type { MimeBundle } from "../core/displayable.ts";
import type { NormalizedModel } from "../normalize/normalize.ts";
import { printTable, tableBundle } from "./table.ts";

/** Draws the normal forms of a model as a table. */
export function drawNormalizedModel({ entities }: NormalizedModel): MimeBundle {
  return tableBundle(printTable({
    caption: "Normal forms",
    columns: ["entity", "form", "keys", "because", "becomes"].map((key) => ({ key })),
    rows: entities.map(({ entity, verdict, edits }) => ({
      entity,
      form: verdict.form,
      keys: verdict.keys.map((key) => key.join(", ")).join(" | "),
      because: verdict.violations[0]?.because ?? "",
      becomes: edits.flatMap(({ kind, target }) => kind === "put-entity" ? [target] : []).join(
        ", ",
      ),
    })),
  }));
}
