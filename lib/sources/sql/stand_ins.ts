import { quoteIdentifier } from "../../engines/postgresql/identifiers.ts";
import { extensionOf } from "./extension_objects.ts";
import { identifierOf, isWord, tokensOf } from "../../engines/postgresql/tokens.ts";

/** What PostgreSQL says when it refuses a statement. */
export interface Refusal {
  /** SQLSTATE, such as `42704`. */
  readonly code: string;
  readonly message: string;
  /** Where in the statement, from 1. */
  readonly position?: number;
}

/** How a refused statement can be made to run. */
export interface Repair {
  /** Statements that put something in the place of what is missing. */
  readonly prepare?: readonly string[];
  /** The statement to run instead. */
  readonly statement?: string;
  /** What to note; nothing where nothing is lost. */
  readonly code?: string;
  readonly reason?: string;
  /** Numbers that were written in the place of what stands in parentheses behind a type. */
  readonly modifiers?: readonly (readonly [number: string, text: string])[];
  /** A function that stands in and is none of the schema's, as SQL. */
  readonly standIn?: { readonly routine: string; readonly parameters: string };
  /** A type that stands in, as the catalog prints it. */
  readonly standInType?: string;
  /** What the functions that stand in for those of the statement must return. */
  readonly returns?: string;
}

/** A repair for one kind of refusal. */
interface Rule {
  readonly code: string;
  readonly message: RegExp;
  readonly repair: (found: readonly string[], statement: string) => Repair | undefined;
}

/** Where the functions behind stand-in types live. */
export const STAND_IN_NAMESPACE = "groundplan_stand_in";

/** Repairs that need not wait: nothing later in a script can make what is missing. */
const AT_ONCE: readonly Rule[] = [
  {
    code: "42704",
    message: /^role "(.+)" does not exist$/,
    repair: ([name]) => ({
      prepare: [`create role ${quoteIdentifier(name!)}`],
      code: "missing-role",
      reason: `Role ${name} is no part of a schema: one without rights stands in`,
    }),
  },
  {
    code: "42704",
    message: /^tablespace "(.+)" does not exist$/,
    repair: ([name], statement) => ({
      statement: cutWords(statement, ["tablespace"], 1),
      code: "tablespace",
      reason: `Tablespace ${name} is of the server: the default one stands in`,
    }),
  },
  {
    code: "42704",
    message: /^language "(.+)" does not exist$/,
    repair: ([name]) => ({
      prepare: [`create language ${quoteIdentifier(name!)} handler plpgsql_call_handler`],
      code: "missing-language",
      reason: `Language ${name} is not embedded: the function is kept as it is and cannot run`,
    }),
  },
  {
    code: "42704",
    message: /^collation "(.+)" for encoding "UTF8" does not exist$/,
    repair: ([name]) => ({
      prepare: [
        "set allow_system_table_mods = on",
        `create collation ${collationName(name!)} (provider = libc, locale = 'C')`,
      ],
      code: "missing-collation",
      reason: `Collation ${name} is not embedded: byte order stands in`,
    }),
  },
];

