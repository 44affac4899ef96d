import { type Figure, figure } from "../core/figure.ts";
import { compareText } from "../core/finding.ts";
import type { Decision } from "../model/model.ts";
import type { PlanContext } from "./plan_context.ts";
import type { Subject, Topic } from "./topic.ts";

/** What is known, what is not, and what was left open on purpose, of one topic. */
export interface TopicSurvey {
  /** The topic's stable name. */
  readonly id: string;
  /** The checklist item that it belongs to. */
  readonly item: string;
  /** What is known when it is known. */
  readonly what: string;
  /** Whether the item stays open without it. */
  readonly required: boolean;
  /** What is known, by what it is about. */
  readonly known: readonly { readonly about: string; readonly words: string }[];
  /** What a decision leaves open. */
  readonly waived: readonly { readonly about: string; readonly decision: Decision }[];
  /** Open questions, the one that matters most first. */
  readonly open: readonly Question[];
}

/** Something that the plan would like to know. */
export interface Question {
  /** What it is about: `Order.rows`. A decision about it settles it. */
  readonly about: string;
  /** The question. */
  readonly ask: string;
  /** What the plan takes for the answer until there is one. */
  readonly assumes?: string;
  /** How much the answer would change the plan; comparable between questions. */
  readonly effect: Figure;
  /** The statement that answers it, with a likely answer in it. */
  readonly call: string;
}

/** Asks every topic of every subject that it is wanted of. */
export function surveyTopics(
  topics: readonly Topic[],
  context: PlanContext,
): readonly TopicSurvey[] {
  const decisions = new Map(context.model.decisions.map((one) => [one.about, one]));
  return topics.map((topic) => {
    const known: TopicSurvey["known"][number][] = [];
    const waived: TopicSurvey["waived"][number][] = [];
    const open: Question[] = [];
    for (const subject of topic.subjects(context)) {
      const { about } = subject;
      const decision = decisions.get(about) ?? decisions.get(topic.id);
      if (subject.known !== undefined) known.push({ about, words: subject.known });
      else if (decision) waived.push({ about, decision });
      else open.push(questionOf(subject, topic, context));
    }
    return {
      id: topic.id,
      item: topic.item,
      what: topic.what,
      required: topic.required,
      known,
      waived,
      open: open.sort(compareQuestions),
    };
  });
}

/** Compares questions for sorting: the one whose answer would change the plan most first. */
export function compareQuestions(a: Question, b: Question): number {
  return b.effect.value - a.effect.value || compareText(a.about, b.about);
}

function questionOf(
  { about, place, ask, assumes, call, decades }: Subject,
  topic: Topic,
  { reach }: PlanContext,
): Question {
  const far = decades ?? topic.decades;
  const weight = reach.of(place);
  return {
    about,
    ask,
    ...(assumes === undefined ? {} : { assumes }),
    effect: figure(far * weight.value, "count", {
      evidence: {
        text: `How far the answer may move what it settles (${far} factors of ten) ` +
          "times how much of the plan hangs on it.",
        inputs: [weight],
      },
    }),
    call: call(),
  };
}
