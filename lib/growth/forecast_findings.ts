import type { IsoDate } from "../core/date.ts";
import type { Finding } from "../core/finding.ts";
import { formatDuration, formatShare } from "../core/format.ts";
import { TIME_UNITS } from "../core/quantity.ts";
import type { Amount, Growth } from "../model/volume.ts";
import type { Model } from "../model/model.ts";
import type { HistoryFit } from "./fit_history.ts";
import type { GrowthGraph } from "./growth_graph.ts";
import { MOST_ROWS } from "./simulate_growth.ts";

/** What is wrong with a forecast's questions. */
export interface ForecastDoubts {
  readonly model: Model;
  readonly graph: GrowthGraph;
  readonly horizon: number;
  /** The curves through what was measured. */
  readonly fits: readonly (HistoryFit & { readonly entity: string })[];
  /** Elements that were held at {@linkcode MOST_ROWS}, with the first date at which a run was. */
  readonly overflows: readonly { readonly element: string; readonly date: IsoDate }[];
}

/** A row of the table of doubts: what makes a forecast worth less than it looks. */
type Doubt = (doubts: ForecastDoubts) => Iterable<Finding>;

const YEAR = TIME_UNITS["year"]!;
const FAR = 30 * YEAR;

const DOUBTS: readonly Doubt[] = [
  function* emptyHorizon({ horizon, model }) {
    if (horizon > 0) return;
    yield {
      code: "no-horizon",
      severity: "warning",
      where: model.name,
      what: "The horizon is 0: the forecast says what is there today and nothing more",
      why: "Nothing can be seen coming.",
      fix: 'Say how far to look, such as { horizon: "5 years" }',
    };
  },
  function* farHorizon({ horizon, model }) {
    if (horizon <= FAR) return;
    yield {
      code: "horizon-beyond-sight",
      severity: "warning",
      where: model.name,
      what: `The horizon is ${formatDuration(horizon)}`,
      why:
        "No growth holds for that long: beyond 30 years the numbers show the law that was assumed, not " +
        "what will be.",
      fix: "Look 3 to 10 years ahead",
    };
  },
  function* cycles({ graph }) {
    for (const cycle of graph.cycles) {
      yield {
        code: "cyclic-fan-out",
        severity: "warning",
        where: cycle[0]!,
        what: `Rows bring rows in a circle: ${[...cycle, cycle[0]!].join(", ")}`,
        why:
          "Each entity would grow because the one before it does, for ever; the circle is cut before " +
          `${cycle[0]}.`,
        fix: `Give one of them a growth of its own: entity(${
          JSON.stringify(cycle[0])
        }).grows("1k/day")`,
      };
    }
  },
  function* overflows({ overflows }) {
    for (const { element, date } of overflows) {
      yield {
        code: "growth-overflows",
        severity: "error",
        where: element,
        what: `${element} reaches more rows than 64-bit keys can number by ${date}`,
        why:
          `No such growth lasts; the forecast holds it at ${
            MOST_ROWS.toExponential(1)
          } rows, and every ` +
          "total behind that date is wrong.",
        fix: 'Let it level off: .grows("4%/month to 10M"), or shorten the horizon',
      };
    }
  },
  function* retention({ model }) {
    for (const { name, volume: { retention } } of model.entities) {
      if (retention === undefined || retention > 0) continue;
      yield {
        code: "retention-not-positive",
        severity: "error",
        where: name,
        what: `${name} is kept for ${retention} seconds`,
        why: "Rows that are kept for no time are never there; the forecast keeps them for ever.",
        fix: `entity(${
          JSON.stringify(name)
        }).retain("7 years"), or leave it out to keep rows for ever`,
      };
    }
  },
  function* replaced({ graph }) {
    for (const { element, growth, driver, retention } of graph.nodes) {
      if (growth || driver || retention === Infinity) continue;
      yield {
        code: "retention-without-growth",
        severity: "advice",
        where: element,
        what: `${element} is kept for ${formatDuration(retention)}, and nobody said how many come`,
        why: "The forecast lets as many come as expire: the rows stay as many as they are.",
        fix: `Say it: entity(${JSON.stringify(element)}).grows("10k/day")`,
      };
    }
  },
  function* shrinking({ model }) {
    for (const { name, volume: { growth } } of model.entities) {
      const amount = growth && amountOf(growth);
      if (!amount || Math.min(amount.value, amount.low ?? amount.value) >= 0) continue;
      yield {
        code: "growth-below-zero",
        severity: "warning",
        where: name,
        what: `${name} shrinks`,
        why:
          "Rows go down to none at most; indexes and tables do not become smaller on disk by themselves.",
        fix: "Say how long rows are kept instead of a negative growth",
      };
    }
  },
  function* histories({ fits, horizon }) {
    for (const { entity, error, points, reach } of fits.map(withReach)) {
      if (error === undefined) {
        yield {
          code: "history-too-short",
          severity: "advice",
          where: entity,
          what: `The history of ${entity} has ${points} points`,
          why:
            "At least six are needed to hold some back and see how well the others foretell them.",
          fix: "Measure more often, or give the growth as a range",
        };
      } else if (error > POORLY) {
        yield {
          code: "history-poorly-fitted",
          severity: "warning",
          where: entity,
          what: `The curve through the history of ${entity} missed its last third by ${
            formatShare(error)
          }`,
          why: "What a curve did not foretell behind us it will not foretell before us.",
          fix: "Look for what changed in between and give the history since then",
        };
      }
      if (horizon > 3 * reach) {
        yield {
          code: "history-shorter-than-horizon",
          severity: "advice",
          where: entity,
          what: `The history of ${entity} reaches back ${formatDuration(reach)}, the horizon is ${
            formatDuration(horizon)
          }`,
          why: "A curve is trusted about as far ahead as it was seen behind.",
          fix: "Look less far ahead, or measure again as time goes by",
        };
      }
    }
  },
  function* nothingGrows({ graph, model }) {
    const still = graph.nodes.filter(({ growth, driver, path, retention }) =>
      !growth && !driver && path && retention === Infinity
    )
      .map(({ element }) => element);
    if (still.length === 0) return;
    yield {
      code: "no-growth-said",
      severity: "advice",
      where: model.name,
      what: `Nobody said how these grow, and nothing brings them rows: ${listOf(still)}`,
      why: "The forecast keeps them as they are.",
      fix: `entity(${JSON.stringify(still[0])}).grows("2%/month"), or accept that they stay`,
    };
  },
  function* certainty({ model }) {
    const sure = model.entities.filter(({ volume: { growth } }) => {
      const amount = growth && amountOf(growth);
      return amount !== undefined && amount.low === undefined;
    }).map(({ name }) => name);
    if (sure.length === 0) return;
    yield {
      code: "growth-without-range",
      severity: "advice",
      where: model.name,
      what: `Growth is given as one number for ${listOf(sure)}`,
      why: "The bands show no doubt about it: they are narrower than what is known.",
      fix: `Give a range: entity(${JSON.stringify(sure[0])}).grows("3..6 %/month")`,
    };
  },
];

/** A mean error, as a share of the rows, that is too large to go on with. */
const POORLY = 0.2;

/** The seconds that a history reaches over: its dates lie evenly around their mean. */
function withReach<Fit extends HistoryFit>(fit: Fit): Fit & { readonly reach: number } {
  return { ...fit, reach: Math.sqrt(12 * fit.spread / fit.points) };
}

/** What makes a forecast worth less than it looks. */
export function forecastFindings(doubts: ForecastDoubts): readonly Finding[] {
  return DOUBTS.flatMap((doubt) => [...doubt(doubts)]);
}

function amountOf(growth: Growth): Amount | undefined {
  if (growth.kind === "linear") return growth.rate;
  if (growth.kind === "seasonal") return amountOf(growth.base);
  return growth.kind === "measured" ? undefined : growth.ratio;
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(", ");
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}
