import assert from "node:assert/strict";
import { defineModel, type ModelBuilder, t } from "@groundplan/groundplan";
import { accepts, openModel, refuses } from "./database.ts";

const id = () => t.integer().key();

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
