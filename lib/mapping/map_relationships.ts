import type { Draft } from "./draft.ts";
import { mapMany } from "./map_many.ts";
import { mapToOne } from "./map_to_one.ts";
import { toOne } from "./orientation.ts";

/** Maps the relationships that no key needed before. */
export function mapRelationships(draft: Draft): void {
  for (const relationship of draft.model.relationships) {
    const edge = toOne(relationship);
    if (edge) mapToOne(draft, edge);
    else mapMany(draft, relationship);
  }
}
