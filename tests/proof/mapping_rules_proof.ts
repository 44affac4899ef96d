// Rules that triggers hold, against two sessions at once: neither may break them together.
import assert from "node:assert/strict";
import type pg from "pg";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { ModelBuilder } from "../../lib/model/model_builder.ts";
import { serverOrSkip, type ServerVersion } from "../servers.ts";

/** What two sessions write at the same time: either alone may commit, both together may not. */
interface Race {
  readonly rule: string;
  readonly model: (engine: string) => ModelBuilder;
  readonly before: string;
  readonly writes: readonly [string, string];
}

const RACES: readonly Race[] = [
  {
    rule: "at most three loans",
    model: (engine) => {
      const model = defineModel("library", { engine });
      model.entity("Reader", { id: "integer key" });
      model.entity("Loan", { id: "integer key" });
      model.relate("Reader 1 --has--> 0..3 Loan");
      return model;
    },
    before: "insert into readers values (1); insert into loans values (1, 1), (2, 1)",
    writes: ["insert into loans values (3, 1)", "insert into loans values (4, 1)"],
  },
  {
    rule: "at least one line",
    model: (engine) => {
      const model = defineModel("shop", { engine });
      model.entity("Order", { id: "integer key" });
      model.entity("Line", { id: "integer key" });
      model.relate("Order 1 --has--> 1..* Line");
      return model;
    },
    before: "begin; insert into orders values (1); insert into lines values (1, 1), (2, 1); commit",
    writes: ["delete from lines where id = 1", "delete from lines where id = 2"],
  },
  {
    rule: "each vehicle is a car or a truck",
    model: (engine) => {
      const model = defineModel("fleet", { engine });
      model.entity("Vehicle", { id: "integer key" });
      model.entity("Car", { doors: "integer" });
      model.entity("Truck", { tons: "integer" });
      model.specialize("Vehicle", ["Car", "Truck"], { disjoint: false, total: true });
      return model;
    },
    before: `begin; insert into vehicles values (1);
      insert into cars values (1, 4); insert into trucks values (1, 7); commit`,
    writes: ["delete from cars", "delete from trucks"],
  },
  {
    rule: "no vehicle is a car and a truck",
    model: (engine) => {
      const model = defineModel("fleet", { engine });
      model.entity("Vehicle", { id: "integer key" });
      model.entity("Car", { doors: "integer" });
      model.entity("Truck", { tons: "integer" });
      model.specialize("Vehicle", ["Car", "Truck"], { mapping: "concrete", total: true });
      return model;
    },
    before: "",
    writes: ["insert into cars values (1, 4)", "insert into trucks values (1, 7)"],
  },
  {
    rule: "an assertion over two tables",
    model: (engine) => {
      const model = defineModel("bank", { engine });
      model.entity("Account", { id: "integer key", ceiling: "integer" });
      model.entity("Transfer", { id: "integer key", amount: "integer" });
      model.rule("below ceiling", {
        kind: "assertion",
        entities: ["Account", "Transfer"],
        violations: `select 1 where (select sum(amount) from transfers) >
          (select sum(ceiling) from accounts)`,
      });
      return model;
    },
    before: "insert into accounts values (1, 100)",
    writes: ["insert into transfers values (1, 60)", "insert into transfers values (2, 60)"],
  },
];

for (const version of [18, 15] satisfies ServerVersion[]) {
  Deno.test(`PostgreSQL ${version}: two sessions cannot break a rule together`, async (test) => {
    await using server = await serverOrSkip(version);
    if (!server) return;
    const admin = await server.connect();
    const [left, right] = [await server.connect(), await server.connect()];
    for (const { rule, model, before, writes } of RACES) {
      const statements = ddl(toSchema(model(`postgresql@${version}`))).statements;
      for (const isolation of ["read committed", "serializable"]) {
        await test.step(`${rule}, ${isolation}`, async () => {
          for (const finish of SCHEDULES) {
            await admin.query("drop schema public cascade; create schema public");
            for (const statement of statements) await admin.query(statement);
            if (before !== "") await admin.query(before);
            await write(left, isolation, writes[0]);
            await write(right, isolation, writes[1]);
            const commits = await finish(left, right);
            assert.equal(commits.filter((one) => one === "committed").length, 1, String(commits));
          }
        });
      }
    }
  });
}

/** The ways in which two transactions that have written may end. */
const SCHEDULES: readonly ((left: pg.Client, right: pg.Client) => Promise<readonly string[]>)[] = [
  async (left, right) => [await commit(left), await commit(right)],
  async (left, right) => await Promise.all([commit(left), commit(right)]),
  // The first has been judged already when the second comes: only a lock keeps that one waiting.
  async (left, right) => {
    await left.query("set constraints all immediate");
    const second = commit(right);
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 200))]);
    return [await commit(left), await second];
  },
];

async function write(client: pg.Client, isolation: string, sql: string): Promise<void> {
  await client.query(`begin isolation level ${isolation}`);
  await client.query(sql);
}

async function commit(client: pg.Client): Promise<string> {
  try {
    await client.query("commit");
    return "committed";
  } catch (error) {
    return (error as Error).message;
  }
}
