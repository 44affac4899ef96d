import assert from "node:assert/strict";
import { defineModel, type ModelBuilder, t } from "@groundplan/groundplan";
import { accepts, openModel, refuses } from "./database.ts";

const id = () => t.integer().key();

Deno.test("a minimum at the many end holds at the end of each transaction", async () => {
  const model = defineModel("shop");
  model.entity("Order", { id: id() });
  model.entity("Product", { id: id() });
  model.relate("Order 0..* --contains--> 1..* Product", { via: "OrderLine" });
  await using db = await openModel(model);
  const broken = { code: "23514", message: /Each Order contains 1\.\.\* Product/ };

  await accepts(db, "insert into products values (1), (2)");
  await accepts(
    db,
    "insert into orders values (1), (2); insert into order_lines values (1, 1), (1, 2), (2, 1)",
  );
  await refuses(db, "insert into orders values (3)", broken);
  await refuses(db, "delete from order_lines where order_id = 2", broken);
  await refuses(db, "update order_lines set order_id = 1, product_id = 2 where order_id = 2", {});
  await refuses(db, "truncate order_lines", broken);
  await accepts(db, "delete from order_lines where order_id = 1 and product_id = 1");
  await accepts(db, "delete from order_lines where order_id = 2; delete from orders where id = 2");
  await accepts(db, "delete from orders");
  await accepts(db, "truncate orders, order_lines");
});

Deno.test("a maximum above one holds, however the rows come to be too many", async () => {
  const model = defineModel("library");
  model.entity("Reader", { id: id() });
  model.entity("Loan", { id: id() });
  model.relate("Reader 0..1 --has--> 0..3 Loan");
  await using db = await openModel(model);
  const broken = { code: "23514", constraint: "readers_has_loans" };

  await accepts(db, "insert into readers values (1), (2)");
  await accepts(db, "insert into loans select n, 1 from generate_series(1, 3) n");
  await accepts(db, "insert into loans select n, null from generate_series(4, 9) n");
  await refuses(db, "insert into loans values (10, 1)", broken);
  await refuses(db, "update loans set reader_id = 1 where id = 4", broken);
  await accepts(db, "insert into loans values (10, 1); delete from loans where id = 1");
  await accepts(db, "update loans set id = id + 100 where reader_id = 1");
});

Deno.test("the attributes of an optional relationship are there where it is", async () => {
  const model = defineModel("firm");
  model.entity("Employee", { id: id() });
  model.entity("Desk", { id: id() });
  model.relate("Employee 0..1 --uses--> 0..* Desk", {
    attributes: { since: t.date(), note: t.text().optional() },
  });
  await using db = await openModel(model);
  const desk = "insert into desks (id, employee_id, since, note) values";

  await accepts(db, "insert into employees values (1)");
  await accepts(db, `${desk} (1, 1, '2026-01-01', null), (2, null, null, null)`);
  await accepts(db, `${desk} (3, 1, '2026-01-01', 'window')`);
  await refuses(db, `${desk} (4, 1, null, null)`, { code: "23514" });
  await refuses(db, `${desk} (4, null, '2026-01-01', null)`, { code: "23514" });
  await refuses(db, `${desk} (4, null, null, 'window')`, { code: "23514" });
});

Deno.test("two rows that need each other come in one transaction", async () => {
  const model = defineModel("state");
  model.entity("Country", { code: t.text(2).key() });
  model.entity("Capital", { name: t.text().key() });
  model.relate("Country 1 --is governed from--> 1 Capital");
  await using db = await openModel(model);

  await refuses(db, "insert into countries values ('FR')", { code: "23514" });
  await accepts(
    db,
    "insert into countries values ('FR'); insert into capitals values ('Paris', 'FR')",
  );
  await refuses(db, "insert into capitals values ('Lyon', 'FR')", { code: "23505" });
});

Deno.test("tables that refer to each other in a circle can be filled", async () => {
  const model = defineModel("firm");
  model.entity("Department", { id: id() });
  model.entity("Employee", { id: id() });
  model.relate("Department 1 --employs--> 0..* Employee");
  model.relate("Employee as head 1 --leads--> 0..* Department");
  await using db = await openModel(model);

  await accepts(db, "insert into departments values (1, 7); insert into employees values (7, 1)");
  await refuses(db, "insert into departments values (2, 8)", { code: "23503" });
});

function vehicles(options: Parameters<ModelBuilder["specialize"]>[2]): ModelBuilder {
  const model = defineModel("fleet");
  model.entity("Vehicle", { id: id(), plate: t.text() });
  model.entity("Car", { doors: t.smallint(), tow: t.text().optional() });
  model.entity("Truck", { tons: t.numeric(5, 1) });
  model.specialize("Vehicle", ["Car", "Truck"], options);
  return model;
}

