import { styledName } from "../model/naming.ts";
import { pathOf } from "../schema/compare_schemas.ts";
import { columnType } from "./column_type.ts";
import type { Draft } from "./draft.ts";
import { claimName } from "./identifiers.ts";

/** Makes a domain type of each domain. */
export function mapDomains(draft: Draft): void {
  for (const domain of draft.model.domains) {
    const { name, type, check, description, id } = domain;
    const claimed = claimName(draft, styledName(name, draft.model.naming), {
      spaces: [`types of ${draft.namespace}`, `relations of ${draft.namespace}`],
      where: name,
    });
    draft.domains.set(name, claimed);
    draft.types.push({
      kind: "domain",
      schema: draft.namespace,
      name: claimed,
      type: columnType(draft, type, { where: name, element: id, name: [name, "value"] }),
      ...(domain.default === undefined ? {} : { default: domain.default }),
      notNull: false,
      checks: check === undefined ? [] : [{ name: `${claimed}_check`, expression: check }],
      ...(description === undefined ? {} : { comment: description }),
    });
    draft.origins[pathOf([draft.namespace, claimed])] = id;
  }
}
