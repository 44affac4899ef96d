import { defineModel, t } from "@groundplan/groundplan";
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
