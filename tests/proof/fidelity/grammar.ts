// A seeded grammar of queries over the shop: joins along its foreign keys, predicates whose constants are
// common, rare, outside and in between, aggregates, subqueries, windows, common table expressions.
import type { NamedQuery } from "./shop.ts";

interface Random {
  /** From 0 up to 1. */
  next(): number;
  integer(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  chance(share: number): boolean;
}

// mulberry32, by Tommy Ettinger (public domain).
function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    chance: (share) => next() < share,
  };
}

type Literal = (random: Random) => string;

interface ColumnRule {
  readonly name: string;
  readonly kind: "number" | "text" | "time" | "flag";
  readonly literal: Literal;
  readonly nullable?: boolean;
  /** Conditions that only this column has. */
  readonly special?: readonly Literal[];
}

interface TableRule {
  readonly name: string;
  readonly columns: readonly ColumnRule[];
}

const whole = (low: number, high: number, power = 1): Literal => (random) =>
  String(low + Math.floor((high - low) * random.next() ** power));
const time = (from: string, days: number): Literal => (random) => {
  const at = new Date(Date.parse(from) + Math.floor(random.next() * days * 1440) * 60_000);
  return `timestamp '${at.toISOString().slice(0, 16).replace("T", " ")}'`;
};
const oneOf = (...values: string[]): Literal => (random) => `'${random.pick(values)}'`;
const country: Literal = (random) =>
  `'C${String(Math.floor(200 * random.next() ** 2)).padStart(3, "0")}'`;

const number = (name: string, literal: Literal, more: Partial<ColumnRule> = {}): ColumnRule => ({
  name,
  kind: "number",
  literal,
  ...more,
});
const text = (name: string, literal: Literal, more: Partial<ColumnRule> = {}): ColumnRule => ({
  name,
  kind: "text",
  literal,
  ...more,
});
const moment = (name: string, literal: Literal, more: Partial<ColumnRule> = {}): ColumnRule => ({
  name,
  kind: "time",
  literal,
  ...more,
});

const TABLES: readonly TableRule[] = [
  {
    name: "customers",
    columns: [
      number("id", whole(1, 125_000)),
      text("country_code", country),
      text("currency", oneOf("EUR", "USD", "CHF")),
      text("status", oneOf("active", "dormant", "closed")),
      moment("created_at", time("2019-01-01", 2100)),
      number("referrer_id", whole(1, 90_000), { nullable: true }),
      number("score", (r) => (r.next() * 6 - 3).toFixed(2), { nullable: true }),
      text("email", (r) => `'user${r.integer(1, 120_000)}@mail${r.integer(0, 49)}.example'`, {
        special: [
          (r) => `lower($.email) = 'user${r.integer(1, 9)}@mail1.example'`,
          (r) => `$.tags @> array['tag${r.integer(0, 59)}']`,
          (r) => `$.profile ->> 'plan' = '${r.pick(["free", "plus", "pro", "team"])}'`,
          (r) => `$.email like 'user${r.integer(1, 99)}%'`,
        ],
      }),
    ],
  },
  {
    name: "orders",
    columns: [
      number("id", whole(1, 410_000)),
      number("customer_id", whole(1, 120_000, 2)),
      text("status", oneOf("new", "done", "returned", "cancelled")),
      moment("placed_at", time("2023-01-05", 540), {
        special: [
          (r) => `$.placed_at::date = date '2023-01-10' + ${r.integer(0, 500)}`,
          (r) => `$.shipped_at - $.placed_at > interval '${r.integer(1, 6)} days'`,
        ],
      }),
      moment("shipped_at", time("2023-01-05", 540), { nullable: true }),
      number("total", whole(5, 400, 2)),
      number("channel", whole(1, 5)),
    ],
  },
  {
    name: "order_lines",
    columns: [
      number("order_id", whole(1, 400_000)),
      number("line_no", whole(1, 6)),
      number("product_id", whole(1, 20_000, 2)),
      number("quantity", whole(1, 6)),
      number("price", whole(1, 500, 3)),
    ],
  },
  {
    name: "products",
    columns: [
      number("id", whole(1, 20_000)),
      number("category_id", whole(1, 500, 2)),
      number("price", whole(1, 500, 3)),
      number("weight", whole(0, 3000, 2), { nullable: true }),
      text("name", (r) => `'Product ${r.integer(0, 9)}'`, {
        special: [
          (r) => `$.attributes @> '{"size": ${r.integer(0, 39)}}'`,
          (r) => `$.words @@ to_tsquery('simple', 'word${r.integer(0, 399)}')`,
          (r) => `$.discontinued_at > date '2022-01-01' + ${r.integer(0, 900)}`,
          (r) => `$.name ilike '%${r.pick(["ab", "c0", "ff"])}%'`,
        ],
      }),
    ],
  },
  {
    name: "payments",
    columns: [
      number("id", whole(1, 360_000)),
      number("order_id", whole(1, 400_000)),
      text("method", oneOf("card", "paypal", "cash", "cheque")),
      moment("paid_at", time("2023-01-05", 540)),
      number("amount", whole(5, 400, 2)),
    ],
  },
  {
    name: "reviews",
    columns: [
      number("product_id", whole(1, 20_000, 3)),
      number("customer_id", whole(1, 120_000)),
      number("rating", whole(1, 6)),
      moment("created_at", time("2023-02-10", 480)),
      text("body", oneOf("nice "), { nullable: true }),
    ],
  },
  {
    name: "categories",
    columns: [number("id", whole(1, 500)), number("parent_id", whole(1, 20), { nullable: true })],
  },
  { name: "countries", columns: [text("region", oneOf("Europe", "Asia", "Africa"))] },
  {
    name: "suppliers",
    columns: [
      number("id", whole(1, 1000)),
      text("country_code", country),
      number("rating", whole(1, 5), { nullable: true }),
    ],
  },
  {
    name: "product_suppliers",
    columns: [
      number("product_id", whole(1, 20_000)),
      number("supplier_id", whole(1, 1000, 2)),
      number("cost", whole(1, 300)),
    ],
  },
  {
    name: "inventory",
    columns: [
      number("warehouse_id", whole(1, 9)),
      number("product_id", whole(1, 20_000)),
      number("quantity", whole(0, 1000, 3)),
    ],
  },
  {
    name: "warehouses",
    columns: [number("id", whole(1, 9)), text("country_code", country)],
  },
  {
    name: "addresses",
    columns: [
      number("customer_id", whole(1, 120_000)),
      text("city", (r) => `'City ${Math.floor(3000 * r.next() ** 2)}'`),
      { name: "is_default", kind: "flag", literal: oneOf("true", "false") },
      text("line", oneOf("x street"), { nullable: true }),
    ],
  },
  {
    name: "events",
    columns: [
      number("customer_id", whole(1, 120_000, 2)),
      moment("at", time("2024-01-02", 170)),
      text("kind", oneOf("view", "click", "cart", "buy", "refund")),
      number("amount", whole(0, 1000, 2), { nullable: true }),
    ],
  },
  {
    name: "sessions",
    columns: [
      number("customer_id", whole(1, 120_000, 2)),
      moment("started_at", time("2024-01-02", 170)),
      number("seconds", whole(0, 3600, 4)),
      text("device", oneOf("phone", "desktop", "tablet")),
    ],
  },
  {
    name: "tickets",
    columns: [
      text("region", oneOf("Europe", "Africa", "Asia", "Oceania", "America")),
      number("customer_id", whole(1, 120_000)),
      text("state", oneOf("open", "closed")),
      moment("opened_at", time("2023-01-05", 480)),
    ],
  },
  {
    name: "promotions",
    columns: [
      number("product_id", whole(1, 20_000, 2), {
        special: [(r) => `$.valid @> date '2023-01-01' + ${r.integer(1, 700)}`],
      }),
      number("percent", whole(5, 55, 2)),
    ],
  },
  {
    name: "audit_log",
    columns: [
      moment("at", time("2023-01-02", 510)),
      number("actor", whole(1, 500, 3), { nullable: true }),
      text("action", oneOf("login", "update", "delete", "export")),
    ],
  },
];

