import { anyColumn, type Bound, condition, source } from "./grammar_conditions.ts";
import type { Random } from "./grammar_random.ts";
import { TABLES } from "./grammar_tables.ts";

/** The forms of queries. */
export const FORMS: readonly ((random: Random) => string)[] = [
  rows,
  rows,
  rows,
  rows,
  ordered,
  ordered,
  grouped,
  grouped,
  grouped,
  distinct,
  windowed,
  common,
  united,
  derived,
  counted,
];

function rows(random: Random): string {
  const { bound, from, where } = source(random);
  const list = random.chance(0.3)
    ? "*"
    : [...new Set([anyColumn(random, bound), anyColumn(random, bound)])].join(", ");
  return `select ${list} from ${from}${where}`;
}

function ordered(random: Random): string {
  const { bound, from, where } = source(random);
  const direction = random.pick(["", " desc"]);
  const limit = random.chance(0.7) ? ` limit ${random.pick([1, 10, 100, 1000])}` : "";
  const offset = limit && random.chance(0.2) ? ` offset ${random.integer(10, 5000)}` : "";
  return `select ${anyColumn(random, bound)} from ${from}${where}
    order by ${anyColumn(random, bound)}${direction}${limit}${offset}`;
}

function grouped(random: Random): string {
  const { bound, from, where } = source(random);
  const by = anyColumn(random, bound);
  const having = random.chance(0.25) ? ` having count(*) > ${random.integer(1, 50)}` : "";
  const order = random.chance(0.4) ? " order by 2 desc limit 20" : "";
  const measure = random.pick([
    "count(*)",
    "count(*), max(" + anyColumn(random, bound.slice(0, 1)).replace(/is_default$/, "city") + ")",
    "count(distinct " + anyColumn(random, bound) + ")",
  ]);
  return `select ${by}, ${measure} from ${from}${where} group by ${by}${having}${order}`;
}

function distinct(random: Random): string {
  const { bound, from, where } = source(random);
  return `select distinct ${anyColumn(random, bound)}, ${
    anyColumn(random, bound)
  } from ${from}${where}`;
}

function windowed(random: Random): string {
  const { bound, from, where } = source(random, random.pick([1, 2]));
  return `select ${anyColumn(random, bound)}, row_number() over (partition by ${
    anyColumn(random, bound)
  } order by ${anyColumn(random, bound)}) from ${from}${where}`;
}

function common(random: Random): string {
  const { bound, from, where } = source(random, random.pick([1, 2]));
  const key = anyColumn(random, bound);
  const materialized = random.pick(["", " materialized", " not materialized"]);
  return `with x as${materialized} (select ${key} as k, count(*) as n from ${from}${where} group by 1)
    select * from x where n > ${random.integer(1, 30)} order by n desc limit 50`;
}

function united(random: Random): string {
  const { name, columns } = random.pick(TABLES);
  const table: Bound = { alias: "a", rule: { name, columns } };
  const column = random.pick(columns).name;
  const part = () => `select a.${column} from ${name} a where ${condition(random, table)}`;
  return `${part()} union ${random.pick(["", "all"])} ${part()}`;
}

function derived(random: Random): string {
  const { bound, from, where } = source(random, random.pick([1, 2]));
  const key = anyColumn(random, bound);
  return `select avg(n) from (select ${key}, count(*) as n from ${from}${where} group by ${key}) x`;
}

function counted(random: Random): string {
  const { from, where } = source(random);
  return `select count(*) from ${from}${where}`;
}
