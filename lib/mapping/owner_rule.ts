import { qualify, quoteIdentifier, quoteLiteral } from "../engines/postgresql/identifiers.ts";
import type { Draft, DraftTable } from "./draft.ts";
import { addConstraintTrigger, addStatementTrigger, addTriggerFunction } from "./triggers.ts";

/** A table whose changes can break a rule about the rows that it refers to. */
export interface Watched {
  readonly table: DraftTable;
  /** The columns that hold the owner's key, in the key's order. */
  readonly columns: readonly string[];
  /** Other columns whose change can break the rule. */
  readonly also?: readonly string[];
  readonly events: readonly ("INSERT" | "DELETE" | "UPDATE")[];
}

/** A rule that each row of a table must satisfy, and that other tables' rows decide. */
export interface OwnerRule {
  readonly name: string;
  readonly where: string;
  /** What is said in a comment and, with the row's key, when it is broken. */
  readonly message: string;
  readonly owner: DraftTable;
  readonly key: readonly string[];
  /** Which rows of the owner's table it is about: SQL over `candidate`. */
  readonly condition?: string | undefined;
  /** SQL over `owner`, true where the rule is broken. */
  readonly broken: string;
  /** Whether a new row of the owner's table can break it. */
  readonly watchOwner: boolean;
  readonly watched: readonly Watched[];
}

/**
 * Holds a rule about the rows of one table that the rows of others decide, by constraint triggers that wait
 * for the end of the transaction. The owner's row is locked before its rows are looked at, so that two
 * transactions under read committed are judged one after the other. Under serializable the engine itself
 * finds the conflict, if all that write the tables use it; repeatable read is refused.
 */
export function addOwnerRule(draft: Draft, rule: OwnerRule): void {
  const { name, where, message, owner, watched, watchOwner } = rule;
  const calls = addTriggerFunction(draft, { name, where, body: bodyOf(rule), comment: message });
  if (watchOwner) {
    addConstraintTrigger(draft, owner, {
      name,
      where,
      events: ["INSERT", "UPDATE"],
      calls,
      argument: "owner",
    });
  }
  for (const { table, events } of watched) {
    const own = table === owner && watchOwner;
    addConstraintTrigger(draft, table, {
      name: own ? `${name}_other` : name,
      where,
      events,
      calls,
      argument: String(watched.findIndex((one) => one.table === table)),
    });
    if (!events.includes("DELETE")) continue;
    addStatementTrigger(draft, table, {
      name: `${name}_truncated`,
      where,
      when: "AFTER",
      events: ["TRUNCATE"],
      calls,
    });
  }
}

function bodyOf(rule: OwnerRule): string {
  const { name, owner, key, watched, broken, message } = rule;
  const types = key.map((column) => owner.columns.find((one) => one.name === column)!.type);
  const fails = (indent: string, who: string): string =>
    raise({ indent, message: quoteLiteral(message), detail: who, constraint: name, owner });
  const keyText = key.map((column) => `owner.${quoteIdentifier(column)}`).join(", ");
  const truncates = watched.some((one) => one.events.includes("DELETE"));
  const condition = rule.condition === undefined ? "true" : rule.condition;
  return [
    "declare",
    ...types.map((type, at) => `  key_${at + 1} ${type.replace(/(\[\])+$/, "")}[];`),
    "  owner record;",
    "begin",
    refuseRepeatableRead(message),
    ...(truncates
      ? [
        "  if tg_op = 'TRUNCATE' then",
        `    for owner in select * from ${qualify(owner)} candidate where ${condition} loop`,
        `      if (${broken}) then`,
        fails("        ", keyText),
        "      end if;",
        "    end loop;",
        "    return null;",
        "  end if;",
      ]
      : []),
    ...keysOf(rule),
    "  -- One transaction at a time looks at the rows of an owner, and sees what the last one committed.",
    "  for owner in",
    `    select * from ${qualify(owner)} candidate`,
    `    where ${keyMatches(key)} and ${condition}`,
    `    order by ${key.map((column) => `candidate.${quoteIdentifier(column)}`).join(", ")}`,
    "    for no key update",
    "  loop",
    `    if (${broken}) then`,
    fails("      ", keyText),
    "    end if;",
    "  end loop;",
    "  return null;",
    "end;",
  ].join("\n");
}

/** Finds the keys of the owners that a changed row belongs or belonged to. */
function keysOf({ key, watched, watchOwner }: OwnerRule): readonly string[] {
  const branches = [
    ...(watchOwner ? [{ argument: "owner", columns: key, also: [], events: ["INSERT"] }] : []),
    ...watched.map(({ columns, also = [], events }, at) => ({
      argument: String(at),
      columns,
      also,
      events,
    })),
  ];
  return [
    ...branches.flatMap(({ argument, columns, also, events }, at) => [
      `  ${at === 0 ? "if" : "elsif"} tg_argv[0] = '${argument}' then`,
      ...(argument === "owner" ? [] : unchanged([...columns, ...also], events)),
      ...columns.map((column, part) => {
        const name = quoteIdentifier(column);
        return argument === "owner"
          ? `    key_${part + 1} := array[new.${name}];`
          : `    key_${part + 1} := array[old.${name}, new.${name}];`;
      }),
    ]),
    "  end if;",
  ];
}

function unchanged(columns: readonly string[], events: readonly string[]): readonly string[] {
  if (!events.includes("UPDATE")) return [];
  const row = (of: string): string =>
    `(${columns.map((column) => `${of}.${quoteIdentifier(column)}`).join(", ")})`;
  return [
    `    if tg_op = 'UPDATE' and ${row("old")} is not distinct from ${row("new")} then`,
    "      return null;",
    "    end if;",
  ];
}

function keyMatches(key: readonly string[]): string {
  if (key.length === 1) return `candidate.${quoteIdentifier(key[0]!)} = any (key_1)`;
  const row = key.map((column) => `candidate.${quoteIdentifier(column)}`).join(", ");
  return `(${row}) in (select * from unnest(${key.map((_, at) => `key_${at + 1}`).join(", ")}))`;
}

interface RaiseOptions {
  readonly indent: string;
  /** SQL of the text. */
  readonly message: string;
  /** SQL of the values of the row's key. */
  readonly detail: string;
  readonly constraint: string;
  readonly owner: DraftTable;
}

function raise({ indent, message, detail, constraint, owner }: RaiseOptions): string {
  return [
    "raise exception using",
    "  errcode = 'check_violation',",
    `  message = ${message},`,
    `  detail = format('Key of the row of %s: %s', ${
      quoteLiteral(owner.name)
    }, concat_ws(', ', ${detail})),`,
    `  constraint = ${quoteLiteral(constraint)},`,
    `  table = ${quoteLiteral(owner.name)},`,
    `  schema = ${quoteLiteral(owner.schema)};`,
  ].map((line) => indent + line).join("\n");
}

/** A snapshot that is older than the lock would not show what the others have committed. */
export function refuseRepeatableRead(rule: string): string {
  return `  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception using
      errcode = 'feature_not_supported',
      message = ${quoteLiteral(`Not held under repeatable read: ${rule}`)},
      hint = 'Use read committed, or serializable for all that write these tables.';
  end if;`;
}