/** How tables join: child, its column, parent, its column. */
const LINKS: readonly (readonly [string, string, string, string])[] = [
  ["orders", "customer_id", "customers", "id"],
  ["order_lines", "order_id", "orders", "id"],
  ["order_lines", "product_id", "products", "id"],
  ["payments", "order_id", "orders", "id"],
  ["reviews", "product_id", "products", "id"],
  ["reviews", "customer_id", "customers", "id"],
  ["products", "category_id", "categories", "id"],
  ["customers", "country_code", "countries", "code"],
  ["suppliers", "country_code", "countries", "code"],
  ["product_suppliers", "product_id", "products", "id"],
  ["product_suppliers", "supplier_id", "suppliers", "id"],
  ["inventory", "product_id", "products", "id"],
  ["inventory", "warehouse_id", "warehouses", "id"],
  ["warehouses", "country_code", "countries", "code"],
  ["addresses", "customer_id", "customers", "id"],
  ["events", "customer_id", "customers", "id"],
  ["sessions", "customer_id", "customers", "id"],
  ["tickets", "customer_id", "customers", "id"],
  ["promotions", "product_id", "products", "id"],
  ["events", "customer_id", "sessions", "customer_id"],
];

interface Bound {
  readonly alias: string;
  readonly rule: TableRule;
}

/** Makes queries that are the same for the same seed. */
export function grammarQueries(count: number, seed: number): readonly NamedQuery[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `grammar ${at + 1}`,
    sql: query(seeded(seed * 100_003 + at)),
  }));
}

function query(random: Random): string {
  const form = random.pick(FORMS);
  return form(random).replace(/\s+/g, " ").trim();
}

const FORMS: readonly ((random: Random) => string)[] = [
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

interface Source {
  readonly bound: readonly Bound[];
  readonly from: string;
  readonly where: string;
}

function source(random: Random, most = random.pick([1, 1, 2, 2, 3, 3, 4, 5])): Source {
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

function condition(random: Random, { alias, rule }: Bound): string {
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

const anyColumn = (random: Random, bound: readonly Bound[]) => {
  const { alias, rule } = random.pick(bound);
  return `${alias}.${random.pick(rule.columns).name}`;
};

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
