import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";

const ROOT = new URL("..", import.meta.url).pathname;

/** The folders of `lib/` in the order in which data flows: each imports only those above it. */
const ORDER = [
  "core",
  "model",
  "schema",
  "workload",
  "statistics",
  "engines",
  "mapping",
  "embedded",
  "sources",
  "growth",
  "normalize",
  "whatif",
  "lint",
  "indexes",
  "scale",
  "simulate",
  "integrate",
  "migrate",
  "recover",
  "plan",
  "display",
  "report",
  "notebook",
];

async function filesUnder(folder: string, extension = ".ts"): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) files.push(...await filesUnder(path, extension));
    else if (name.endsWith(extension)) files.push(path);
  }
  return files.sort();
}

interface Import {
  readonly from: string;
  readonly to: string;
  /** `await import("…")` with a literal name. */
  readonly dynamic: boolean;
  readonly typeOnly: boolean;
}

function importsIn(file: string, source: string): readonly Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const found = [
    ...[...code.matchAll(/^\s*(?:import|export)\s(type\s)?[^;"']*?from\s+"(\.[^"]+)"/gm)]
      .map(([, type, path]) => ({ path: path!, dynamic: false, typeOnly: type !== undefined })),
    ...[...code.matchAll(/\bimport\(\s*"(\.[^"]+)"\s*\)/g)]
      .map(([, path]) => ({ path: path!, dynamic: true, typeOnly: false })),
  ];
  return found.map(({ path, ...rest }) => ({ from: file, to: join(dirname(file), path), ...rest }));
}

const lib = join(ROOT, "lib");
const folderOf = (file: string) => relative(lib, file).split("/")[0]!;
const files = await filesUnder(lib);
const sources = new Map(
  await Promise.all(files.map(async (file) => [file, await Deno.readTextFile(file)] as const)),
);
const imports = [...sources].flatMap(([file, source]) => importsIn(file, source));

Deno.test("every folder of lib/ has its place in the order", () => {
  assert.deepEqual([...new Set(files.map(folderOf))].filter((name) => !ORDER.includes(name)), []);
});

Deno.test("folders import only what stands above them", () => {
  const upward = imports.filter(({ from, to, dynamic }) => {
    // A value's picture, loaded when it is shown; a plan's picture is its report.
    if (dynamic && ["display", "report"].includes(folderOf(to))) return false;
    return ORDER.indexOf(folderOf(to)) > ORDER.indexOf(folderOf(from));
  });
  assert.deepEqual(
    upward.map(({ from, to }) => `${relative(ROOT, from)} → ${relative(ROOT, to)}`),
    [],
  );
});

Deno.test("no file imports itself through others", () => {
  const graph = new Map<string, string[]>();
  for (const { from, to, dynamic, typeOnly } of imports) {
    if (!dynamic && !typeOnly) graph.set(from, [...graph.get(from) ?? [], to]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    assert.ok(at < 0, [...path.slice(at), file].map((name) => relative(ROOT, name)).join(" → "));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
});

Deno.test("lib/ is quiet, typed and without default exports", () => {
  const rules: readonly [string, RegExp][] = [
    ["uses console", /\bconsole\.\w+\(/],
    ["has a default export", /^export default/m],
    ["exports any", /^export .*: any\b/m],
    ["keeps state in the module", /^(?:export )?let /m],
  ];
  const broken = [...sources].flatMap(([file, source]) => {
    const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/`[^`]*`/g, "``");
    return rules.filter(([, pattern]) => pattern.test(code)).map(([what]) =>
      `${relative(ROOT, file)} ${what}`
    );
  });
  assert.deepEqual(broken, []);
});

Deno.test("files are named in snake case", () => {
  const odd = files.filter((file) => !/^[a-z0-9_]+\.ts$/.test(file.split("/").at(-1)!));
  assert.deepEqual(odd, []);
});

Deno.test("every test file of lib/ mirrors a folder of lib/", async () => {
  const folders = new Set([...ORDER, ...files.map((file) => dirname(relative(lib, file)))]);
  const tests = (await filesUnder(join(ROOT, "tests"), "_test.ts")).map((file) =>
    relative(join(ROOT, "tests"), file)
  );
  const odd = tests.filter((file) => file.includes("/") && !folders.has(dirname(file)));
  assert.deepEqual(odd.filter((file) => !/^(cli|notebooks|examples)\//.test(file)), []);
});
