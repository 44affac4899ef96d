import assert from "node:assert/strict";
import { join } from "node:path";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { validateModel } from "../../lib/model/validate_model.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import { openSource } from "../../lib/sources/open_source.ts";

const DUMP = `
create table categories (id int primary key, parent_id int references categories);
create table customers (id bigint generated always as identity primary key, email text not null unique);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers on delete cascade,
  placed_at timestamptz not null default now()
);
create view recent as select * from orders where placed_at > now() - interval '1 day';
alter table orders owner to somebody;
`;

async function inFolder(
  files: Readonly<Record<string, string>>,
  test: (path: (name: string) => string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    await test((name) => join(folder, name));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("openSource() reads SQL into a model whose schema is the one that was read", async () => {
  await inFolder({ "shop.sql": DUMP }, async (path) => {
    const { kind, model, schema, setAside } = await openSource(path("shop.sql"));
    assert.equal(kind, "SQL");
    assert.equal(model.name, "shop");
    assert.deepEqual(compareSchemas(schema!, toSchema(model)), []);
    assert.deepEqual(setAside?.map(({ code }) => code), ["ownership"]);
    const { findings } = validateModel(model);
    assert.deepEqual(findings.filter(({ severity }) => severity === "error"), []);
  });
});

Deno.test("openSource() adds the statements of a file, and says which it leaves out", async () => {
  const files = {
    "shop.sql": DUMP,
    "q.sql": "-- name: recent\nselect * from orders where placed_at > $1;\nvacuum;\nselec 1;\n",
  };
  await inFolder(files, async (path) => {
    const { model, findings } = await openSource(path("shop.sql"), { queries: path("q.sql") });
    assert.deepEqual(model.patterns.map(({ name }) => name), ["recent"]);
    const aside = findings.filter(({ code }) => code === "statement-set-aside");
    assert.deepEqual(aside.map(({ where }) => where.replace(/.*:/, "")), ["3", "4"]);
  });
});

Deno.test("openSource() warns that counters do not say over how long", async () => {
  const files = {
    "shop.sql": DUMP,
    "q.csv": "query,calls\nselect * from orders where id = $1,31556952\n",
  };
  await inFolder(files, async (path) => {
    const { model, findings } = await openSource(path("shop.sql"), { queries: path("q.csv") });
    assert.equal(model.patterns[0]?.rate, 1);
    assert.ok(findings.some(({ code }) => code === "unknown-period"));
  });
});
