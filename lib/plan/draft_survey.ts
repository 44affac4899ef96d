import { figure } from "../core/figure.ts";
import type { Model } from "../model/model.ts";
import type { Draft, DraftQuestion } from "../sources/words/draft.ts";
import { variableOf } from "./code.ts";
import { compareQuestions, type Question, type TopicSurvey } from "./survey.ts";

/** The checklist item that a question about words belongs to; none where a topic asks the same. */
const ITEMS: Readonly<Record<DraftQuestion["code"], string | undefined>> = {
  "contradiction": "relationships",
  "is-it-an-entity": "entities",
  "is-it-a-relationship": "relationships",
  "how-many": "relationships",
  "is-it-a-key": "keys",
  "which-type": "tables",
  "how-many-rows": undefined,
  "rule-to-write": "rules",
  "subtype": "entities",
  "proposed": "entities",
};

/** A draft's weights run to about 100; a topic's, in factors of ten, to about 3. */
const WEIGHTS_A_DECADE = 40;

/** What the words of requirements leave open, as topics of the checklist's items. */
export function surveyDraft({ questions }: Draft, model: Model): readonly TopicSurvey[] {
  const decided = new Map(model.decisions.map((one) => [one.about, one]));
  const byItem = Map.groupBy(questions, ({ code }) => ITEMS[code]);
  byItem.delete(undefined);
  return [...byItem].map(([item = "", asked]) => ({
    id: `words-${item}`,
    item,
    what: "what the words of the requirements leave open",
    required: false,
    known: [],
    waived: asked.flatMap(({ about }) => {
      const decision = decided.get(about);
      return decision ? [{ about, decision }] : [];
    }),
    open: asked.filter(({ about }) => !decided.has(about))
      .map((question) => questionOf(question, model)).sort(compareQuestions),
  }));
}

function questionOf(
  { about, question, assumed, settle, weight, code }: DraftQuestion,
  model: Model,
): Question {
  return {
    about,
    ask: question,
    assumes: assumed,
    effect: figure(weight / WEIGHTS_A_DECADE, "count", {
      evidence: {
        text:
          `Weighed while the words were read (${code}, ${weight}), at ${WEIGHTS_A_DECADE} a factor of ten.`,
        source: about,
      },
    }),
    call: settle.replaceAll(/^model\b/gm, variableOf(model)),
  };
}
