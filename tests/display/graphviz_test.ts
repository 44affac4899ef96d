import assert from "node:assert/strict";
import { runGraphviz } from "../../lib/display/graphviz.ts";

Deno.test("runGraphviz() draws several graphs, and says what it cannot read", async () => {
  const [first, second] = await runGraphviz(["digraph { a -> b }", "graph { c }"]);
  assert.match(first!, /<title>a&#45;&gt;b<\/title>/);
  assert.match(second!, /<title>c<\/title>/);
  await assert.rejects(runGraphviz(["digraph { a -> "]), {
    name: "SyntaxError",
    message: "Cannot draw a graph of 15 characters: syntax error in line 1",
  });
});

Deno.test("runGraphviz() takes the next way to write a graph where one fails, in a fresh instance", async () => {
  const broken = "digraph { a [label=<<TABLE><TR><TD><B></B></TD></TR></TABLE>>] }";
  const [drawn, other] = await runGraphviz([[broken, "digraph { a -> b }"], "digraph { c -> d }"]);
  assert.match(drawn!, /a&#45;&gt;b/);
  assert.match(other!, /c&#45;&gt;d/);
  await assert.rejects(runGraphviz([broken]), SyntaxError);
});