/** Repairs for what no statement of the script made. */
const IN_THE_END: readonly Rule[] = [
  {
    code: "42704",
    message: /^type "(.+?)(?:\[\])?" does not exist$/,
    repair: ([name]) =>
      fromExtension(name!) ?? {
        prepare: standInType(name!),
        standInType: nameAsSql(name!),
        code: "missing-type",
        reason: `Type ${name} is not embedded: one of its name that keeps text stands in`,
      },
  },
  {
    code: "42704",
    message: /^operator class "(.+)" does not exist for access method ".+"$/,
    repair: ([name]) => fromExtension(name!),
  },
  {
    code: "3F000",
    message: /^schema "(.+)" does not exist$/,
    repair: ([name]) => ({
      prepare: [`create schema ${quoteIdentifier(name!)}`],
      code: "missing-schema",
      reason: `Schema ${name} is used and never created: an empty one stands in`,
    }),
  },
  {
    code: "22P02",
    message: /^invalid input syntax for type integer: "(.+)"$/,
    repair: ([word], statement) => withNumberedModifiers(word!, statement),
  },
  {
    code: "42883",
    message: /^function ((?:[^(]|\(\))+)\((.*)\) does not exist$/,
    repair: ([name, parameters]) => fromExtension(name!) ?? standInFunction(name!, parameters!),
  },
  {
    code: "42804",
    message: /^column ".+" is of type (.+) but (?:default|generation) expression is of type text$/,
    repair: ([type]) => returning(type!),
  },
  {
    code: "42804",
    message: /^argument of .+ must be type boolean, not type text$/,
    repair: () => returning("boolean"),
  },
];

/** Finds the repair of a refusal that need not wait for the rest of the script. */
export function repairAtOnce(refusal: Refusal, statement: string): Repair | undefined {
  return findRepair(AT_ONCE, refusal, statement);
}

/** Finds the repair of a refusal that nothing in the script has mended. */
export function repairInTheEnd(refusal: Refusal, statement: string): Repair | undefined {
  return findRepair(IN_THE_END, refusal, statement);
}

function findRepair(
  rules: readonly Rule[],
  { code, message }: Refusal,
  statement: string,
): Repair | undefined {
  for (const rule of rules) {
    const found = rule.code === code ? rule.message.exec(message) : null;
    const repair = found && rule.repair(found.slice(1), statement);
    if (repair) return repair;
  }
  return undefined;
}

/** Writes a name from a message as SQL; messages print `public.geometry` without quotes. */
function nameAsSql(name: string): string {
  return tokensOf(name).filter(({ text }) => text !== ".")
    .map((token) => quoteIdentifier(identifierOf(token))).join(".");
}

function collationName(name: string): string {
  const parts = /^(?:(\w+)\.)?(.+)$/.exec(name)!;
  const isQualified = parts[1] !== undefined && /^[a-z_]+$/.test(parts[1]);
  return isQualified
    ? `${quoteIdentifier(parts[1]!)}.${quoteIdentifier(parts[2]!)}`
    : `pg_catalog.${quoteIdentifier(name)}`;
}

/** A type that keeps text, compares as text and takes one number behind its name. */
function standInType(name: string): string[] {
  const type = nameAsSql(name);
  const functions = quoteIdentifier(STAND_IN_NAMESPACE);
  const own = quoteIdentifier(type);
  return [
    `create schema if not exists ${functions}`,
    `create type ${type}`,
    `create function ${functions}.${quoteIdentifier(`${type} in`)}(cstring) returns ${type}
      language internal immutable strict as 'textin'`,
    `create function ${functions}.${quoteIdentifier(`${type} out`)}(${type}) returns cstring
      language internal immutable strict as 'textout'`,
    `create function ${functions}.${own}(cstring[]) returns integer
      language internal immutable strict as 'varchartypmodin'`,
    `create function ${functions}.${quoteIdentifier(`${type} typmod`)}(integer) returns cstring
      language internal immutable strict as 'varchartypmodout'`,
    `create type ${type} (input = ${functions}.${quoteIdentifier(`${type} in`)},
      output = ${functions}.${quoteIdentifier(`${type} out`)}, typmod_in = ${functions}.${own},
      typmod_out = ${functions}.${quoteIdentifier(`${type} typmod`)}, storage = extended)`,
    `create cast (${type} as text) without function as implicit`,
    `create cast (text as ${type}) without function as assignment`,
  ];
}

/**
 * A stand-in takes one number behind its name: `geometry(Point,4326)` is run as `geometry(4711)`, and read
 * back as it was.
 */
function withNumberedModifiers(word: string, statement: string): Repair | undefined {
  const tokens = tokensOf(statement);
  const modifiers: (readonly [number: string, text: string])[] = [];
  let rest = statement;
  for (const [at, token] of [...tokens.entries()].reverse()) {
    if (token.kind !== "word" || tokens[at - 1]?.text !== "(") continue;
    if (identifierOf(token) !== word.toLowerCase()) continue;
    const close = tokens.slice(at).findIndex(({ text }) => text === ")") + at;
    const inside = tokens.slice(at + 1, close);
    if (inside.some(({ text, kind }) => text !== "," && kind !== "number")) continue;
    const text = statement.slice(token.start, tokens[close]!.start);
    const number = numberOf(text);
    modifiers.push([number, text]);
    rest = rest.slice(0, token.start) + number + rest.slice(tokens[close]!.start);
  }
  if (modifiers.length === 0) return undefined;
  return { statement: rest, modifiers };
}

/** A number of seven digits that no person would write, the same for the same text (FNV-1a). */
function numberOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193) >>> 0;
  return String(1_000_000 + hash % 9_000_000);
}

/** A function that nobody calls: it returns nothing, of the type that the statement expects. */
function standInFunction(name: string, parameters: string, returns = "text"): Repair {
  const routine = nameAsSql(name);
  const known = parameters.replaceAll(/\b(?:unknown|record)\b/g, "text");
  return {
    prepare: [
      `drop function if exists ${routine}(${known})`,
      `create function ${routine}(${known}) returns ${returns} language plpgsql immutable
        as 'begin return null; end'`,
    ],
    standIn: { routine, parameters: known },
    code: "missing-function",
    reason: `Function ${name}(${parameters}) is not embedded: one of its name stands in`,
  };
}

/** Makes the functions that stand in for those of a statement return what the statement expects. */
function returning(type: string): Repair {
  return { returns: type };
}

/** Makes the real thing where the name is that of an extension which is embedded. */
function fromExtension(name: string): Repair | undefined {
  const [local = "", schema] = tokensOf(name).filter(({ text }) => text !== ".")
    .map(identifierOf).reverse();
  const extension = extensionOf(local);
  if (extension === undefined) return undefined;
  const where = schema === undefined ? "" : ` with schema ${quoteIdentifier(schema)}`;
  return {
    prepare: [`create extension if not exists ${quoteIdentifier(extension)}${where} cascade`],
    code: "assumed-extension",
    reason:
      `${name} is of the extension ${extension}, which the script does not create: it is assumed`,
  };
}

/** Removes a word and so many tokens behind it, wherever it stands. */
function cutWords(statement: string, words: readonly string[], behind: number): string {
  const tokens = tokensOf(statement);
  return cut(
    statement,
    tokens.flatMap((token, at) => {
      const last = tokens[at + behind];
      return isWord(token, ...words) && last
        ? [[token.start, last.start + last.text.length] as const]
        : [];
    }),
  );
}

function cut(text: string, ranges: readonly (readonly [from: number, to: number])[]): string {
  return ranges.toReversed().reduce(
    (rest, [from, to]) => rest.slice(0, from) + rest.slice(to),
    text,
  );
}
