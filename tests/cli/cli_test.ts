import assert from "node:assert/strict";
import { join } from "node:path";

const ROOT = new URL("../..", import.meta.url).pathname;
const CLI = join(ROOT, "cli.ts");

/** The permissions that deno.json grants the task `plan`. */
const PERMISSIONS = await taskPermissions("plan");

async function taskPermissions(task: string): Promise<readonly string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json")));
  return tasks[task].command.split(" ").filter((word: string) => word.startsWith("--allow-"));
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line as users do: a process of its own, with the permissions of the task. */
async function groundplan(
  words: readonly string[],
  { input, cwd = ROOT }: { readonly input?: string; readonly cwd?: string } = {},
): Promise<Ran> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", ...PERMISSIONS, CLI, ...words],
    cwd,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = process.stdin.getWriter();
  if (input !== undefined) await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await process.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), error: text(stderr) };
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names.sort();
}

function isoDateNow(): string {
  return new Date().toISOString().slice(0, 10);
}

const FILES = ["diagram.svg", "indexes.sql", "plan.json", "report.html", "report.md", "schema.sql"];

Deno.test("plan writes its files and says what matters", () =>
  inFolder(async (folder) => {
    const target = join(folder, "plan");
    const before = isoDateNow();
    const { code, out, error } = await groundplan(["plan", "examples/shop.yaml", "--out", target]);
    assert.equal(error, "");
    assert.equal(code, 0);
    assert.match(out, /^shop: plan for PostgreSQL 18\n/);
    assert.match(out, /What would hurt most\n1\. /);
    assert.match(out, /The assumptions that matter most\n1\. /);
    assert.ok(out.trimEnd().endsWith(join(target, "diagram.svg")));
    assert.deepEqual(await namesIn(target), FILES);
    const { date } = JSON.parse(await Deno.readTextFile(join(target, "plan.json")));
    assert.ok(before <= date && date <= isoDateNow(), date);
  }));

Deno.test("plan without a source plans the example, into plan/ where one stands", () =>
  inFolder(async (folder) => {
    const { code, error } = await groundplan(["plan", "--date", "2027-01-15"], { cwd: folder });
    assert.match(error, /^No SOURCE is named: this plans the example examples\/shop\.yaml\.\n$/);
    assert.equal(code, 0);
    assert.deepEqual(await namesIn(join(folder, "plan")), FILES);
  }));

Deno.test("plan --json prints the plan alone and writes nothing", () =>
  inFolder(async (folder) => {
    const source = join(ROOT, "examples/sensors.yaml");
    const words = ["plan", source, "--json", "--date", "2027-01-15"];
    const { code, out, error } = await groundplan(words, { cwd: folder });
    assert.deepEqual([code, error], [0, ""]);
    const { name, progress, phases, findings, sections } = JSON.parse(out);
    assert.equal(name, "sensors");
    assert.ok(progress > 0 && phases.length === 4 && findings.length > 0 && sections.length > 15);
    assert.deepEqual(await namesIn(folder), []);
    assert.equal((await groundplan(words, { cwd: folder })).out, out);
  }));

