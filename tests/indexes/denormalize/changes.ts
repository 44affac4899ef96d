import fc from "fast-check";

/** Random changes of members and their sales, as SQL; what the schema refuses is part of the game. */
export const changes: fc.Arbitrary<readonly string[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: member() },
    { weight: 6, arbitrary: sale() },
    { weight: 8, arbitrary: change() },
  ),
  { minLength: 4, maxLength: 14 },
);

function id(): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 4 }).map(String);
}

function owner(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 5, arbitrary: id() }, { weight: 1, arbitrary: fc.constant("null") });
}

function country(): fc.Arbitrary<string> {
  return fc.constantFrom("'de'", "'fr'", "'us'", "null");
}

function total(): fc.Arbitrary<string> {
  return fc.constantFrom("1.50", "2.00", "0", "-3.25", "null", "100");
}

function state(): fc.Arbitrary<string> {
  return fc.constantFrom("'new'", "'paid'", "'gone'");
}

function member(): fc.Arbitrary<string> {
  return fc.tuple(id(), country(), fc.constantFrom("1", "1.0", "1.00", "null")).map((
    [id, country, points],
  ) =>
    `insert into members (id, country, level, points) values (${id}, ${country}, 'plus', ${points})`
  );
}

function sale(): fc.Arbitrary<string> {
  const row = fc.tuple(
    fc.integer({ min: 1, max: 12 }),
    owner(),
    state(),
    total(),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom("null", "7", "9000000000000000000"),
    fc.constantFrom("2024-01-31", "2024-02-01", "2025-02-01"),
    fc.boolean(),
  ).map(([id, owner, state, total, pieces, weight, day, hidden]) =>
    `(${id}, ${owner}, ${state}, ${total}, ${pieces}, ${weight}, '${day}', ${hidden})`
  );
  return fc.array(row, { minLength: 1, maxLength: 3 }).map((rows) =>
    `insert into sales (id, member_id, state, total, pieces, weight, sold_on, hidden)
     values ${rows.join(", ")}
     on conflict (id) do update set member_id = excluded.member_id, total = excluded.total`
  );
}

function change(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(country(), id()).map(([value, id]) =>
      `update members set country = ${value} where id = ${id}`
    ),
    fc.tuple(fc.constantFrom("1", "1.0", "2"), id()).map(([value, id]) =>
      `update members set points = ${value} where id <> ${id}`
    ),
    fc.tuple(id(), id()).map(([from, to]) => `update members set id = ${to} where id = ${from}`),
    fc.tuple(id(), id()).map(([from, to]) =>
      `update members set id = id + 1 where id between ${from} and ${to}`
    ),
    id().map((id) => `delete from members where id = ${id}`),
    fc.tuple(owner(), id()).map(([owner, id]) =>
      `update sales set member_id = ${owner} where id % 3 = ${id} % 3`
    ),
    fc.tuple(total(), id()).map(([value, id]) =>
      `update sales set total = ${value} where member_id = ${id}`
    ),
    fc.tuple(state(), id()).map(([value, id]) =>
      `update sales set state = ${value}, hidden = not hidden, pieces = pieces + 1 where id > ${id}`
    ),
    id().map((id) => `update sales set sold_on = sold_on + 1, weight = null where id < ${id}`),
    id().map((id) => `delete from sales where id % 4 = ${id} % 4`),
    id().map((id) =>
      `with gone as (delete from members where id = ${id} returning *)
       insert into members (id, country, level, points)
       select id, 'at', level, points from gone`
    ),
    fc.constant("truncate sales"),
    fc.constant("update sales set member_id = member_id where true"),
  );
}
