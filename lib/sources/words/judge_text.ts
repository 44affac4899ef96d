import type { Finding } from "../../core/finding.ts";
import { closedWords } from "./closed_words.ts";

/** Function words of other languages that are no English words. */
const FOREIGN = new Set(
  `der die das und ist nicht ein eine einer eines den dem mit von zu auf für werden wird sind haben hat jede jeder jedes oder auch
  le la les un une des du et est dans pour que qui sur avec sont par plusieurs chaque ses ont peut
  el los las una unos y es en por con del cada tiene pueden muchos
  il lo gli uno e per di ogni sono della
  het een van niet zijn heeft elke worden met
  og er på det med som av hver
  jest nie oraz każdy`
    .split(/\s+/).filter((word) =>
      !closedWords.has(word) && word !== "die" && word !== "per" && word !== "under"
    ),
);

/** Whether a passage is written in another language than English: by its small words, or by its script. */
export function isForeign(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return false;
  const letters = words.join("");
  const latin = letters.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin < letters.length / 2) return true;
  const foreign = words.filter((word) => FOREIGN.has(word)).length;
  const english = words.filter((word) => closedWords.has(word)).length;
  return foreign >= 2 && foreign > english;
}

/** What is wrong with a text as a whole. */
export interface TextProblem {
  readonly code:
    | "empty-text"
    | "text-not-english"
    | "binary-text"
    | "text-too-long"
    | "nothing-understood";
  readonly what: string;
  readonly fix: string;
}

const WHY: Readonly<Record<TextProblem["code"], string>> = {
  "empty-text": "There is nothing to draft a model from.",
  "text-not-english":
    "The grammar is English: words of other languages are listed, not guessed at.",
  "binary-text": "Characters that no text holds are read as spaces.",
  "text-too-long":
    "Reading takes time in proportion to the length; what lies behind the limit is listed as not read.",
  "nothing-understood": "No sentence says what there is to keep data about.",
};

/** The finding of a problem. */
export function textFinding({ code, what, fix }: TextProblem, where: string): Finding {
  return {
    code,
    severity: code === "binary-text" ? "advice" : "warning",
    where,
    what,
    why: WHY[code],
    fix,
  };
}
