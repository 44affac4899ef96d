import { defineModel, type OptionalIndex, randomFrom, t } from "@groundplan/groundplan";
import type { Lab, Model } from "@groundplan/groundplan";
import { formKey, nameOf } from "../../lib/indexes/candidates/candidate_form.ts";
import { proposeCandidates } from "../../lib/indexes/candidates/propose_candidates.ts";
import { statementTerms } from "../../lib/indexes/candidates/statement_terms.ts";
import { mergeCandidates } from "../../lib/indexes/candidates/merge_candidates.ts";
import { parseStatement } from "../../lib/workload/parse_pattern.ts";

/** A model of two tables with a random workload: joins, ranges, orders, groups, constants, and writes. */
export function randomModel(seed: number): Model {
  const random = randomFrom(`problem ${seed}`);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const model = defineModel(`random ${seed}`);
  const parents = 10 ** (3 + random.below(4));
  const children = parents * (1 + random.below(30));
  const order = () => pick([-0.2, 0, 0.3, 0.97, 1]);
  model.entity("Parent", {
    id: t.bigint().identity().key(),
    code: t.text().distinct(pick([50, 5000, 1e6])),
    kind: t.text(8).values({ a: 0.1, b: 0.3, c: 0.6 }),
    size: t.integer().distinct(1000).between(0, 999).correlation(order()),
    madeAt: t.timestamptz().between("2025-01-01", "2026-01-01").correlation(order()),
  }).rows(parents);
  model.entity("Child", {
    id: t.bigint().identity().key(),
    state: t.text(8).values({ open: pick([0.01, 0.2]), done: 0.7 }),
    amount: t.integer().distinct(1000).between(0, 1000).correlation(order()),
    rank: t.integer().distinct(100).between(0, 99),
    seenAt: t.timestamptz().between("2025-01-01", "2026-01-01").correlation(order()),
    closedAt: t.timestamptz().optional().nulls(pick([0.02, 0.5])),
    note: t.text().width(pick([20, 200])),
  }).rows(children);
  model.relate("Parent 1 --has--> 0..* Child");
  const day = () => `2025-${String(1 + random.below(12)).padStart(2, "0")}-01`;
  const CHILD_CONDITIONS = [
    () => "c.parent_id = 17",
    () => "c.state = 'open'",
    () => `c.amount > ${random.below(1000)}`,
    () => `c.rank = ${random.below(100)}`,
    () => `c.seen_at > '${day()}'`,
    () => "c.closed_at is null",
    () => `c.amount between ${random.below(500)} and ${500 + random.below(500)}`,
  ];
  const PARENT_CONDITIONS = [
    () => "p.code = 'x1'",
    () => "p.kind = 'a'",
    () => `p.size < ${random.below(100)}`,
    () => `p.made_at > '${day()}'`,
  ];
  const some = (list: readonly (() => string)[], most: number) => {
    const chosen = new Set<string>();
    for (let count = 1 + random.below(most); count > 0; count--) chosen.add(pick(list)());
    return [...chosen].join(" and ");
  };
  const SELECTS = [
    () => `select * from children c where ${some(CHILD_CONDITIONS, 3)}`,
    () => `select c.id, c.amount from children c where ${some(CHILD_CONDITIONS, 2)}`,
    () => `select count(*) from children c where ${some(CHILD_CONDITIONS, 2)}`,
    () =>
      `select c.id from children c where ${some(CHILD_CONDITIONS, 2)} ` +
      `order by c.${pick(["seen_at", "amount", "rank"])} ${pick(["asc", "desc"])} limit 10`,
    () =>
      `select c.rank, sum(c.amount) from children c where ${some(CHILD_CONDITIONS, 2)} group by 1`,
    () =>
      `select c.id, p.code from children c join parents p on p.id = c.parent_id ` +
      `where ${some(PARENT_CONDITIONS, 2)} and ${some(CHILD_CONDITIONS, 1)}`,
    () =>
      `select p.kind, count(*) from parents p join children c on c.parent_id = p.id ` +
      `where ${some(PARENT_CONDITIONS, 1)} group by 1`,
    () => `select * from parents p where ${some(PARENT_CONDITIONS, 2)}`,
    () =>
      `select * from parents p where ${some(PARENT_CONDITIONS, 1)} and exists (` +
      `select 1 from children c where c.parent_id = p.id and ${some(CHILD_CONDITIONS, 1)})`,
  ];
  const WRITES = [
    "insert into children (parent_id, state, amount, rank, seen_at, note) values (1, 'open', 2, 3, now(), 'n')",
    "update children set rank = rank + 1 where id = 5",
    "update children set state = 'done', closed_at = now() where id = 5",
    "delete from children where id = 5",
  ];
  const reads = 2 + random.below(3);
  for (let at = 0; at < reads; at++) {
    model.access(`read ${at}`, { sql: pick(SELECTS)(), rate: 10 ** (random.below(4) - 2) });
  }
  for (let at = 0; at < random.below(3); at++) {
    model.access(`write ${at}`, { sql: pick(WRITES), rate: 10 ** random.below(5) });
  }
  return model.snapshot();
}

/** Some of the indexes that the workload suggests, at most so many. */
export async function randomCandidates(
  lab: Lab,
  seed: number,
  most: number,
): Promise<readonly OptionalIndex[]> {
  const random = randomFrom(`candidates ${seed}`);
  const forms = new Map<string, ReturnType<typeof proposeCandidates>[number]>();
  for (const { sql } of lab.patterns) {
    const { statement } = await parseStatement(sql);
    for (const form of proposeCandidates(statementTerms(statement, lab.schema), lab)) {
      forms.set(formKey(form), form);
    }
  }
  const open = [...forms.values()];
  for (const { form } of mergeCandidates(open.slice(0, 12)).slice(0, 20)) open.push(form);
  const taken = new Set(lab.schema.tables.flatMap((table) => [
    table.name,
    ...table.indexes.map(({ name }) => name),
  ]));
  const chosen: OptionalIndex[] = [];
  while (chosen.length < most && open.length > 0) {
    const [form] = open.splice(random.below(open.length), 1);
    const { table, ...index } = form!;
    chosen.push({
      schema: table.schema,
      table: table.name,
      index: { name: nameOf(form!, taken), unique: false, ...index },
    });
  }
  return chosen;
}
