-- The shop's rows, the same on every server: each value is a hash of the row's number and a seed.
-- The rows fit; checking millions of references would only take time.
set session_replication_role = replica;
create function u(i bigint, seed bigint) returns double precision language sql immutable as
  $$ select (hashint8extended(i, seed) & 4503599627370495)::double precision / 4503599627370496 $$;
insert into countries select 'C' || lpad(i::text, 3, '0'), 'Country ' || i,
  (array['Europe', 'Africa', 'Asia', 'Oceania', 'America'])[1 + i % 5]
  from generate_series(0, 199) i;
insert into warehouses select i, 'Warehouse ' || i, 'C' || lpad((i * 7)::text, 3, '0')
  from generate_series(1, 8) i;
insert into suppliers select i, 'Supplier ' || i, 'C' || lpad(floor(200 * u(i, 1) ^ 3)::int::text, 3, '0'),
  case when u(i, 2) < 0.9 then (1 + 4 * u(i, 3))::real end from generate_series(1, 1000) i;
insert into categories select i, case when i > 20 then 1 + floor(20 * u(i, 4))::int end, 'Category ' || i
  from generate_series(1, 500) i;
insert into customers select i, 'user' || i || '@mail' || floor(50 * u(i, 5) ^ 2)::int || '.example',
  initcap(translate(md5(i::text)::text, '0123456789', 'ghijklmnop')),
  'C' || lpad(floor(200 * u(i, 6) ^ 4)::int::text, 3, '0'),
  (array['EUR', 'USD', 'GBP', 'JPY', 'CHF'])[1 + (floor(200 * u(i, 6) ^ 4)::int) % 5],
  case when u(i, 7) < 0.9 then 'active' when u(i, 7) < 0.98 then 'dormant' else 'closed' end,
  timestamp '2019-01-01' + i * interval '25 minutes' + u(i, 8) * interval '20 days',
  case when u(i, 9) < 0.15 then 1 + floor((i - 1) * u(i, 10) ^ 2)::bigint end,
  array(select 'tag' || floor(60 * u(i * 8 + k, 11) ^ 3)::int
    from generate_series(1, floor(5 * u(i, 12))::int) k),
  jsonb_build_object('plan', (array['free', 'plus', 'pro', 'team'])[1 + floor(4 * u(i, 13) ^ 3)::int],
    'visits', floor(1000 * u(i, 14) ^ 2)),
  case when u(i, 15) < 0.7 then sqrt(-2 * ln(u(i, 16) + 1e-12)) * cos(6.283185307 * u(i, 17)) end
  from generate_series(1, 120000) i;
insert into addresses select i, 1 + floor(120000 * u(i, 18))::bigint, 'City ' || floor(3000 * u(i, 19) ^ 2)::int,
  lpad(floor(99999 * u(i, 20))::int::text, 5, '0'),
  case when u(i, 21) < 0.95 then md5(i::text) || ' street' end, u(i, 22) < 0.6
  from generate_series(1, 160000) i;
insert into products select i, md5('sku' || i)::uuid, 'Product ' || md5(i::text),
  1 + floor(500 * u(i, 23) ^ 2)::int, round((1 + 500 * u(i, 24) ^ 4)::numeric, 2),
  jsonb_build_object('color', (array['red', 'green', 'blue', 'black', 'white', 'grey'])[1 + floor(6 * u(i, 25) ^ 2)::int],
    'size', floor(40 * u(i, 26))::int, 'organic', u(i, 27) < 0.1),
  to_tsvector('simple', 'word' || floor(400 * u(i, 28) ^ 3)::int || ' word' || floor(400 * u(i, 29) ^ 3)::int
    || ' term' || floor(5000 * u(i, 30))::int || ' product'),
  case when u(i, 31) < 0.04 then date '2022-01-01' + floor(900 * u(i, 32))::int end,
  case when u(i, 33) < 0.8 then floor(3000 * u(i, 34) ^ 2)::smallint end,
  repeat('All about it. ', floor(40 * u(i, 35) ^ 2)::int)
  from generate_series(1, 20000) i;
insert into product_suppliers select distinct on (p, s) p, s, c from (
  select 1 + (i % 20000) p, 1 + floor(1000 * u(i, 36) ^ 2)::int s, round((1 + 300 * u(i, 37))::numeric, 2) c
  from generate_series(0, 45000) i) x;
insert into inventory select w, p, floor(1000 * u(p * 8 + w, 38) ^ 3)::int
  from generate_series(1, 8) w, generate_series(1, 20000) p where u(p * 8 + w, 39) < 0.8;
