import { displayable } from "../../core/displayable.ts";
import type { Evidence } from "../../core/figure.ts";
import { compareFindings, type Finding } from "../../core/finding.ts";
import { validateModel } from "../../model/validate_model.ts";
import { addRules } from "./add_rules.ts";
import { addVolumes } from "./add_volumes.ts";
import { askQuestions } from "./ask_questions.ts";
import { buildModel, type Drafting } from "./build_model.ts";
import type { Draft, UnderstoodPassage, UnreadPassage } from "./draft.ts";
import { loadEnglish } from "./english.ts";
import { findRules } from "./find_rules.ts";
import { findVolumes, type VolumeFact } from "./find_volumes.ts";
import { isForeign, textFinding, type TextProblem } from "./judge_text.ts";
import { lineFinder } from "./locate_text.ts";
import { mergeProposal } from "./merge_proposal.ts";
import { MAX_PASSAGE } from "./read_statements.ts";
import { type Passage, splitText } from "./split_text.ts";
import { type Understanding, understandText } from "./understand_text.ts";

import type { DraftModelOptions } from "./draft_model.ts";

/** Drafts a model from requirements in English; see `draftModel()`. */
export async function draftFromText(text: string, options: DraftModelOptions): Promise<Draft> {
  const {
    name = "draft",
    engine = "postgresql@18",
    source = "requirements",
    maxLength = 250_000,
    propose,
  } = options;
  const read = cleaned(text.slice(0, maxLength));
  const english = await loadEnglish();
  const locate = lineFinder(text);
  const passages = splitText(read);
  const foreign = new Set(passages.filter(({ text: words }) => isForeign(words)));
  const kept = passages.map((passage): Passage =>
    foreign.has(passage) ? { ...passage, text: "" } : passage
  );
  const understanding = understandText(kept, read, english);
  const evidence = (indexes: readonly number[]): Evidence =>
    evidenceOf(indexes.map((index) => passages[index]!), locate, source);
  const drafting = buildModel(understanding, { name, engine, evidence });
  const unplaced = addVolumes(drafting, findVolumes(understanding, read));
  const rules = addRules(
    drafting,
    findRules(understanding),
    ({ start, end }) => locate(start, end),
  );
  const drafted = drafting.builder.snapshot();
  const merged = propose
    ? await mergeProposal(drafted, text, propose)
    : { model: drafted, proposed: [], findings: [] };
  const trace = traceOf({ passages, understanding, drafting, rules, foreign, locate, read, text });
  const problems = problemsOf({
    text,
    read,
    passages,
    foreign,
    entities: merged.model.entities.length,
    maxLength,
  });
  const findings: Finding[] = [
    ...problems.map((problem) => textFinding(problem, source)),
    ...unplaced.map((fact) => unplacedFinding(fact, locate, source)),
    ...merged.findings,
    ...validateModel(merged.model).findings,
  ];
  return displayable({
    model: merged.model,
    ...trace,
    rules,
    questions: askQuestions({
      understanding,
      drafting,
      model: merged.model,
      rules,
      proposed: merged.proposed,
    }),
    findings: findings.sort(compareFindings),
    proposed: merged.proposed,
  }, drawDraft);
}

const drawDraft = async () => (await import("../../display/draw_draft.ts")).drawDraft;

/** The text with a space for each character that no text holds: places stay what they are. */
function cleaned(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, " ").replace(
    /[\u00a0\u2007\u202f\ufeff]/g,
    " ",
  );
}

function evidenceOf(
  passages: readonly Passage[],
  locate: ReturnType<typeof lineFinder>,
  source: string,
): Evidence {
  const words = passages.slice(0, 3).map(({ text }) => `“${text.replace(/\s+/g, " ").trim()}”`)
    .join(" … ");
  const [first] = passages;
  const place = first && locate(first.start, first.end);
  const more = passages.length > 3 ? ` and ${passages.length - 3} more` : "";
  return {
    text: `${words}${more}`,
    ...(place ? { source: `${source}:${place.line}:${place.column}` } : {}),
  };
}

