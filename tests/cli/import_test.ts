import assert from "node:assert/strict";
import { join } from "node:path";
import { runCommand } from "../../cli.ts";

const SQL = `create table orders (id bigint primary key, customer_id bigint references customers);
create table customers (id bigint primary key, name varchar(80) not null unique check (name <> ''));
create index on orders (customer_id);
alter table orders owner to app;
`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: readonly string[];
}

async function groundplan(words: readonly string[], input = ""): Promise<Ran> {
  let out = "";
  const notes: string[] = [];
  const code = await runCommand(words, {
    today: "2027-01-15",
    print: (text) => void (out += text),
    note: (text) => void notes.push(text),
    progress: () => {},
    readInput: () => Promise.resolve(input),
  });
  return { code, out, notes };
}

Deno.test("import lists the tables of a script and what was set aside", async () => {
  const { code, out, notes } = await groundplan(["import", "-"], SQL);
  assert.equal(code, 0);
  assert.equal(
    out,
    "public.customers: 2 columns\npublic.orders: 2 columns, 1 foreign key, 1 index\n",
  );
  assert.deepEqual(notes, ["set aside: 1 × Roles and their rights are no part of a schema"]);
});

Deno.test("import --json prints the fields that other programs rely on", async () => {
  const { out } = await groundplan(["import", "-", "--json"], SQL);
  const { tables, setAside, engine } = JSON.parse(out);
  assert.equal(engine, "postgresql@18");
  const [customers, orders] = tables;
  assert.equal(customers.schema, "public");
  assert.equal(customers.name, "customers");
  assert.deepEqual(customers.columns[1], {
    name: "name",
    type: "character varying(80)",
    nullable: false,
  });
  assert.deepEqual(customers.primaryKey, { name: "customers_pkey", columns: ["id"] });
  assert.deepEqual(customers.uniques, [{ name: "customers_name_key", columns: ["name"] }]);
  assert.equal(customers.checks[0].expression, "((name)::text <> ''::text)");
  assert.deepEqual(orders.foreignKeys[0].references, {
    schema: "public",
    name: "customers",
    columns: ["id"],
  });
  assert.deepEqual(orders.indexes[0].elements, [{ column: "customer_id" }]);
  assert.deepEqual(setAside.map(({ code, line }: Record<string, unknown>) => [code, line]), [
    ["ownership", 4],
  ]);
});

Deno.test("import --yaml makes a model file of the same tables", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "app.yaml");
    assert.equal((await groundplan(["import", "-", "--yaml", "--out", file], SQL)).code, 0);
    const [there, back] = [
      await groundplan(["import", "-", "--json"], SQL),
      await groundplan(["import", file, "--json"]),
    ];
    const tablesOf = ({ out }: Ran) => JSON.parse(out).tables;
    assert.deepEqual(tablesOf(back), tablesOf(there));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a mistake in a script is said with its line, and fails the command", async () => {
  const { code, out, notes } = await groundplan(
    ["import", "-"],
    `${SQL}create table broken (id int,,);\ncreate table more (id int);\n`,
  );
  assert.equal(code, 1);
  assert.match(out, /public\.more/);
  assert.match(notes.join("\n"), /^error: line 5: Syntax error at or near ","/m);
});