insert into orders select i, 1 + floor(120000 * u(i, 40) ^ 2.5)::bigint,
  case when i > 398000 and u(i, 41) < 0.7 then 'new' when u(i, 41) < 0.9 then 'done'
    when u(i, 41) < 0.95 then 'returned' else 'cancelled' end,
  timestamp '2023-01-01' + i * interval '2 minutes' + u(i, 42) * interval '1 day',
  case when u(i, 41) < 0.9 and i < 396000
    then timestamp '2023-01-02' + i * interval '2 minutes' + u(i, 43) * interval '6 days' end,
  round((5 + 400 * u(i, 44) ^ 3)::numeric, 2), (1 + floor(4 * u(i, 45) ^ 2))::smallint,
  case when u(i, 46) < 0.05 then repeat('note ', 1 + floor(20 * u(i, 47))::int) end
  from generate_series(1, 400000) i;
insert into order_lines select o, l, 1 + floor(20000 * u(o * 8 + l, 48) ^ 2)::int,
  1 + floor(5 * u(o * 8 + l, 49) ^ 3)::int, round((1 + 500 * u(o * 8 + l, 50) ^ 4)::numeric, 2)
  from generate_series(1, 400000) o, generate_series(1, 6) l where u(o * 8 + l, 51) < 0.95 ^ (l * l);
insert into payments select i, 1 + (i * 104729::bigint) % 400000,
  (array['card', 'card', 'card', 'paypal', 'transfer', 'cash'])[1 + floor(6 * u(i, 52))::int],
  timestamp '2023-01-01' + ((i * 104729::bigint) % 400000) * interval '2 minutes' + u(i, 53) * interval '3 days',
  round((5 + 400 * u(i, 54) ^ 3)::numeric, 2) from generate_series(1, 360000) i;
insert into reviews select i, 1 + floor(20000 * u(i, 55) ^ 3)::int, 1 + floor(120000 * u(i, 56) ^ 1.5)::bigint,
  (1 + floor(5 * u(i, 57) ^ 0.4))::smallint,
  timestamp '2023-02-01' + i * interval '8 minutes' + u(i, 58) * interval '9 days',
  case when u(i, 59) < 0.6 then repeat('nice ', 1 + floor(60 * u(i, 60) ^ 3)::int) end
  from generate_series(1, 90000) i;
insert into promotions select i, 1 + floor(20000 * u(i, 61) ^ 2)::int,
  daterange(date '2023-01-01' + floor(700 * u(i, 62))::int,
    date '2023-01-02' + floor(700 * u(i, 62))::int + floor(30 * u(i, 63) ^ 2)::int),
  (5 + floor(50 * u(i, 64) ^ 2))::smallint from generate_series(1, 6000) i;
insert into audit_log select i, timestamp '2023-01-01' + i * interval '90 seconds',
  case when u(i, 65) < 0.3 then 1 + floor(500 * u(i, 66) ^ 3)::bigint end,
  (array['login', 'update', 'delete', 'export'])[1 + floor(4 * u(i, 67) ^ 4)::int],
  case when u(i, 68) < 0.5 then jsonb_build_object('n', floor(100 * u(i, 69))) end
  from generate_series(1, 500000) i;
insert into events select i, timestamp '2024-01-01' + i * interval '25 seconds' + u(i, 70) * interval '1 hour',
  1 + floor(120000 * u(i, 71) ^ 2)::bigint,
  (array['view', 'click', 'cart', 'buy', 'refund'])[1 + floor(5 * u(i, 72) ^ 3)::int],
  case when u(i, 73) < 0.2 then floor(1000 * u(i, 74) ^ 2)::int end
  from generate_series(1, 600000) i;
insert into sessions select i, 1 + floor(120000 * u(i, 75) ^ 2)::bigint,
  timestamp '2024-01-01' + i * interval '75 seconds', floor(3600 * u(i, 76) ^ 4)::int,
  (array['phone', 'desktop', 'tablet'])[1 + floor(3 * u(i, 77) ^ 2)::int]
  from generate_series(1, 200000) i;
insert into tickets select i, c.region, 1 + floor(120000 * u(i, 78))::bigint,
  case when i > 78000 and u(i, 79) < 0.5 then 'open' else 'closed' end,
  timestamp '2023-01-01' + i * interval '9 minutes', 'Subject ' || md5(i::text)
  from generate_series(1, 80000) i
  join countries c on c.code = 'C' || lpad(floor(200 * u(i, 80) ^ 2)::int::text, 3, '0');
vacuum;
-- Some of the pages are no longer all visible, and some indexes have seen splits.
update orders set note = 'seen' where id % 97 = 3 and id > 300000;
update inventory set quantity = quantity + 1 where product_id % 50 = 7;
delete from reviews where id % 211 = 5;
vacuum reviews;
analyze;
