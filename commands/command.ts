/** An option of a command. */
export interface CommandOption {
  readonly type: "string" | "boolean";
  /** What its value is called in the help: `DIR`. */
  readonly value?: string;
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
  /** Another name of it. */
  readonly alias?: string;
  /** One sentence. */
  readonly help: string;
}

/** What an option was given as; a list where it may be given several times. */
export type OptionValue = string | boolean | readonly string[];

/** What a command was called with. */
export interface Invocation {
  readonly positionals: readonly string[];
  /** The options that were given, by their first name. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly io: CommandIo;
}

/** What a command has of the world. */
export interface CommandIo {
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Says on standard error what is going on, when a terminal watches; replaced by the next. */
  readonly progress: (text: string) => void;
  /** Says something on standard error that stays. */
  readonly note: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly terminal: boolean;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly readInput: () => Promise<string>;
  /** Does what must not be cut off halfway: Ctrl-C waits for it. */
  readonly uninterrupted: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A command: a row of the table of commands. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands behind its name: `SOURCE [--out DIR]`. */
  readonly usage: string;
  /** What it does, in a few lines. */
  readonly description: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** The fewest and the most words that stand behind it. */
  readonly words: readonly [least: number, most: number];
  /** Does it, and returns the exit code. */
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** All is well. */
export const OK = 0;
/** There is a finding of severity error, or it failed. */
export const FAILED = 1;
/** The command was written wrongly. */
export const WRONG_USAGE = 2;
/** It was stopped by Ctrl-C. */
export const STOPPED = 130;

/** A command that was written wrongly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** An option that was given as text. */
export function textOption({ options }: Invocation, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/**
 * An option that takes a whole number.
 *
 * @throws {UsageError} When it is given as something else.
 */
export function wholeOption(invocation: Invocation, name: string): number | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text);
  throw new UsageError(`--${name} takes a whole number, not ${text}`);
}

/** What an option that may be given several times was given as. */
export function listOption({ options }: Invocation, name: string): readonly string[] {
  const value = options[name];
  return typeof value === "object" ? value : [];
}

/** A value as the JSON that `--json` prints. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, CommandOption>> = {
  json: { type: "boolean", help: "Prints the result as JSON, whose fields are stable." },
  help: { type: "boolean", short: "h", help: "Shows this help." },
  debug: { type: "boolean", help: "Shows where in the program an error came from." },
};
