import { type Command, type CommandOption, COMMON_OPTIONS } from "./command.ts";
import { commands } from "./commands.ts";
import { sourceKinds } from "../lib/sources/source_kinds.ts";

/** What `groundplan --help` prints. */
export function generalHelp(version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const kinds = sourceKinds.filter(({ open }) => open);
  return `Groundplan ${version} plans a data model and proves the plan before any data exists.

Usage: groundplan COMMAND [OPTIONS]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

SOURCE is one of:
${kinds.map(({ name, example }) => `  ${example.padEnd(26)}  ${name}`).join("\n")}
  ${"-".padEnd(26)}  any of these on standard input

Options:
${optionLines({ ...COMMON_OPTIONS, version: { type: "boolean", help: "Shows the version." } })}

Exit codes:
  0  all is well
  1  a finding of severity error remains, or the command failed
  2  the command was written wrongly
  130  it was stopped by Ctrl-C; no file is half written

"groundplan COMMAND --help" says more of a command.
`;
}

/** What `groundplan COMMAND --help` prints. */
export function commandHelp(
  { name, summary, usage, description, options, examples }: Command,
): string {
  return `${summary}.

Usage: groundplan ${name} ${usage} [OPTIONS]

${description}

Options:
${optionLines({ ...options, ...COMMON_OPTIONS })}

Examples:
${examples.map(([command, what]) => `  ${command}\n      ${what}`).join("\n")}
`;
}

function optionLines(options: Readonly<Record<string, CommandOption>>): string {
  const lines = Object.entries(options).map(([name, { value, short, alias, help }]) => ({
    left:
      [...(short ? [`-${short}`] : []), `--${name}`, ...(alias ? [`--${alias}`] : [])].join(", ") +
      (value === undefined ? "" : ` ${value}`),
    help,
  }));
  const width = Math.max(...lines.map(({ left }) => left.length));
  return lines.map(({ left, help }) => `  ${left.padEnd(width)}  ${help}`).join("\n");
}
