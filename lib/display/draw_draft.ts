import { display, type MimeBundle } from "../core/displayable.ts";
import type { Draft } from "../sources/words/draft.ts";
import { diagram } from "./diagram.ts";
import { type DataTable, table } from "./table.ts";

/** How many questions are shown: the weightiest. */
const QUESTIONS = 10;

/** Draws a draft: the diagram of its model, the weightiest questions, and what was not understood. */
export async function drawDraft(
  { model, questions, notUnderstood }: Pick<Draft, "model" | "questions" | "notUnderstood">,
): Promise<MimeBundle> {
  const picture = await (await diagram(model))[display]();
  const tables = [
    ...(questions.length > 0 ? [questionTable(questions)] : []),
    ...(notUnderstood.length > 0 ? [unreadTable(notUnderstood)] : []),
  ];
  const bundles = [picture, ...await Promise.all(tables.map((each) => each[display]()))];
  const joined = (type: string, between: string): string =>
    bundles.map((bundle) => bundle[type] ?? "").join(between);
  return {
    ...picture,
    "text/plain": joined("text/plain", "\n\n"),
    "text/markdown": joined("text/markdown", "\n\n"),
    "text/html": joined("text/html", "\n"),
  };
}

function questionTable(questions: Draft["questions"]): DataTable {
  const shown = questions.slice(0, QUESTIONS);
  const more = questions.length - shown.length;
  return table(
    shown.map(({ about, question, assumed, settle }) => ({ about, question, assumed, settle })),
    {
      caption: more > 0
        ? `Questions: the first ${shown.length} of ${questions.length}`
        : "Questions",
      columns: [
        { key: "about", label: "About" },
        { key: "question", label: "Question" },
        { key: "assumed", label: "Assumed" },
        { key: "settle", label: "Settle with" },
      ],
    },
  );
}

function unreadTable(passages: Draft["notUnderstood"]): DataTable {
  return table(
    passages.map(({ line, text, reason }) => ({
      line,
      text: text.replace(/\s+/g, " ").trim(),
      reason,
    })),
    {
      caption: "Not understood",
      columns: [
        { key: "line", label: "Line", align: "right" },
        { key: "text", label: "Words" },
        { key: "reason", label: "Reason" },
      ],
    },
  );
}
