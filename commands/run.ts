import { parseDuration } from "../lib/core/quantity.ts";
import { describeFailure } from "../lib/notebook/cell_error.ts";
import { describeProgress } from "../lib/notebook/describe_progress.ts";
import { runNotebook, type RunNotebookOptions } from "../lib/notebook/run_notebook.ts";
import {
  type Command,
  FAILED,
  type Invocation,
  jsonText,
  listOption,
  OK,
  textOption,
  UsageError,
} from "./command.ts";

/** `groundplan run NOTEBOOK`. */
export const runCommand: Command = {
  name: "run",
  summary: "Runs a notebook in Deno's kernel, and publishes it as a page",
  usage: "NOTEBOOK… [--param NAME=VALUE]… [--html FILE] [--md FILE] [--pdf FILE]",
  description:
    "Executes the cells in order in a new kernel and writes the notebook with its outputs: whole or, when a\n" +
    "cell fails, not at all. A second run writes the same bytes. Parameters replace what the cell tagged\n" +
    '"parameters" declares.',
  options: {
    param: {
      type: "string",
      short: "p",
      value: "NAME=VALUE",
      multiple: true,
      help: "Sets a parameter, read after the kind of its default; may be given several times.",
    },
    out: {
      type: "string",
      short: "o",
      value: "FILE",
      help: "Where the notebook goes. Defaults to the file that was read.",
    },
    html: { type: "string", value: "FILE", help: "Writes a page that needs nothing else." },
    md: { type: "string", value: "FILE", help: "Writes Markdown, with its pictures beside it." },
    pdf: { type: "string", value: "FILE", help: "Writes a PDF; needs Chromium." },
    "no-input": { type: "boolean", help: "Leaves the code out of what is published." },
    "allow-errors": { type: "boolean", help: "Goes on behind a cell that fails." },
    timeout: {
      type: "string",
      value: "TIME",
      help: 'How long a cell may run, such as "2 min". Defaults to 10 min.',
    },
    "total-timeout": {
      type: "string",
      value: "TIME",
      help: "How long all cells together may run. Defaults to no limit.",
    },
  },
  examples: [
    ["groundplan run notebooks/01_first_model.ipynb", "runs it in its place"],
    ["groundplan run plan.ipynb --param rows=1e9 --html report.html --no-input", "makes a report"],
  ],
  words: [1, 1000],
  run: runNotebooks,
};

async function runNotebooks(invocation: Invocation): Promise<number> {
  const { io, options, positionals: paths } = invocation;
  const files = ["out", "html", "md", "pdf"].filter((name) => options[name] !== undefined);
  if (paths.length > 1 && files.length > 0) {
    throw new UsageError(
      `Cannot write the ${paths.length} notebooks to one file: run them one by one with --${
        files[0]
      }`,
    );
  }
  const results = [];
  for (const path of paths) {
    const { failures, files } = await runNotebook(path, {
      ...notebookOptions(invocation),
      onCell: (progress) => io.note(describeProgress(progress)),
    });
    for (const failure of failures) io.note(describeFailure(failure));
    results.push({ notebook: path, files, failures });
  }
  if (options["json"] === true) io.print(jsonText({ notebooks: results }));
  else io.print(results.map(({ files }) => `Wrote ${files.join(", ")}\n`).join(""));
  return results.some(({ failures }) => failures.length > 0) ? FAILED : OK;
}

function notebookOptions(invocation: Invocation): RunNotebookOptions {
  const { options } = invocation;
  const paths = { output: "out", html: "html", markdown: "md", pdf: "pdf" };
  const limits = { timeout: "timeout", totalTimeout: "total-timeout" };
  const given = (names: Readonly<Record<string, string>>, read: (text: string) => unknown) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([key, name]) => {
        const text = textOption(invocation, name);
        return text === undefined ? [] : [[key, read(text)]];
      }),
    );
  return {
    ...given(paths, (text) => text),
    ...given(limits, (text) => parseDuration(text) * 1000),
    parameterWords: listOption(invocation, "param"),
    noInput: options["no-input"] === true,
    allowErrors: options["allow-errors"] === true,
  };
}
