import { formatDependency } from "../lib/normalize/relation.ts";
import { normalizeRelation } from "../lib/normalize/normalize_relation.ts";
import { parseRelation } from "../lib/normalize/parse_relation.ts";
import { relationJson } from "../lib/normalize/relation_json.ts";
import { terminalText } from "../lib/report/visible_text.ts";
import { type Command, type Invocation, jsonText, OK, textOption, UsageError } from "./command.ts";

/** `groundplan normalize --relation R --fds F`. */
export const normalizeCommand: Command = {
  name: "normalize",
  summary: "Judges a relation by its dependencies and decomposes it",
  usage: "--relation R [--fds F]",
  description:
    "Prints the candidate keys, a minimal cover, the normal form with every violating dependency, and\n" +
    "decompositions to 3NF, BCNF and 4NF with their proofs.",
  options: {
    relation: { type: "string", value: "R", help: 'The relation, such as "R(A,B,C)".' },
    fds: {
      type: "string",
      value: "F",
      help: 'Its dependencies between semicolons: "A,B->C; A->>D; *(A,B|B,C)".',
    },
    steps: {
      type: "boolean",
      alias: "seq",
      help: "Shows step by step how each answer was found.",
    },
  },
  examples: [
    ['groundplan normalize --relation "R(A,B,C)" --fds "A->B; B->C"', "decomposes a relation"],
  ],
  words: [0, 0],
  run: runNormalize,
};

function runNormalize(invocation: Invocation): Promise<number> {
  const { io, options } = invocation;
  const text = textOption(invocation, "relation");
  if (text === undefined) {
    throw new UsageError(
      'Name a relation: groundplan normalize --relation "R(A,B,C)" --fds "A->B"',
    );
  }
  const result = normalizeRelation(parseRelation(text, textOption(invocation, "fds") ?? ""));
  if (options["json"] === true) {
    io.print(jsonText(relationJson(result)));
    return Promise.resolve(OK);
  }
  const { verdict, cover, trace } = result;
  const set = (names: readonly string[]) => `{${names.join(", ")}}`;
  const lines = [
    `Form: ${verdict.form}`,
    `Keys: ${verdict.keys.map(set).join(", ")}${verdict.complete ? "" : ", …"}`,
    `Cover: ${cover.map((one) => formatDependency(one)).join("; ") || "–"}`,
    ...verdict.violations.map(({ breaks, because }) => `Not in ${breaks}: ${because}`),
    ...([["3NF", result.synthesis], ["BCNF", result.bcnf], ["4NF", result.fourth]] as const)
      .map(([form, { parts, lost }]) =>
        `${form}: ${
          parts.map(({ name, attributes }) => `${name}(${attributes.join(", ")})`).join(", ")
        }` + (lost.length === 0
          ? ""
          : `; lost: ${
            lost.map((one) => formatDependency(one)).join("; ")
          }`)
      ),
    ...(options["steps"] === true ? trace.map((step) => `  ${step.topic}: ${step.text}`) : []),
  ];
  for (const line of lines) io.print(`${terminalText(line)}\n`);
  return Promise.resolve(OK);
}
