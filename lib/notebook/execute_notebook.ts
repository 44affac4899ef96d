import { freeze } from "../core/freeze.ts";
import { CellError, type CellFailure } from "./cell_error.ts";
import { type CellOutput, updateDisplays } from "./cell_outputs.ts";
import { lineOfFailure } from "./explain_failure.ts";
import type { CellExecution, Kernel } from "./kernel.ts";
import { KernelError } from "./kernel_error.ts";
import { assertDenoNotebook, isExecuted, normalizeMetadata } from "./normalize_metadata.ts";
import {
  type CodeCell,
  type Notebook,
  type NotebookCell,
  type Output,
  tagsOf,
} from "./notebook.ts";
import { injectParameters, type Parameters } from "./parameters.ts";
import { startKernel, type StartKernelOptions } from "./start_kernel.ts";

/** How a notebook is executed. */
export interface ExecuteNotebookOptions extends StartKernelOptions {
  /** What the notebook is called in messages. Defaults to `the notebook`. */
  readonly name?: string;
  /** Values in the place of those that the cell tagged `parameters` declares. */
  readonly parameters?: Parameters;
  /** How long a cell may run, in milliseconds. Defaults to ten minutes. */
  readonly timeout?: number;
  /** How long all cells together may run, in milliseconds. Defaults to no limit. */
  readonly totalTimeout?: number;
  /** Goes on behind a cell that fails. A cell tagged `raises-exception` may fail in any case. */
  readonly allowErrors?: boolean;
  /** Is told of each executed cell when it is done. */
  readonly onCell?: (progress: CellProgress) => void;
}

/** A cell that is done. */
export interface CellProgress {
  /** The cell's number in the notebook, from 1; 0 is the one with parameters that the run put in. */
  readonly cell: number;
  /** How many cells are executed in all. */
  readonly total: number;
  /** How many of them are done. */
  readonly done: number;
  /** How long it ran, in milliseconds. */
  readonly ms: number;
  /** How many outputs it gave. */
  readonly outputs: number;
  /** The first line of its text. */
  readonly title: string;
  /** Why it failed, when it did. */
  readonly failure?: CellFailure;
}

/** A notebook with its outputs. */
export interface ExecutedNotebook {
  /** All its cells, with the outputs of those that were executed. */
  readonly notebook: Notebook;
  /** What failed, where failing was allowed for all cells. */
  readonly failures: readonly CellFailure[];
}

const TIMEOUT = 600_000;

/**
 * Executes the cells of a notebook in order in a new kernel, which is ended at the end.
 *
 * What comes out depends on nothing but the notebook and what its cells do: no times, counts from 1, ids as
 * they were.
 *
 * @throws {CellError} When a cell fails, and when the kernel dies or has to be ended.
 * @throws {KernelError} When no kernel starts.
 * @throws {TypeError} When the notebook is for another kernel, or a parameter is of another kind.
 * @throws {RangeError} When the notebook does not declare a parameter.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { executeNotebook, parseNotebook } from "@groundplan/groundplan";
 *
 * const source = "console.log(6 * 7)";
 * const cell = { cell_type: "code", metadata: {}, execution_count: null, outputs: [], source };
 * const { notebook } = await executeNotebook(parseNotebook(JSON.stringify(
 *   { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] },
 * )));
 * const [executed] = notebook.cells;
 * assert(executed?.cell_type === "code");
 * assert.deepEqual(executed.outputs, [{ output_type: "stream", name: "stdout", text: "42\n" }]);
 * ```
 */
export async function executeNotebook(
  notebook: Notebook,
  options: ExecuteNotebookOptions = {},
): Promise<ExecutedNotebook> {
  const { name = "the notebook" } = options;
  assertDenoNotebook(notebook, name);
  const ready = normalizeMetadata(injectParameters(notebook, options.parameters ?? {}));
  const places = numberCells(ready, notebook);
  await using kernel = await startKernel(options);
  const run: Run = {
    kernel,
    options: { ...options, name },
    deadline: performance.now() + (options.totalTimeout ?? Infinity),
    total: places.filter(({ cell }) => isExecuted(cell)).length,
    outputs: new Map(),
    counts: new Map(),
    failures: [],
  };
  for (const place of places) if (isExecuted(place.cell)) await executeCell(place, run);
  return freeze({
    notebook: { ...ready, cells: ready.cells.map((cell) => withOutputs(cell, run)) },
    failures: run.failures,
  });
}

interface NumberedCell {
  readonly cell: NotebookCell;
  readonly number: number;
}

interface Run {
  readonly kernel: Kernel;
  readonly options: ExecuteNotebookOptions & { readonly name: string };
  readonly deadline: number;
  readonly total: number;
  readonly outputs: Map<string, CellOutput[]>;
  readonly counts: Map<string, number>;
  readonly failures: CellFailure[];
}

/** Numbers the cells as the reader of the original counts them. */
function numberCells(ready: Notebook, original: Notebook): readonly NumberedCell[] {
  const isNew = (cell: NotebookCell) => !original.cells.some(({ id }) => id === cell.id);
  let number = 0;
  return ready.cells.map((cell) => ({ cell, number: isNew(cell) ? 0 : ++number }));
}

async function executeCell({ cell, number }: NumberedCell, run: Run): Promise<void> {
  const { options } = run;
  const started = performance.now();
  const left = run.deadline - started;
  const timeout = Math.max(1, Math.min(options.timeout ?? TIMEOUT, left));
  let execution: CellExecution;
  try {
    execution = await run.kernel.execute(cell.source, { timeout });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new CellError(
      {
        notebook: options.name,
        cell: number,
        ename: error.name,
        evalue: error.message,
        traceback: [],
      },
      { cause: error },
    );
  }
  for (const update of execution.updates) {
    for (const outputs of run.outputs.values()) updateDisplays(outputs, update);
  }
  run.outputs.set(cell.id, [...execution.outputs]);
  run.counts.set(cell.id, execution.executionCount);
  const failure = failureOf({ cell, number }, { execution, name: options.name });
  options.onCell?.(freeze({
    cell: number,
    total: run.total,
    done: run.counts.size,
    ms: performance.now() - started,
    outputs: execution.outputs.length,
    title: cell.source.trim().split("\n")[0]!,
    ...(failure ? { failure } : {}),
  }));
  if (failure === undefined) return;
  if (performance.now() > run.deadline || !options.allowErrors) throw new CellError(failure);
  run.failures.push(failure);
}

function failureOf(
  { cell, number }: NumberedCell,
  { execution, name }: { readonly execution: CellExecution; readonly name: string },
): CellFailure | undefined {
  if (execution.error === undefined || tagsOf(cell).includes("raises-exception")) return undefined;
  const { ename, evalue, traceback } = execution.error;
  const line = lineOfFailure(cell.source, execution.error);
  return {
    notebook: name,
    cell: number,
    ...(line === undefined ? {} : { line }),
    ename,
    evalue,
    traceback,
  };
}

function withOutputs(cell: NotebookCell, { outputs, counts }: Run): NotebookCell {
  if (cell.cell_type !== "code") return cell;
  const executed: CodeCell = {
    ...cell,
    execution_count: counts.get(cell.id) ?? null,
    outputs: (outputs.get(cell.id) ?? []).map(({ display_id: _, ...output }) => output as Output),
  };
  return executed;
}