Deno.test("joined subtypes that are disjoint and total: each row is in one subtype's table", async () => {
  await using db = await openModel(vehicles({ mapping: "joined", disjoint: true, total: true }));
  const car = "insert into vehicles values (1, 'A', 'car'); insert into cars values (1, 4)";

  await accepts(db, car);
  await refuses(db, "insert into vehicles values (2, 'B', 'truck')", {
    code: "23514",
    constraint: "vehicles_car_truck",
  });
  await refuses(db, "insert into vehicles values (2, 'B', null)", { code: "23502" });
  await refuses(db, "insert into trucks values (1, 7.5)", { code: "23503" });
  await refuses(db, "insert into trucks values (1, 7.5, 'car')", { code: "23514" });
  await refuses(db, "delete from cars", { constraint: "vehicles_car_truck" });
  await refuses(db, "truncate cars", { constraint: "vehicles_car_truck" });
  await refuses(db, "update vehicles set vehicle_kind = 'truck'", { code: "23503" });
  await accepts(
    db,
    `delete from cars; update vehicles set vehicle_kind = 'truck'; insert into trucks values (1, 7.5)`,
  );
  await accepts(db, "delete from vehicles");
  const { rows } = await db.query("select * from trucks");
  assert.deepEqual(rows, []);
});

Deno.test("joined subtypes that are disjoint and partial: a row may be of none", async () => {
  await using db = await openModel(vehicles({ mapping: "joined", disjoint: true, total: false }));

  await accepts(db, "insert into vehicles values (1, 'A')");
  await refuses(db, "insert into vehicles values (2, 'B', 'car')", { code: "23514" });
  await refuses(db, "insert into cars values (1, 4)", { code: "23503" });
  await accepts(db, "update vehicles set vehicle_kind = 'car'; insert into cars values (1, 4)");
});

Deno.test("joined subtypes that overlap and are total: a row is of one, or of both", async () => {
  await using db = await openModel(vehicles({ mapping: "joined", disjoint: false, total: true }));

  await refuses(db, "insert into vehicles values (1, 'A')", { code: "23514" });
  await accepts(db, "insert into vehicles values (1, 'A'); insert into cars values (1, 4)");
  await accepts(db, "insert into trucks values (1, 3)");
  await accepts(db, "delete from cars");
  await refuses(db, "delete from trucks", { code: "23514" });
});

Deno.test("subtypes in a single table that are disjoint: each row fills its own columns", async () => {
  for (const total of [true, false]) {
    await using db = await openModel(vehicles({ mapping: "single", disjoint: true, total }));
    const insert = "insert into vehicles (id, plate, vehicle_kind, doors, tow, tons) values";

    await accepts(db, `${insert} (1, 'A', 'car', 4, null, null), (2, 'B', 'truck', null, null, 7)`);
    await refuses(db, `${insert} (3, 'C', 'car', null, null, null)`, { code: "23514" });
    await refuses(db, `${insert} (3, 'C', 'car', 4, null, 7)`, { code: "23514" });
    await refuses(db, `${insert} (3, 'C', 'truck', null, 'hook', 7)`, { code: "23514" });
    await refuses(db, `${insert} (3, 'C', 'boat', null, null, null)`, { code: "23514" });
    const none = `${insert} (3, 'C', null, null, null, null)`;
    if (total) await refuses(db, none, { code: "23502" });
    else await accepts(db, none);
    await refuses(db, `${insert} (4, 'C', null, 4, null, null)`, {});
  }
});

Deno.test("subtypes in a single table that overlap: a row fills the columns of each it is", async () => {
  await using db = await openModel(vehicles({ mapping: "single", disjoint: false, total: true }));
  const insert = "insert into vehicles (id, plate, is_car, doors, is_truck, tons) values";

  await accepts(db, `${insert} (1, 'A', true, 4, false, null), (2, 'B', true, 2, true, 1)`);
  await refuses(db, `${insert} (3, 'C', false, null, false, null)`, { code: "23514" });
  await refuses(db, `${insert} (3, 'C', true, 4, false, 7)`, { code: "23514" });
  await refuses(db, `${insert} (3, 'C', true, null, false, null)`, { code: "23514" });
});

Deno.test("concrete subtypes that are disjoint: no key is in two tables", async () => {
  const model = vehicles({ mapping: "concrete", disjoint: true, total: true });
  model.entity("Trip", { id: id() });
  model.relate("Vehicle 1 --makes--> 0..* Trip");
  await using db = await openModel(model);

  await accepts(db, "insert into cars (id, plate, doors) values (1, 'A', 4)");
  await accepts(db, "insert into trucks (id, plate, tons) values (2, 'B', 4)");
  await refuses(db, "insert into trucks (id, plate, tons) values (1, 'C', 4)", { code: "23505" });
  await refuses(db, "update trucks set id = 1", { code: "23505" });

  await accepts(db, "insert into trips (id, car_id) values (1, 1)");
  await accepts(db, "insert into trips (id, truck_id) values (2, 2)");
  await refuses(db, "insert into trips (id) values (3)", { code: "23514" });
  await refuses(db, "insert into trips (id, car_id, truck_id) values (3, 1, 2)", { code: "23514" });
  await refuses(db, "insert into trips (id, car_id) values (3, 2)", { code: "23503" });
});

