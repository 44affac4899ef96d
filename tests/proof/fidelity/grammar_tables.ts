import type { Random } from "./grammar_random.ts";

type Literal = (random: Random) => string;

interface ColumnRule {
  readonly name: string;
  readonly kind: "number" | "text" | "time" | "flag";
  readonly literal: Literal;
  readonly nullable?: boolean;
  /** Conditions that only this column has. */
  readonly special?: readonly Literal[];
}

/** A table whose columns can be asked for. */
export interface TableRule {
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

const number = (
  name: string,
  literal: Literal,
  more: Partial<ColumnRule> = {},
): ColumnRule => ({
  name,
  kind: "number",
  literal,
  ...more,
});

const text = (
  name: string,
  literal: Literal,
  more: Partial<ColumnRule> = {},
): ColumnRule => ({
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

/** The columns of the tables that can be asked for, each with values to compare it with. */
export const TABLES: readonly TableRule[] = [
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

/** Columns that tables are joined by. */
export const LINKS: readonly (readonly [string, string, string, string])[] = [
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
