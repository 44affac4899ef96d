import assert from "node:assert/strict";
import { defineModel, t } from "@groundplan/groundplan";
import { accepts, openModel, refuses } from "./database.ts";

const id = () => t.integer().key();

Deno.test("an assertion holds over all tables that it names, and says what breaks it", async () => {
  const model = defineModel("bank");
  model.entity("Account", { id: id(), limit: t.integer() });
  model.entity("Transfer", { id: id(), amount: t.integer() });
  model.relate("Account 1 --has--> 0..* Transfer");
  model.rule("within limit", {
    kind: "assertion",
    entities: ["Account", "Transfer"],
    violations: `select account_id, sum(amount) as total from transfers
      join accounts on accounts.id = account_id group by account_id, "limit"
      having sum(amount) > "limit";`,
    message: "An account's transfers exceed it's limit",
  });
  await using db = await openModel(model);
  const broken = { code: "23514", constraint: "within_limit", message: /exceed it's limit/ };

  await accepts(
    db,
    "insert into accounts values (1, 100); insert into transfers values (1, 90, 1)",
  );
  await refuses(db, "insert into transfers values (2, 20, 1)", broken);
  await refuses(db, `update accounts set "limit" = 50`, broken);
  await accepts(db, `insert into transfers values (2, 20, 1); update accounts set "limit" = 200`);
  await refuses(
    db,
    `set constraints all immediate; insert into transfers values (3, 1, 1);
     insert into transfers values (4, 500, 1)`,
    broken,
  );
  await accepts(
    db,
    "insert into transfers values (5, 900, 1); savepoint s; delete from transfers; delete from accounts",
  );
  await refuses(
    db,
    `insert into accounts values (2, 10);
     savepoint s; insert into transfers values (6, 5, 2); set constraints all immediate; rollback to s;
     set constraints all deferred; insert into transfers values (7, 50, 2)`,
    broken,
  );
});

Deno.test("an assertion runs once in a transaction, however many rows change", async () => {
  const model = defineModel("log");
  model.entity("Entry", { id: id() });
  model.rule("counted", {
    kind: "assertion",
    entities: ["Entry"],
    violations: "select nextval('runs') where false",
  });
  model.rule("really counted", {
    kind: "assertion",
    entities: ["Entry"],
    violations: "select 1 from (select nextval('runs') as n) runs where n < 0",
  });
  const db = await openModel(model);
  await db.exec("create sequence runs");
  await accepts(
    db,
    "insert into entries select generate_series(1, 5000); delete from entries where id < 9",
  );
  const { rows } = await db.query("select last_value from runs");
  assert.deepEqual(rows, [{ last_value: 1 }]);
  await db.close();
});

Deno.test("unique rules hold under their condition", async () => {
  const model = defineModel("shop");
  model.entity("Cart", {
    id: id(),
    owner: t.text(),
    openedAt: t.date(),
    closedAt: t.date().optional(),
  });
  model.rule("one open cart", {
    kind: "unique",
    entity: "Cart",
    parts: ["owner"],
    when: "closedAt is null",
  });
  model.rule("closes later", { kind: "check", entity: "Cart", sql: "closedAt >= openedAt" });
  await using db = await openModel(model);

  await accepts(db, "insert into carts values (1, 'Ann', '2026-01-01', null)");
  await refuses(db, "insert into carts values (2, 'Ann', '2026-01-02', null)", {
    code: "23505",
    constraint: "one_open_cart",
  });
  await accepts(db, "insert into carts values (3, 'Ann', '2026-01-02', '2026-01-03')");
  await refuses(db, "insert into carts values (4, 'Bob', '2026-01-02', '2026-01-01')", {
    code: "23514",
    constraint: "closes_later",
  });
});

Deno.test("exclusion rules keep one room from two guests at a time, on each version", async () => {
  for (const engine of ["postgresql@18", "postgresql@17"]) {
    for (const overlaps of ["during", ["from", "until"]] as const) {
      const model = defineModel("hotel", { engine });
      model.entity("Room", { id: id() });
      model.entity("Stay", {
        id: id(),
        during: t.daterange(),
        from: t.date(),
        until: t.date(),
      });
      model.relate("Room 1 --hosts--> 0..* Stay");
      model.rule("no two guests", { kind: "exclusion", entity: "Stay", equal: ["Room"], overlaps });
      await using db = await openModel(model);
      const stay = (key: number, room: number, from: string, until: string): string =>
        `insert into stays values (${key}, '[${from}, ${until})', '${from}', '${until}', ${room})`;

      await accepts(db, "insert into rooms values (1), (2)");
      await accepts(db, stay(1, 1, "2026-01-01", "2026-01-05"));
      await accepts(db, stay(2, 1, "2026-01-05", "2026-01-07"));
      await accepts(db, stay(3, 2, "2026-01-01", "2026-01-05"));
      await refuses(db, stay(4, 1, "2026-01-04", "2026-01-06"), { code: "23P01" });
    }
  }
});