Deno.test("concrete subtypes number their rows from one sequence", async () => {
  const model = defineModel("fleet");
  model.entity("Vehicle", { id: t.bigint().identity().key() });
  model.entity("Car", { doors: t.smallint() });
  model.entity("Truck", { tons: t.smallint() });
  model.specialize("Vehicle", ["Car", "Truck"], { mapping: "concrete", disjoint: true });
  await using db = await openModel(model);

  await db.exec("insert into cars (doors) values (4); insert into trucks (tons) values (7)");
  await db.exec("insert into vehicles default values");
  const { rows } = await db.query(
    "select id from cars union all select id from trucks union all select id from vehicles",
  );
  assert.deepEqual(rows, [{ id: 1 }, { id: 2 }, { id: 3 }]);
});

Deno.test("a relationship to a subtype in a larger table refers to rows of that subtype only", async () => {
  for (const disjoint of [true, false]) {
    const model = vehicles({ mapping: "single", disjoint, total: true });
    model.entity("Parking", { id: id() });
    model.relate("Car 1 --uses--> 0..* Parking");
    await using db = await openModel(model);
    const [car, truck] = disjoint
      ? [
        "vehicle_kind, doors) values (1, 'A', 'car', 4)",
        "vehicle_kind, tons) values (2, 'B', 'truck', 7)",
      ]
      : ["is_car, doors) values (1, 'A', true, 4)", "is_truck, tons) values (2, 'B', true, 7)"];
    await accepts(db, `insert into vehicles (id, plate, ${car}`);
    await accepts(db, `insert into vehicles (id, plate, ${truck}`);

    await accepts(db, "insert into parkings (id, car_id) values (1, 1)");
    await refuses(db, "insert into parkings (id, car_id) values (2, 2)", { code: "23503" });
  }
});

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

Deno.test("rules that lock are refused under repeatable read, where a lock does not help", async () => {
  const model = defineModel("library");
  model.entity("Reader", { id: id() });
  model.entity("Loan", { id: id() });
  model.relate("Reader 1 --has--> 0..3 Loan");
  await using db = await openModel(model);
  const write = "insert into readers values (1); insert into loans values (1, 1)";

  await refuses(db, `set transaction isolation level repeatable read; ${write}`, { code: "0A000" });
  await accepts(db, `set transaction isolation level serializable; ${write}`);
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

Deno.test("an end of three with a maximum holds for each combination of the others", async () => {
  const model = defineModel("works");
  for (const name of ["Supplier", "Part", "Project"]) model.entity(name, { id: id() });
  model.relate({
    verb: "supplies",
    ends: [
      { entity: "Supplier", many: "0..2" },
      { entity: "Part" },
      { entity: "Project", many: "0..1" },
    ],
  });
  await using db = await openModel(model);
  const add = (row: string): string =>
    `insert into supplier_part_projects (supplier_id, part_id, project_id) values ${row}`;

  await accepts(
    db,
    `insert into suppliers select generate_series(1, 4);
     insert into parts select generate_series(1, 4); insert into projects select generate_series(1, 4)`,
  );
  await accepts(db, add("(1, 1, 1), (2, 1, 1)"));
  await refuses(db, add("(3, 1, 1)"), { code: "23514" });
  await refuses(db, add("(1, 1, 2)"), { code: "23505" });
  await accepts(db, add("(3, 1, 2)"));
});

Deno.test("multivalued attributes have a row a value, and at least one unless optional", async () => {
  const model = defineModel("people");
  model.entity("Person", {
    id: id(),
    phones: t.text(20).many(),
    nicknames: t.text(20).many().optional(),
    address: t.composite({ street: t.text(), zip: t.text(9), note: t.text().optional() })
      .optional(),
  });
  await using db = await openModel(model);

  await refuses(db, "insert into people values (1)", { code: "23514" });
  await accepts(db, "insert into people values (1); insert into person_phones values (1, '112')");
  await refuses(db, "insert into person_phones values (1, '112')", { code: "23505" });
  await refuses(db, "delete from person_phones", { code: "23514" });
  await refuses(db, "update people set address_street = 'Main'", { code: "23514" });
  await refuses(db, "update people set address_note = 'none'", { code: "23514" });
  await accepts(db, "update people set address_street = 'Main', address_zip = '1'");
  await accepts(db, "delete from people");
});
