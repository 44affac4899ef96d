import { formatCount, formatDuration, formatShare } from "../../core/format.ts";
import { formatGrowth } from "../../model/growth_text.ts";
import { relationshipPath } from "../../model/compare_models.ts";
import { rangeText, relationshipCode } from "../code.ts";
import type { Topic } from "../topic.ts";
import { eachEntity, known, of } from "./entity_topics.ts";

/** What the plan wants to know of how much there is and will be. */
export const volumeTopics: readonly Topic[] = [
  {
    id: "rows",
    item: "volumes",
    what: "rows of each entity",
    required: true,
    decades: 3,
    subjects: eachEntity((entity, { model }) => {
      const { rows } = entity.volume;
      return {
        about: `${entity.name}.rows`,
        ...known(rows !== undefined, formatCount(rows?.value ?? 0)),
        ask: `How many rows does ${entity.name} start with?`,
        assumes: "nothing: whatever depends on its size is left out",
        call: () => `${of(model, entity)}.rows("1M");`,
      };
    }),
  },
  {
    id: "growth",
    item: "volumes",
    what: "growth of each entity",
    required: true,
    decades: 1.5,
    subjects: eachEntity((entity, { model }) => {
      const { growth } = entity.volume;
      return {
        about: `${entity.name}.growth`,
        ...known(growth !== undefined, growth ? formatGrowth(growth) : ""),
        ask: `How fast does ${entity.name} grow?`,
        assumes: "it does not grow",
        call: () => `${of(model, entity)}.grows("4%/month");`,
      };
    }),
  },
  {
    id: "row-ranges",
    item: "volumes",
    what: "range that the rows of each entity lie in",
    required: false,
    decades: 0.6,
    subjects: eachEntity((entity, { model }) => {
      const { rows } = entity.volume;
      if (!rows) return undefined;
      const { value, low, high } = rows;
      return {
        about: `${entity.name}.rows.range`,
        ...known(
          low !== undefined && high !== undefined,
          `${formatCount(low ?? value)} to ${formatCount(high ?? value)}`,
        ),
        ask: `How sure are the ${formatCount(value)} rows of ${entity.name}?`,
        assumes: `exactly ${formatCount(value)} rows`,
        call: () => `${of(model, entity)}.rows("${rangeText(value / 2, value * 1.5)}");`,
      };
    }),
  },
  {
    id: "retention",
    item: "volumes",
    what: "how long rows are kept",
    required: false,
    decades: 0.7,
    subjects: eachEntity((entity, { model }) => {
      const { retention, growth } = entity.volume;
      if (!growth) return undefined;
      return {
        about: `${entity.name}.retention`,
        ...known(retention !== undefined, formatDuration(retention ?? 0)),
        ask: `How long is a row of ${entity.name} kept?`,
        assumes: "rows are kept for ever",
        call: () => `${of(model, entity)}.retain("7 years");`,
      };
    }),
  },
  {
    id: "churn",
    item: "volumes",
    what: "share of rows that is updated in a year",
    required: false,
    decades: 0.5,
    subjects: eachEntity((entity, { model }) => {
      const { churn } = entity.volume;
      return {
        about: `${entity.name}.churn`,
        ...known(churn !== undefined, `${formatShare(churn ?? 0)} a year`),
        ask: `Which share of the rows of ${entity.name} is updated in a year?`,
        assumes: "rows are never updated",
        call: () => `${of(model, entity)}.churns("20%");`,
      };
    }),
  },
  {
    id: "fan-out",
    item: "volumes",
    what: "how many belong to one, for each relationship",
    required: false,
    decades: 1,
    subjects: function* ({ model }) {
      for (const relationship of model.relationships) {
        const [one, many, ...more] = relationship.ends;
        if (!one || !many || more.length > 0 || one.max !== 1 || many.max === 1) continue;
        const path = relationshipPath(relationship);
        yield {
          about: `${path}.fanOut`,
          place: relationship.id,
          ...known(relationship.fanOut !== undefined, "declared"),
          ask: `How many rows of ${many.entity} belong to one of ${one.entity}?`,
          assumes: "all have equally many",
          call: () =>
            relationshipCode(model, {
              ...relationship,
              fanOut: { shape: { kind: "exponential", mean: 10 } },
            }),
        };
      }
    },
  },
];