interface Traced {
  readonly passages: readonly Passage[];
  readonly understanding: Understanding;
  readonly drafting: Drafting;
  readonly rules: Draft["rules"];
  readonly foreign: ReadonlySet<Passage>;
  readonly locate: ReturnType<typeof lineFinder>;
  readonly read: string;
  readonly text: string;
}

function traceOf(
  { passages, understanding, drafting, rules, foreign, locate, read, text }: Traced,
): Pick<Draft, "understood" | "notUnderstood"> {
  const understood: UnderstoodPassage[] = [];
  const notUnderstood: UnreadPassage[] = [];
  const ruled = new Set(rules.map(({ start }) => start));
  const excluded = new Set(
    understanding.facts.flatMap((fact) => fact.kind === "excluded" ? [fact.passage] : []),
  );
  passages.forEach((passage, index) => {
    const elements = [...drafting.elements.get(index) ?? []].sort();
    const place = locate(passage.start, passage.end);
    const patterns = [
      ...new Set(
        understanding.statements.filter(({ statement }) => statement.passage === index).map((
          { pattern },
        ) => pattern),
      ),
    ].filter((pattern) => pattern !== "none");
    if (elements.length > 0 || ruled.has(passage.start) || excluded.has(index)) {
      understood.push({ ...place, patterns, elements });
    } else notUnderstood.push({ ...place, reason: reasonOf(passage, foreign) });
  });
  if (text.length > read.length) {
    notUnderstood.push({
      ...locate(read.length, Math.min(text.length, read.length + 200)),
      end: text.length,
      reason: "lies behind the most characters that are read",
    });
  }
  return { understood, notUnderstood };
}

function reasonOf(passage: Passage, foreign: ReadonlySet<Passage>): string {
  if (foreign.has(passage)) return "is not English";
  if (passage.text.length > MAX_PASSAGE) {
    return `is longer than ${MAX_PASSAGE} characters without an end of a sentence`;
  }
  if (passage.kind === "heading") return "is a heading";
  if (passage.kind === "row") return "is the head of a table, or a row without words on the data";
  return "says nothing of what there is to keep data about, or not in words that are understood";
}

interface Judged {
  readonly text: string;
  readonly read: string;
  readonly passages: readonly Passage[];
  readonly foreign: ReadonlySet<Passage>;
  readonly entities: number;
  readonly maxLength: number;
}

function problemsOf(
  { text, read, passages, foreign, entities, maxLength }: Judged,
): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  if (text.trim() === "") {
    problems.push({
      code: "empty-text",
      what: "The text is empty",
      fix: 'Write what there is to keep data about: "Each order is placed by one customer."',
    });
  } else if (passages.length > 0 && foreign.size * 2 > passages.length) {
    problems.push({
      code: "text-not-english",
      what: `${foreign.size} of ${passages.length} passages are not English`,
      fix: "Translate them",
    });
  } else if (foreign.size > 0) {
    problems.push({
      code: "text-not-english",
      what: `${foreign.size} of ${passages.length} passages are not English and were left out`,
      fix: "Translate them",
    });
  } else if (entities === 0) {
    problems.push({
      code: "nothing-understood",
      what: "The text names nothing to keep data about",
      fix: 'Write sentences such as "Each order is placed by one customer."',
    });
  }
  if (text.length > read.length) {
    problems.push({
      code: "text-too-long",
      what: `The text has ${text.length} characters, and the first ${maxLength} were read`,
      fix: "Draft part by part, or pass `maxLength`",
    });
  }
  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, maxLength))) {
    problems.push({
      code: "binary-text",
      what: "The text holds control characters",
      fix: "Pass the text of the document, not its file",
    });
  }
  return problems;
}

function unplacedFinding(
  { kind, start, end }: VolumeFact,
  locate: ReturnType<typeof lineFinder>,
  source: string,
): Finding {
  const { line, column, text } = locate(start, end);
  return {
    code: "amount-without-entity",
    severity: "advice",
    where: `${source}:${line}:${column}`,
    what: `An amount (${kind}) belongs to no entity of the draft: ${
      text.replace(/\s+/g, " ").slice(0, 200)
    }`,
    why: "Volumes and rates are kept with the entity that they speak of.",
    fix:
      'Say it of the entity: model.entity("Order").grows("60k/day"), or model.access("…", { … })',
  };
}
