/**
 * The command line: `groundplan plan shop.yaml`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { runCommand } from "@groundplan/groundplan/cli";
 *
 * let printed = "";
 * const code = await runCommand(["--version"], { print: (text) => void (printed += text) });
 * assert.equal(code, 0);
 * assert.match(printed, /^groundplan \d/);
 * ```
 *
 * @module
 */
import {
  type CommandIo,
  FAILED,
  OK,
  STOPPED,
  UsageError,
  WRONG_USAGE,
} from "./commands/command.ts";
import { commandHelp, generalHelp } from "./commands/help.ts";
import { commandNamed, parseCommand } from "./commands/parse_command.ts";
import { terminalText } from "./lib/report/visible_text.ts";
import configuration from "./deno.json" with { type: "json" };

/** What a command has of the world; what is absent is this process's own. */
export type CommandWorld = Partial<CommandIo>;

/**
 * Runs one command.
 *
 * @param words The words behind `groundplan`.
 * @param world Where output goes and input comes from. Defaults to the process's own.
 * @returns The exit code: 0 when all is well, 1 when a finding of severity error remains or it failed, 2
 * when the command was written wrongly.
 */
export async function runCommand(
  words: readonly string[],
  world: CommandWorld = {},
): Promise<number> {
  const io = { ...processIo(), ...world };
  const debug = words.includes("--debug");
  try {
    return await run(words, io);
  } catch (error) {
    io.progress("");
    if (error instanceof UsageError) {
      io.note(terminalText(error.message));
      return WRONG_USAGE;
    }
    io.note(messageOf(error, debug));
    return FAILED;
  }
}

async function run(words: readonly string[], io: CommandIo): Promise<number> {
  const [first, ...rest] = words;
  const { version } = configuration;
  if (first === undefined || first === "help" || first === "--help" || first === "-h") {
    const named = rest.find((word) => !word.startsWith("-"));
    io.print(named === undefined ? generalHelp(version) : commandHelp(commandNamed(named)));
    return OK;
  }
  if (first === "--version" || first === "-V") {
    io.print(`groundplan ${version}\n`);
    return OK;
  }
  if (first.startsWith("-")) {
    throw new UsageError(`Name a command before ${first}; see groundplan --help`);
  }
  const { command, positionals, options } = parseCommand(commandNamed(first), rest);
  if (options["help"] === true) {
    io.print(commandHelp(command));
    return OK;
  }
  return await command.run({ positionals, options, io });
}

// Several problems of a model file stand on lines of their own; the stack is for those who debug.
function messageOf(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return terminalText(String(error));
  if (debug) return Deno.inspect(error, { colors: false });
  const [head, ...more] = error.message.split("\n").filter((line) => line.trim() !== "");
  return [
    `error: ${terminalText(head ?? error.name)}`,
    ...more.map((line) => `  ${terminalText(line)}`),
  ]
    .join("\n");
}

function processIo(): CommandIo {
  const encoder = new TextEncoder();
  const watched = Deno.stderr.isTerminal();
  let shown = false;
  const error = (text: string) => writeAll(Deno.stderr, encoder.encode(text));
  const clear = () => {
    if (shown) error("\r\x1b[2K");
    shown = false;
  };
  return {
    print: (text) => {
      clear();
      writeAll(Deno.stdout, encoder.encode(text));
    },
    progress: (text) => {
      if (!watched) return;
      clear();
      if (text === "") return;
      error(`${terminalText(text).slice(0, 70)} …`);
      shown = true;
    },
    note: (text) => {
      clear();
      error(`${text}\n`);
    },
    terminal: Deno.stdout.isTerminal(),
    today: new Date().toISOString().slice(0, 10),
    readInput: () => new Response(Deno.stdin.readable).text(),
    uninterrupted: (work) => work(),
  };
}

interface SyncWriter {
  writeSync(bytes: Uint8Array): number;
}

function writeAll(to: SyncWriter, bytes: Uint8Array): void {
  for (let start = 0; start < bytes.length;) start += to.writeSync(bytes.subarray(start));
}

async function main(): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  // What is being written is finished first, so that no file is half there.
  Deno.addSignalListener("SIGINT", async () => {
    await writing;
    Deno.exit(STOPPED);
  });
  const uninterrupted: CommandIo["uninterrupted"] = (work) => {
    const done = work();
    writing = done.catch(() => {});
    return done;
  };
  Deno.exit(await runCommand(Deno.args, { uninterrupted }));
}

if (import.meta.main) await main();
