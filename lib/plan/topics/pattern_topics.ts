import { formatDuration, formatRate } from "../../core/format.ts";
import { STANDARD_RATE, WHOLE_PLAN } from "../reach.ts";
import type { AccessPattern } from "../../model/model.ts";
import { literal, patternCode, variableOf } from "../code.ts";
import type { PlanContext } from "../plan_context.ts";
import type { Subject, Topic } from "../topic.ts";
import { count, eachEntity, known } from "./entity_topics.ts";

/** What the plan wants to know of the queries. */
export const patternTopics: readonly Topic[] = [
  {
    id: "patterns",
    item: "patterns",
    what: "what the application asks of the data",
    required: true,
    decades: 3,
    subjects: function* ({ model }) {
      const [entity] = model.entities;
      if (!entity) return;
      yield {
        about: "patterns",
        place: WHOLE_PLAN,
        ...known(model.patterns.length > 0, count(model.patterns.length, "query pattern")),
        ask: "What does the application ask of the data, and how often?",
        assumes: "nothing is ever asked: no index pays",
        call: () => accessCall(entity.name, model),
      };
    },
  },
  {
    id: "entity-use",
    item: "patterns",
    what: "a query pattern for each entity",
    required: false,
    decades: 1,
    subjects: eachEntity((entity, { model, reach }) => {
      const mine = model.patterns.filter((one) => reach.entitiesOf(one).includes(entity.name));
      return {
        about: `${entity.name}.use`,
        ...known(mine.length > 0, mine.map(({ name }) => name).join(", ")),
        ask: `Who reads or writes ${entity.name}, and how often?`,
        assumes: "nobody",
        call: () => accessCall(entity.name, model),
      };
    }),
  },
  patternTopic("rate", {
    what: "rate of each query pattern",
    required: true,
    decades: 2,
    known: ({ rate }) => rate === undefined ? undefined : formatRate(rate),
    ask: (name) => `How often does ${name} run?`,
    assumes: `${formatRate(STANDARD_RATE)} when weighing, and nothing else`,
    answer: { rate: 10 },
  }),
  patternTopic("target", {
    what: "latency target of each query pattern",
    required: true,
    decades: 1,
    known: ({ targets }) =>
      Object.entries(targets).map(([name, value]) => `${name} ${formatDuration(value)}`)
        .join(", ") || undefined,
    ask: (name) => `How fast must ${name} be?`,
    assumes: "any latency will do",
    answer: { targets: { p95: 0.05 } },
  }),
  patternTopic("isolation", {
    what: "isolation of each query pattern",
    required: true,
    decades: 0.2,
    known: ({ isolation }) => isolation,
    ask: (name) => `How isolated must ${name} run from others?`,
    assumes: "read committed, the engine's default",
    answer: { isolation: "read committed" },
  }),
  patternTopic("staleness", {
    what: "how old the data may be that each query pattern reads",
    required: true,
    decades: 0.4,
    applies: reads,
    known: ({ staleness }) => staleness === undefined ? undefined : formatDuration(staleness),
    ask: (name) => `How old may the data be that ${name} reads?`,
    assumes: "not old at all: no replica or cache may answer it",
    answer: { staleness: 60 },
  }),
  patternTopic("parameters", {
    what: "what the parameters of each query pattern look like",
    required: false,
    decades: 0.8,
    applies: ({ sql = "" }) => /\$\d/.test(sql),
    known: ({ parameters }) =>
      parameters.length === 0 ? undefined : count(parameters.length, "parameter"),
    ask: (name) => `Which values does ${name} ask for: all alike, or a few hot ones?`,
    assumes: "all values alike",
    answer: { parameters: [{ shape: { kind: "zipf", exponent: 1 } }] },
  }),
];

interface PatternTopic {
  readonly what: string;
  readonly required: boolean;
  readonly decades: number;
  readonly applies?: (pattern: AccessPattern) => boolean;
  readonly known: (pattern: AccessPattern) => string | undefined;
  readonly ask: (name: string) => string;
  readonly assumes: string;
  readonly answer: Partial<AccessPattern>;
}

function patternTopic(id: string, topic: PatternTopic): Topic {
  return {
    id: `pattern-${id}`,
    item: "patterns",
    what: topic.what,
    required: topic.required,
    decades: topic.decades,
    subjects: function* ({ model }: PlanContext): Iterable<Subject> {
      for (const pattern of model.patterns) {
        if (topic.applies?.(pattern) === false) continue;
        const words = topic.known(pattern);
        yield {
          about: `${pattern.name}.${id}`,
          place: pattern.name,
          ...known(words !== undefined, words ?? ""),
          ask: topic.ask(pattern.name),
          assumes: topic.assumes,
          call: () => patternCode(model, { ...pattern, ...topic.answer }),
        };
      }
    },
  };
}

function reads({ sql, query }: AccessPattern): boolean {
  return query ? query.action === "select" : /^\s*(select|with|table|values)\b/i.test(sql ?? "");
}

function accessCall(entity: string, model: PlanContext["model"]): string {
  const spec = literal({ query: { action: "select", entity }, rate: "10/s", p95: "50 ms" });
  return `${variableOf(model)}.access(${literal(`find${entity}`)}, ${spec});`;
}
