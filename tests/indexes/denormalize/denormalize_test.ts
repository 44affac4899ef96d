import assert from "node:assert/strict";
import { display } from "../../../lib/core/displayable.ts";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import { ddl } from "../../../lib/engines/postgresql/ddl.ts";
import { defineModel, type ModelBuilder, t } from "../../../mod.ts";
import { apply, denormalize, openLab } from "../../../mod.ts";
import { change, sameRows } from "./keeps.ts";

export function forum(writes: { readonly posts: string; readonly renames: string }): ModelBuilder {
  const model = defineModel("forum");
  model.entity("Member", {
    id: t.bigint().identity().key(),
    name: t.text(40).width(12),
    country: t.text(2).distinct(200),
  }).rows(2e6);
  model.entity("Topic", {
    id: t.bigint().identity().key(),
    title: t.text(200).width(40),
    state: t.text(10).values({ open: 0.9, shut: 0.1 }),
  }).rows(3e5);
  model.entity("Post", {
    id: t.bigint().identity().key(),
    body: t.text().width(400),
    score: t.integer().distinct(200).between(0, 200),
    postedAt: t.timestamptz().correlation(1),
  }).rows(60e6);
  model.relate("Topic 1 --holds--> 0..* Post");
  model.relate("Member 1 --writes--> 0..* Post");
  model.access("postCount", {
    sql: "select count(*), avg(score) as score from posts where topic_id = $1",
    rate: "400/s",
  });
  model.access("latestFrom", {
    sql: `select p.id, p.body, m.country from posts p join members m on m.id = p.member_id
      where m.country = $1 order by p.posted_at desc limit 20`,
    rate: "5/s",
  });
  model.access("scores", {
    sql: `select m.country, count(*), sum(p.score) as score
        from posts p join members m on m.id = p.member_id group by m.country order by score desc`,
    rate: "2/min",
    staleness: "1 h",
  });
  model.access("byState", { sql: "select id, title from topics where state = $1", rate: "1/min" });
  model.access("titled", { sql: "select id from topics where title = $1", rate: "100/s" });
  model.access("addPost", {
    sql: `insert into posts (body, score, posted_at, topic_id, member_id)
      values ($1, $2, $3, $4, $5)`,
    rate: writes.posts,
  });
  model.access("rename", {
    sql: "update members set country = $2 where id = $1",
    rate: writes.renames,
  });
  return model;
}

Deno.test("denormalize weighs each kind, and its statements keep what it says", async () => {
  const model = forum({ posts: "3/s", renames: "1/min" });
  await using lab = await openLab(model, { today: "2026-01-01" });
  const result = await denormalize(lab);
  assert.deepEqual(result.setAside, []);
  assert.ok(result.complete);
  const kinds = result.proposals.map(({ kind }) => kind).sort();
  assert.deepEqual(kinds, ["copied-column", "counter", "materialized-view"]);
  assert.ok(result.cost.before - result.cost.after > 2e5);
  const copy = result.proposals.find(({ kind }) => kind === "copied-column")!;
  assert.match(copy.ddl.at(-1)!, /create index concurrently .*\(member_country, posted_at\)/i);
  const names = result.proposals.flatMap(({ queries }) => queries.map(({ name }) => name));
  assert.equal(new Set(names).size, names.length);
  const view = result.proposals.find(({ kind }) => kind === "materialized-view")!;
  assert.ok(view.rule.kind === "refresh" && view.rule.every < 3600 && view.rule.every > 1800);

  // The edits make the schema of which the statements say how to get there.
  const changed = apply(lab.schema, result.edits);
  assert.ok(changed.routines.length > lab.schema.routines.length);
  const db = await openEmbedded({});
  for (const statement of ddl(lab.schema, { format: false }).statements) await db.exec(statement);
  await db.exec(`insert into members (name, country) values ('a', 'DE'), ('b', 'US');
    insert into topics (title, state) values ('one', 'open'), ('two', 'shut');
    insert into posts (body, score, posted_at, topic_id, member_id)
      values ('x', 3, '2025-01-01', 1, 1), ('y', 4, '2025-01-02', 1, 2), ('z', 5, '2025-01-03', 2, 1)`);
  for (const { ddl } of result.proposals) for (const statement of ddl) await db.exec(statement);
  for (
    const sql of [
      "update members set country = 'FR' where id = 1",
      "insert into posts (body, score, posted_at, topic_id, member_id) values ('w', 9, '2025-02-01', 2, 2)",
      "delete from posts where body = 'x'",
      "update posts set topic_id = 1, score = 1 where body = 'z'",
    ]
  ) {
    await change(db, sql);
    for (const { rule, queries, where: _ } of result.proposals) {
      if (rule.kind === "refresh") await db.exec("refresh materialized view scores_kept");
      for (const { sql, rewritten } of queries) {
        for (const value of ["1", "2"]) {
          const params = !sql.includes("$1") ? [] : sql.includes("country") ? ["FR"] : [value];
          await sameRows(db, sql, rewritten, params);
        }
      }
    }
  }
  for (const { undo } of result.proposals) for (const statement of undo) await db.exec(statement);
  await db.close();

  assert.deepEqual(
    JSON.parse(JSON.stringify(await denormalize(lab))),
    JSON.parse(JSON.stringify(result)),
  );
  const bundle = await result[display]();
  assert.match(bundle["text/plain"], /the workload costs/);
  assert.match(bundle["image/svg+xml"]!, /xmlns/);
});

Deno.test("where writes outweigh reads, or rows may not be old, it says not to denormalize", async () => {
  const model = forum({ posts: "40k/s", renames: "500/s" });
  model.access("scores", {
    sql: `select m.country, count(*), sum(p.score) as score
        from posts p join members m on m.id = p.member_id group by m.country order by score desc`,
    rate: "2/min",
    staleness: "2 s",
  });
  await using lab = await openLab(model, { today: "2026-01-01" });
  const result = await denormalize(lab, {
    kinds: ["copied-column", "counter", "materialized-view"],
  });
  const reasons = result.rejected.map(({ kind, reason }) => `${kind}: ${reason}`).join("\n");
  assert.match(reasons, /counter: keeping it the same costs/);
  assert.match(reasons, /materialized-view: a refresh takes about/);
  assert.match(reasons, /copied-column: /);
  const codes = new Set(result.findings.map(({ code }) => code));
  assert.ok(codes.has("do-not-denormalize"));
  assert.deepEqual(result.proposals.map(({ title }) => title), []);
  assert.equal(result.cost.after, result.cost.before);
  assert.match((await result[display]())["text/plain"], /^Do not denormalize/);
});

Deno.test("one row that all inserts would wait for is refused", async () => {
  const model = defineModel("counter");
  model.entity("Event", {
    id: t.bigint().identity().key(),
    kind: t.text(8).values({ view: 0.9, click: 0.1 }),
  }).rows(80e6);
  model.access("kinds", { sql: "select kind, count(*) from events group by kind", rate: "1/min" });
  model.access("add", { sql: "insert into events (kind) values ($1)", rate: "400/s" });
  await using lab = await openLab(model, { today: "2026-01-01" });
  const { rejected, proposals } = await denormalize(lab);
  assert.equal(proposals.length, 0);
  assert.match(rejected[0]!.reason, /about 360 changes of events a second would wait for one row/);
  const old = await denormalize(lab, { staleness: { kinds: "1 h" } });
  assert.deepEqual(old.proposals.map(({ kind }) => kind), ["materialized-view"]);
});
