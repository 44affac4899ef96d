import type { Random } from "./grammar_random.ts";
import { LINKS, type TableRule, TABLES } from "./grammar_tables.ts";

/** A table that a query reads. */
export interface Bound {
  readonly alias: string;
  readonly rule: TableRule;
}

interface Source {
  readonly bound: readonly Bound[];
  readonly from: string;
  readonly where: string;
}

/** Draws tables and how they are joined. */
export function source(random: Random, most = random.pick([1, 1, 2, 2, 3, 3, 4, 5])): Source {
  const bound: Bound[] = [{ alias: "a", rule: random.pick(TABLES) }];
  let from = `${bound[0]!.rule.name} a`;
  while (bound.length < most) {
    const links = LINKS.flatMap(([child, column, parent, key]) =>
      bound.flatMap(({ alias, rule }) => [
        ...(rule.name === child ? [{ alias, mine: column, other: parent, theirs: key }] : []),
        ...(rule.name === parent ? [{ alias, mine: key, other: child, theirs: column }] : []),
      ])
    );
    if (links.length === 0) break;
    const link = random.pick(links);
    const alias = String.fromCharCode(97 + bound.length);
    const kind = random.chance(0.2) ? "left join" : "join";
    from +=
      ` ${kind} ${link.other} ${alias} on ${alias}.${link.theirs} = ${link.alias}.${link.mine}`;
    bound.push({ alias, rule: TABLES.find(({ name }) => name === link.other)! });
  }
  const conditions = bound.flatMap((table) =>
    Array.from({ length: random.pick([0, 1, 1, 2]) }, () => condition(random, table))
  );
  if (random.chance(0.15)) conditions.push(subquery(random, bound));
  const [first, second, ...rest] = conditions;
  const where = second && random.chance(0.12) ? [`(${first} or ${second})`, ...rest] : conditions;
  return { bound, from, where: where.length > 0 ? ` where ${where.join(" and ")}` : "" };
}

/** Draws a condition over a column. */
export function condition(random: Random, { alias, rule }: Bound): string {
  const column = random.pick(rule.columns);
  if (column.special && random.chance(0.4)) {
    return random.pick(column.special)(random).replaceAll("$", alias);
  }
  const name = `${alias}.${column.name}`;
  if (column.nullable && random.chance(0.2)) {
    return `${name} is ${random.chance(0.5) ? "not " : ""}null`;
  }
  const literal = () => column.literal(random);
  if (column.kind === "flag") return `${name} = ${literal()}`;
  if (column.kind === "text") {
    return random.chance(0.7)
      ? `${name} = ${literal()}`
      : random.chance(0.7)
      ? `${name} in (${literal()}, ${literal()}, ${literal()})`
      : `${name} <> ${literal()}`;
  }
  if (column.kind === "time") {
    return random.chance(0.5)
      ? `${name} ${random.pick([">=", "<"])} ${literal()}`
      : `${name} >= ${literal()} and ${name} < timestamp '2024-${
        random.pick(["02", "03", "04"])
      }-11'`;
  }
  const low = Number(literal());
  return random.pick([
    `${name} = ${low}`,
    `${name} = ${low}`,
    `${name} > ${low}`,
    `${name} < ${low}`,
    `${name} between ${low} and ${Math.floor(low + Math.abs(low) * 0.1 + 1)}`,
    `${name} in (${low}, ${literal()}, ${literal()}, ${literal()})`,
  ]);
}

function subquery(random: Random, bound: readonly Bound[]): string {
  const links = LINKS.flatMap(([child, column, parent, key]) =>
    bound.filter(({ rule }) => rule.name === parent).map(({ alias }) => ({
      child,
      column,
      key: `${alias}.${key}`,
    }))
  );
  if (links.length === 0) return "true";
  const { child, column, key } = random.pick(links);
  const inner: Bound = { alias: "s", rule: TABLES.find(({ name }) => name === child)! };
  const filter = condition(random, inner);
  return random.pick([
    `exists (select from ${child} s where s.${column} = ${key} and ${filter})`,
    `not exists (select from ${child} s where s.${column} = ${key} and ${filter})`,
    `${key} in (select s.${column} from ${child} s where ${filter})`,
    `(select count(*) from ${child} s where s.${column} = ${key}) > ${random.integer(0, 5)}`,
  ]);
}

/** One of the columns of a table. */
export const anyColumn = (random: Random, bound: readonly Bound[]) => {
  const { alias, rule } = random.pick(bound);
  return `${alias}.${random.pick(rule.columns).name}`;
};
