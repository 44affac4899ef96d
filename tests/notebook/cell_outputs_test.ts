import assert from "node:assert/strict";
import { collectOutputs } from "../../lib/notebook/cell_outputs.ts";
import type { JupyterMessage, MessageContent } from "../../lib/notebook/jupyter_message.ts";

function message(type: string, content: MessageContent): JupyterMessage {
  return { type, content, id: "", parentId: "", metadata: {}, bytes: 0 };
}

const stream = (text: string, name = "stdout") => message("stream", { name, text });
const shown = (text: string, display_id?: string, type = "display_data") =>
  message(type, { data: { "text/plain": text }, metadata: {}, transient: { display_id } });
const cleared = (wait: boolean) => message("clear_output", { wait });

function texts(...messages: readonly JupyterMessage[]): readonly string[] {
  return collectOutputs(messages).outputs.map((output) =>
    "text" in output ? output.text : "data" in output ? String(output.data["text/plain"]) : ""
  );
}

Deno.test("collectOutputs() joins neighbouring prints to one stream, and only those", () => {
  assert.deepEqual(texts(stream("a"), stream("b"), stream("c", "stderr"), stream("d")), [
    "ab",
    "c",
    "d",
  ]);
  assert.deepEqual(texts(stream("a"), shown("x"), stream("b")), ["a", "x", "b"]);
});

Deno.test("collectOutputs() replaces a display by its updates, in all its places", () => {
  assert.deepEqual(
    texts(shown("1", "p"), stream("a"), shown("2", "p"), shown("3", "p", "update_display_data")),
    ["3", "a", "3"],
  );
});

Deno.test("collectOutputs() passes on updates of displays of other cells", () => {
  const { outputs, updates } = collectOutputs([shown("2", "p", "update_display_data")]);
  assert.deepEqual(outputs, []);
  assert.deepEqual(updates, [{ display_id: "p", data: { "text/plain": "2" }, metadata: {} }]);
});

Deno.test("collectOutputs() clears at once, or once something follows", () => {
  assert.deepEqual(texts(stream("a"), cleared(false), stream("b")), ["b"]);
  assert.deepEqual(texts(stream("a"), cleared(false)), []);
  assert.deepEqual(texts(stream("a"), cleared(true)), ["a"]);
  assert.deepEqual(texts(stream("a"), cleared(true), stream("b"), stream("c")), ["bc"]);
  assert.deepEqual(texts(shown("a"), cleared(true), shown("b")), ["b"]);
});

Deno.test("collectOutputs() keeps results and errors, and ignores all else", () => {
  const { outputs } = collectOutputs([
    message("status", { execution_state: "busy" }),
    message("execute_result", { execution_count: 3, data: { "text/plain": "5" }, metadata: {} }),
    message("error", { ename: "TypeError", evalue: "no", traceback: ["TypeError: no"] }),
    message("comm_open", {}),
  ]);
  assert.deepEqual(outputs, [
    {
      output_type: "execute_result",
      execution_count: 3,
      data: { "text/plain": "5" },
      metadata: {},
    },
    { output_type: "error", ename: "TypeError", evalue: "no", traceback: ["TypeError: no"] },
  ]);
});