Deno.test("--steps and --seq, --best-practices and --c7 are two names of one thing", () =>
  inFolder(async (folder) => {
    const run = (...words: string[]) =>
      groundplan(["plan", "examples/saas.yaml", "--date", "2027-01-15", "--out", folder, ...words]);
    const steps = await run("--steps");
    assert.match(steps.out, /\n1\. Entities and relationships {2}[█░]+/);
    assert.match(steps.out, /\n5\. Backup and recovery/);
    assert.match(steps.out, /saas\.decide\("recovery\.point"/);
    assert.deepEqual(await namesIn(folder), [...FILES, "guide.md"].sort());
    assert.equal((await run("--seq")).out, steps.out);
    const page = () => Deno.readTextFile(join(folder, "report.html"));
    assert.doesNotMatch(await page(), /Every rule that was judged/);
    await run("--best-practices");
    const listed = await page();
    assert.match(listed, /Every rule that was judged/);
    await run("--c7");
    assert.equal(await page(), listed);
  }));

Deno.test("a finding of severity error makes the exit code 1, and the files are there", () =>
  inFolder(async (folder) => {
    const model = `model: pay
entities:
  Payment:
    attributes: { id: bigint identity key, amount: { type: double, unit: EUR } }
`;
    const { code, out } = await groundplan(["plan", "-", "--out", folder], { input: model });
    assert.equal(code, 1);
    assert.match(out, /float-for-money/);
    // Without query patterns there are no indexes to advise.
    assert.deepEqual(await namesIn(folder), FILES.filter((name) => name !== "indexes.sql"));
    const lint = await groundplan(["lint", "-", "--json"], { input: model });
    assert.equal(lint.code, 1);
    const [finding] = JSON.parse(lint.out).findings;
    for (const field of ["code", "severity", "where", "why", "fix"]) {
      assert.ok(finding[field], field);
    }
  }));

Deno.test("ddl prints SQL, for an older version too", async () => {
  const { code, out, error } = await groundplan(["ddl", "examples/shop.yaml"]);
  assert.deepEqual([code, error], [0, ""]);
  assert.match(out, /CREATE TABLE public\.orders/);
  const json = await groundplan([
    "ddl",
    "examples/shop.yaml",
    "--json",
    "--engine",
    "postgresql@14",
  ]);
  const { engine, statements, findings } = JSON.parse(json.out);
  assert.equal(engine, "postgresql@14");
  assert.ok(statements.length > 10 && Array.isArray(findings));
  const odd = await groundplan(["ddl", "examples/shop.yaml", "--engine", "postgresql@9"]);
  assert.equal(odd.code, 1);
  assert.match(odd.error, /^error: .*postgresql@9.*\n$/);
});

Deno.test("diagram draws to a pipe, to a file and as data", () =>
  inFolder(async (folder) => {
    const piped = await groundplan(["diagram", "examples/shop.yaml"]);
    assert.match(piped.out, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const file = join(folder, "shop.dot");
    await groundplan(["diagram", "examples/shop.yaml", "--out", file, "--around", "Order"]);
    assert.match(await Deno.readTextFile(file), /^(strict )?(di)?graph/m);
    const data = await groundplan(["diagram", "examples/shop.yaml", "--json", "--tables"]);
    assert.match(JSON.parse(data.out).alt, /^Table diagram of shop/);
    const odd = await groundplan(["diagram", "examples/shop.yaml", "--format", "svgg"]);
    assert.deepEqual([odd.code, odd.error], [
      2,
      'Cannot draw as "svgg"; did you mean svg?\n',
    ]);
  }));

Deno.test("the help of each command names its options and gives examples", async () => {
  const { code, out } = await groundplan(["--help"]);
  assert.equal(code, 0);
  const names = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name!);
  assert.ok(["plan", "ddl", "diagram", "lint"].every((name) => names.includes(name)));
  assert.match(out, /Exit codes:/);
  for (const name of ["plan", "ddl", "diagram", "lint"]) {
    const help = await groundplan([name, "--help"]);
    assert.equal(help.code, 0);
    assert.match(help.out, new RegExp(`^Usage: groundplan ${name} `, "m"));
    assert.match(help.out, /--json/);
    assert.match(help.out, /^Examples:\n {2}groundplan /m);
    assert.ok(help.out.split("\n").every((line) => line.length <= 110));
    assert.equal((await groundplan(["help", name])).out, help.out);
  }
  assert.match((await groundplan(["--version"])).out, /^groundplan \d+\.\d+\.\d+\n$/);
});

const WRONG: readonly (readonly [words: readonly string[], error: RegExp])[] = [
  [["plann"], /^Unknown command "plann"; did you mean plan\?$/],
  [
    ["plan", "--bset-practices"],
    /^Unknown option --bset-practices of plan; did you mean --best-practices\?$/,
  ],
  [["plan", "--xyzzy=1"], /^Unknown option --xyzzy of plan; see groundplan plan --help$/],
  [["plan", "--out"], /^The option --out takes a value: --out DIR$/],
  [["plan", "--out", "--json"], /^The option --out takes a value/],
  [["plan", "--json=yes"], /^The option --json takes no value, but was given "yes"$/],
  [
    ["plan", "a.yaml", "b.yaml"],
    /^Too many words behind plan: "a\.yaml" "b\.yaml"; requirements are written in quotes$/,
  ],
  [["ddl"], /^Name a SOURCE: groundplan ddl SOURCE/],
  [["--json"], /^Name a command before --json; see groundplan --help$/],
  [["plan", "--from", "old.sql"], /^Cannot plan a migration with --from/],
  [["diagram", "examples/shop.yaml", "--depth", "-1"], /./],
];

for (const [words, message] of WRONG) {
  Deno.test(`groundplan ${words.join(" ")} is wrong usage`, async () => {
    const { code, out, error } = await groundplan(words);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(error.trimEnd(), message);
  });
}

Deno.test("what fails is said in a line; --debug shows where", async () => {
  const missing = await groundplan(["plan", "examples/shpo.yaml"]);
  assert.deepEqual([missing.code, missing.out], [1, ""]);
  assert.match(
    missing.error,
    /^error: Cannot read examples\/shpo\.yaml: there is no such file; did you mean shop\.yaml\?\n$/,
  );
  const debug = await groundplan(["plan", "examples/shpo.yaml", "--debug"]);
  assert.match(debug.error, /^\s+at .*open_source\.ts/m);
  const several = await groundplan(["ddl", "-"], {
    input: "model: x\nentitys: {}\nrelationship: []\n",
  });
  assert.equal(several.code, 1);
  assert.match(several.error, /^error: standard input:2:1: .*did you mean entities\?$/m);
  assert.match(several.error, /standard input:3:1: .*did you mean relationships\?$/m);
  const escape = await groundplan(["plan", "\u001b[31mx.yaml"]);
  // deno-lint-ignore no-control-regex -- the escape character begins a command to the terminal
  assert.doesNotMatch(escape.error, /\u001b/);
});

Deno.test("nothing is half written when the folder cannot be made", () =>
  inFolder(async (folder) => {
    const file = join(folder, "file");
    await Deno.writeTextFile(file, "mine");
    const { code, error } = await groundplan(["plan", "examples/shop.yaml", "--out", file]);
    assert.equal(code, 1);
    assert.match(error, /^error: /);
    assert.equal(await Deno.readTextFile(file), "mine");
    assert.deepEqual(await namesIn(folder), ["file"]);
  }));

Deno.test("Ctrl-C stops with 130 and leaves no file half written", () =>
  inFolder(async (folder) => {
    const process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        ...PERMISSIONS,
        CLI,
        "plan",
        "-",
        "--out",
        join(folder, "plan"),
      ],
      cwd: ROOT,
      stdin: "piped",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    // It waits for standard input, which stays open.
    const writer = process.stdin.getWriter();
    await writer.write(new TextEncoder().encode("model: x\n"));
    const stderr = new Response(process.stderr).text();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    process.kill("SIGINT");
    const { code } = await process.status;
    await writer.abort().catch(() => {});
    assert.equal(code, 130);
    assert.equal(await stderr, "");
    assert.deepEqual(await namesIn(folder), []);
  }));
