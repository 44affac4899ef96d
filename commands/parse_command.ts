import { parseArgs } from "node:util";
import { didYouMean } from "../lib/core/suggest.ts";
import {
  type Command,
  type CommandOption,
  COMMON_OPTIONS,
  type OptionValue,
  UsageError,
} from "./command.ts";
import { commands } from "./commands.ts";

/** The words of a command line, understood. */
export interface ParsedCommand {
  readonly command: Command;
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Finds the command that a word names. Throws {@linkcode UsageError} when there is none. */
export function commandNamed(word: string): Command {
  const command = commands.find(({ name }) => name === word);
  if (command) return command;
  const names = commands.map(({ name }) => name);
  throw new UsageError(`Unknown command ${JSON.stringify(word)}${didYouMean(word, names)}`);
}

/** Reads the words behind a command's name. Throws {@linkcode UsageError} when they are written wrongly. */
export function parseCommand(command: Command, words: readonly string[]): ParsedCommand {
  const known = withAliases({ ...command.options, ...COMMON_OPTIONS });
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      [...known].map(([name, { option: { type, short }, first }]) => [
        name,
        { type, ...(short !== undefined && name === first ? { short } : {}) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options: Record<string, OptionValue> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const found = known.get(token.name);
    if (!found) throw new UsageError(unknownOption(token.rawName, [...known.keys()], command));
    const value = valueOf(found.option, token);
    options[found.first] = found.option.multiple === true
      ? [...[options[found.first] ?? []].flat(), value].map(String)
      : value;
  }
  const [least, most] = command.words;
  if (options["help"] !== true && (positionals.length < least || positionals.length > most)) {
    throw new UsageError(wrongCount(command, positionals));
  }
  return { command, positionals, options };
}

interface KnownOption {
  readonly option: CommandOption;
  /** The name that the command knows it by. */
  readonly first: string;
}

function withAliases(
  options: Readonly<Record<string, CommandOption>>,
): ReadonlyMap<string, KnownOption> {
  return new Map(
    Object.entries(options).flatMap(([first, option]) =>
      [first, ...(option.alias === undefined ? [] : [option.alias])]
        .map((name) => [name, { option, first }] as const)
    ),
  );
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function valueOf(
  option: CommandOption,
  { rawName, value, inlineValue }: OptionToken,
): string | boolean {
  if (option.type === "boolean") {
    if (value === undefined) return true;
    throw new UsageError(
      `The option ${rawName} takes no value, but was given ${JSON.stringify(value)}`,
    );
  }
  // "--out --json" forgot the folder; "--out=--json" means it.
  const forgotten = value === undefined || value === "" || (!inlineValue && /^--\w/.test(value));
  if (!forgotten) return value;
  throw new UsageError(
    `The option ${rawName} takes a value: ${rawName} ${option.value ?? "VALUE"}`,
  );
}

function unknownOption(rawName: string, names: readonly string[], { name }: Command): string {
  const hint = didYouMean(rawName, names.map((known) => `--${known}`))
    .replace(/^; there (is|are).*/, "");
  return `Unknown option ${rawName} of ${name}${hint || `; see groundplan ${name} --help`}`;
}

function wrongCount({ name, usage, words: [least] }: Command, given: readonly string[]): string {
  if (given.length < least) return `Name a SOURCE: groundplan ${name} ${usage}`;
  return `Too many words behind ${name}: ${
    given.slice(0, 5).map((word) => JSON.stringify(word)).join(" ")
  }; requirements are written in quotes`;
}
