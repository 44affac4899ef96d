import { freeze } from "../core/freeze.ts";
import type { JupyterMessage } from "./jupyter_message.ts";
import type { DisplayOutput, JsonObject, Output, OutputData, ResultOutput } from "./notebook.ts";

/** An output with the name under which later ones may replace it. Files do not hold that name. */
export type CellOutput = Output & { readonly display_id?: string };

/** A new state of a display that an earlier cell made. */
export interface DisplayUpdate {
  /** The display's name. */
  readonly display_id: string;
  /** Its value in several forms. */
  readonly data: OutputData;
  /** What else is known of it. */
  readonly metadata: JsonObject;
}

/** What the messages of one cell come to. */
export interface CellOutputs {
  readonly outputs: readonly CellOutput[];
  /** Updates of displays that no output of this cell made, in their order. */
  readonly updates: readonly DisplayUpdate[];
}

interface State {
  readonly outputs: CellOutput[];
  readonly updates: DisplayUpdate[];
  clearFirst: boolean;
}

type Collect = (state: State, message: JupyterMessage) => void;

/** What each message does to the outputs; messages of other types do nothing. */
const COLLECTORS: Readonly<Record<string, Collect>> = {
  stream: (state, { content }) => {
    const name = content["name"] === "stderr" ? "stderr" : "stdout";
    const text = String(content["text"] ?? "");
    const last = state.clearFirst ? undefined : state.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) {
      state.outputs[state.outputs.length - 1] = { ...last, text: last.text + text };
    } else append(state, { output_type: "stream", name, text });
  },
  display_data: (state, message) =>
    append(state, { output_type: "display_data", ...bundle(message) } as DisplayOutput),
  execute_result: (state, message) =>
    append(
      state,
      {
        output_type: "execute_result",
        execution_count: Number(message.content["execution_count"]),
        ...bundle(message),
      } as ResultOutput,
    ),
  error: (state, { content }) =>
    append(state, {
      output_type: "error",
      ename: String(content["ename"]),
      evalue: String(content["evalue"]),
      traceback: Array.isArray(content["traceback"]) ? content["traceback"].map(String) : [],
    }),
  update_display_data: (state, message) => {
    const update = bundle(message);
    if (update.display_id === undefined) return;
    if (!updateDisplays(state.outputs, update as DisplayUpdate)) {
      state.updates.push(update as DisplayUpdate);
    }
  },
  clear_output: (state, { content }) => {
    if (content["wait"] === true) state.clearFirst = true;
    else state.outputs.length = 0;
  },
};

/**
 * Reads the outputs of a cell from the messages that came while it ran, as a notebook's front end does:
 * neighbouring prints become one, a display is replaced by its updates, and `clear_output` drops what stood
 * before it (with `wait`, only once something follows).
 */
export function collectOutputs(messages: readonly JupyterMessage[]): CellOutputs {
  const state: State = { outputs: [], updates: [], clearFirst: false };
  for (const message of messages) COLLECTORS[message.type]?.(state, message);
  return freeze({ outputs: state.outputs, updates: state.updates });
}

/**
 * Replaces every output in a list that has the update's name.
 *
 * @returns Whether there was one.
 */
export function updateDisplays(outputs: CellOutput[], update: DisplayUpdate): boolean {
  let found = false;
  for (const [at, output] of outputs.entries()) {
    if (output.display_id !== update.display_id) continue;
    outputs[at] = { ...output, data: update.data, metadata: update.metadata } as CellOutput;
    found = true;
  }
  return found;
}

function append(state: State, output: CellOutput): void {
  if (state.clearFirst) state.outputs.length = 0;
  state.clearFirst = false;
  state.outputs.push(output);
}

function bundle({ content }: JupyterMessage) {
  const transient = content["transient"];
  const id = typeof transient === "object" && transient !== null && "display_id" in transient
    ? transient.display_id
    : undefined;
  return {
    data: (content["data"] ?? {}) as OutputData,
    metadata: (content["metadata"] ?? {}) as JsonObject,
    ...(typeof id === "string" ? { display_id: id } : {}),
  };
}
