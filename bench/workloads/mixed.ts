import { defineModel, type ModelBuilder, t } from "../../mod.ts";

/** A marketplace by day: fourteen tables, reads at thousands a second and writes at hundreds. */
export function mixedModel(): ModelBuilder {
  const market = defineModel("mixed", { engine: "postgresql@18" });
  const named = (rows: number, more = {}) => ({
    rows,
    attributes: { id: t.bigint().identity().key(), ...more },
  });
  const entities = {
    Member: named(4e6, {
      email: t.text(254).distinct(4e6).width(26),
      name: t.text(80).width(16),
      country: t.text(2).distinct(60).values({ US: 0.35, DE: 0.15, FR: 0.1, GB: 0.1, JP: 0.05 }),
      tier: t.text(10).distinct(3).values({ basic: 0.9, plus: 0.09, pro: 0.01 }),
      joinedAt: t.timestamptz().correlation(1).between("2018-01-01", "2026-01-01"),
      seenAt: t.timestamptz().correlation(0.1).between("2025-01-01", "2026-01-01"),
      closedAt: t.timestamptz().nulls(0.97),
    }),
    Shop: named(60e3, {
      slug: t.text(60).distinct(60e3).width(18),
      title: t.text(120).width(30),
      rating: t.numeric(3, 2).distinct(400).between(0, 5),
      state: t.text(10).distinct(3).values({ open: 0.93, paused: 0.05, closed: 0.02 }),
    }),
    Category: named(900, { slug: t.text(60).distinct(900).width(14), title: t.text(80).width(18) }),
    Item: named(6e6, {
      sku: t.text(24).distinct(6e6).width(14),
      title: t.text(200).width(48),
      price: t.numeric(12, 2).distinct(20e3).between(1, 5000),
      state: t.text(10).distinct(4).values({ live: 0.6, sold: 0.3, draft: 0.07, banned: 0.03 }),
      tags: t.array(t.text()).looks({ distinct: 4000, width: 60 }),
      listedAt: t.timestamptz().correlation(0.98).between("2022-01-01", "2026-01-01"),
    }),
    Photo: named(18e6, {
      position: t.smallint().distinct(10).between(1, 10),
      path: t.text(200).width(64),
      bytes: t.integer().distinct(1e6).between(1e4, 5e6),
    }),
    Stock: named(6e6, {
      warehouse: t.text(8).distinct(12).values({ w1: 0.3, w2: 0.2, w3: 0.1 }),
      quantity: t.integer().distinct(500).between(0, 500),
      changedAt: t.timestamptz().correlation(0.05).between("2025-06-01", "2026-01-01"),
    }),
    Basket: named(3e6, {
      token: t.uuid(),
      changedAt: t.timestamptz().correlation(0.6).between("2025-11-01", "2026-01-01"),
    }),
    BasketItem: named(9e6, { quantity: t.integer().distinct(20).between(1, 20) }),
    Sale: named(30e6, {
      number: t.text(20).distinct(30e6).width(13),
      state: t.text(10).distinct(5).values({
        done: 0.96,
        shipped: 0.02,
        paid: 0.012,
        new: 0.006,
        disputed: 0.002,
      }),
      total: t.numeric(12, 2).distinct(600e3).between(1, 20000),
      placedAt: t.timestamptz().correlation(1).between("2020-01-01", "2026-01-01"),
      paidAt: t.timestamptz().correlation(0.98).nulls(0.006).between("2020-01-01", "2026-01-01"),
    }),
    SaleItem: named(75e6, {
      quantity: t.integer().distinct(30).between(1, 30),
      price: t.numeric(12, 2).distinct(20e3).between(1, 5000),
    }),
    Payment: named(31e6, {
      provider: t.text(12).distinct(4).values({ card: 0.7, wallet: 0.2, bank: 0.08, gift: 0.02 }),
      reference: t.text(40).distinct(31e6).width(28),
      state: t.text(10).distinct(4).values({
        settled: 0.985,
        failed: 0.01,
        open: 0.004,
        refunded: 0.001,
      }),
      amount: t.numeric(12, 2).distinct(600e3).between(1, 20000),
      madeAt: t.timestamptz().correlation(0.99).between("2020-01-01", "2026-01-01"),
    }),
    Review: named(12e6, {
      stars: t.smallint().distinct(5).values({ 5: 0.6, 4: 0.2, 3: 0.1, 2: 0.05, 1: 0.05 }),
      body: t.text(2000).width(180),
      hidden: t.boolean().values({ false: 0.99, true: 0.01 }),
      writtenAt: t.timestamptz().correlation(0.99).between("2020-01-01", "2026-01-01"),
    }),
    Message: named(50e6, {
      body: t.text(2000).width(120),
      sentAt: t.timestamptz().correlation(1).between("2021-01-01", "2026-01-01"),
      readAt: t.timestamptz().nulls(0.02).correlation(0.97).between("2021-01-01", "2026-01-01"),
    }),
    Event: named(200e6, {
      kind: t.text(16).distinct(20).values({ view: 0.7, search: 0.15, click: 0.1, add: 0.03 }),
      happenedAt: t.timestamptz().correlation(1).between("2025-07-01", "2026-01-01"),
      payload: t.json().width(150),
    }),
  };
  for (const [name, { rows, attributes }] of Object.entries(entities)) {
    market.entity(name, attributes).rows(rows);
  }
  const relationships = [
    "Member 1 --keeps--> 0..* Shop",
    "Shop 1 --offers--> 0..* Item",
    "Category 1 --groups--> 0..* Item",
    "Item 1 --is shown by--> 0..* Photo",
    "Item 1 --is held as--> 0..* Stock",
    "Member 1 --fills--> 0..* Basket",
    "Basket 1 --holds--> 0..* BasketItem",
    "Item 1 --is put in--> 0..* BasketItem",
    "Member 1 --buys--> 0..* Sale",
    "Shop 1 --makes--> 0..* Sale",
    "Sale 1 --counts--> 0..* SaleItem",
    "Item 1 --is sold as--> 0..* SaleItem",
    "Sale 1 --is paid by--> 0..* Payment",
    "Item 1 --is judged in--> 0..* Review",
    "Member 1 --writes--> 0..* Review",
    "Sale 1 --is spoken of in--> 0..* Message",
    "Member 1 --sends--> 0..* Message",
    "Member 0..1 --causes--> 0..* Event",
  ];
  for (const words of relationships) market.relate(words);
  for (const [name, [rate, sql]] of Object.entries(STATEMENTS)) market.access(name, { sql, rate });
  return market;
}

const STATEMENTS: Readonly<Record<string, readonly [rate: string, sql: string]>> = {
  member_by_id: ["1500/s", "select * from members where id = $1"],
  member_by_email: ["120/s", "select id, name, tier from members where email = $1"],
  member_by_any_case: ["40/s", "select id from members where lower(email) = $1"],
  members_lately: [
    "2/min",
    "select id, email from members where tier = 'pro' and closed_at is null order by seen_at desc limit 100",
  ],
  shop_by_slug: ["400/s", "select * from shops where slug = $1"],
  shops_of_member: ["30/s", "select id, title from shops where member_id = $1"],
  item_by_sku: ["60/s", "select * from items where sku = $1"],
  items_of_shop: [
    "300/s",
    `select id, title, price from items where shop_id = $1 and state = 'live'
      order by listed_at desc limit 40`,
  ],
  items_of_category: [
    "250/s",
    `select id, title, price from items where category_id = $1 and state = 'live'
      order by price limit 40`,
  ],
  items_in_price_range: [
    "90/s",
    `select id, title, price from items
      where category_id = $1 and state = 'live' and price between $2 and $3 order by price limit 40`,
  ],
  items_by_tag: [
    "20/s",
    "select id, title from items where tags @> $1 and state = 'live' limit 40",
  ],
  items_to_review: [
    "1/min",
    "select id, title from items where state = 'banned' order by listed_at desc limit 50",
  ],
  photos_of_item: ["900/s", "select path from photos where item_id = $1 order by position"],
  stock_of_item: ["700/s", "select warehouse, quantity from stocks where item_id = $1"],
  stock_running_out: [
    "4/h",
    "select item_id, quantity from stocks where warehouse = $1 and quantity < 3",
  ],
  basket_of_member: [
    "350/s",
    "select * from baskets where member_id = $1 order by changed_at desc limit 1",
  ],
  basket_by_token: ["200/s", "select * from baskets where token = $1"],
  basket_contents: [
    "500/s",
    `select b.quantity, i.title, i.price from basket_items b join items i on i.id = b.item_id
      where b.basket_id = $1`,
  ],
  baskets_left: ["1/h", "select id from baskets where changed_at < $1 limit 1000"],
  sales_of_member: [
    "150/s",
    `select id, number, state, total, placed_at from sales where member_id = $1
      order by placed_at desc limit 20`,
  ],
  sales_of_shop: [
    "80/s",
    `select id, number, total, placed_at from sales where shop_id = $1 and state = $2
      order by placed_at desc limit 50`,
  ],
  sale_by_number: ["70/s", "select * from sales where number = $1"],
  sales_to_ship: [
    "30/min",
    "select id, number from sales where state = 'paid' order by paid_at limit 200",
  ],
  sales_disputed: [
    "6/h",
    "select id, number, total from sales where state = 'disputed' order by placed_at",
  ],
  lines_of_sale: [
    "260/s",
    `select s.quantity, s.price, i.title from sale_items s join items i on i.id = s.item_id
      where s.sale_id = $1`,
  ],
  often_bought_with: [
    "5/s",
    `select o.item_id, count(*) as together from sale_items s
       join sale_items o on o.sale_id = s.sale_id and o.item_id <> s.item_id
      where s.item_id = $1 group by o.item_id order by together desc limit 10`,
  ],
  turnover_of_shop: [
    "2/min",
    `select date_trunc('day', placed_at) as day, count(*), sum(total) from sales
      where shop_id = $1 and placed_at >= $2 group by 1 order by 1`,
  ],
  turnover_by_day: [
    "12/h",
    `select date_trunc('day', placed_at) as day, sum(total) from sales
      where placed_at >= timestamptz '2025-12-01' group by 1 order by 1`,
  ],
  payments_of_sale: ["180/s", "select * from payments where sale_id = $1"],
  payment_by_reference: ["60/s", "select id, sale_id, state from payments where reference = $1"],
  payments_open: [
    "10/min",
    "select id, reference from payments where state = 'open' and provider = 'bank' order by made_at limit 500",
  ],
  reviews_of_item: [
    "450/s",
    `select stars, body, written_at from reviews where item_id = $1 and not hidden
      order by written_at desc limit 10`,
  ],
  stars_of_item: [
    "200/s",
    "select avg(stars), count(*) from reviews where item_id = $1 and not hidden",
  ],
  reviews_of_member: [
    "10/s",
    "select * from reviews where member_id = $1 order by written_at desc limit 20",
  ],
  messages_of_sale: [
    "90/s",
    "select body, sent_at from messages where sale_id = $1 order by sent_at",
  ],
  messages_unread: [
    "60/s",
    "select count(*) from messages where member_id = $1 and read_at is null",
  ],
  events_of_member: [
    "20/s",
    `select kind, happened_at, payload from events where member_id = $1
      order by happened_at desc limit 50`,
  ],
  events_of_day: [
    "4/h",
    "select kind, count(*) from events where happened_at >= $1 and happened_at < $2 group by kind",
  ],
  add_member: [
    "2/s",
    "insert into members (email, name, country, tier, joined_at, seen_at) values ($1, $2, $3, $4, $5, $6)",
  ],
  see_member: ["250/s", "update members set seen_at = $2 where id = $1"],
  add_item: [
    "3/s",
    "insert into items (sku, title, price, state, tags, listed_at, shop_id, category_id) values ($1, $2, $3, $4, $5, $6, $7, $8)",
  ],
  price_item: ["25/s", "update items set price = $2 where id = $1"],
  sell_item: ["12/s", "update items set state = 'sold' where id = $1"],
  add_photo: ["9/s", "insert into photos (position, path, bytes, item_id) values ($1, $2, $3, $4)"],
  take_stock: [
    "140/s",
    "update stocks set quantity = $2, changed_at = $3 where item_id = $1 and warehouse = $4",
  ],
  add_basket: ["40/s", "insert into baskets (token, changed_at, member_id) values ($1, $2, $3)"],
  touch_basket: ["160/s", "update baskets set changed_at = $2 where id = $1"],
  add_to_basket: [
    "130/s",
    "insert into basket_items (quantity, basket_id, item_id) values ($1, $2, $3)",
  ],
  empty_basket: ["35/s", "delete from basket_items where basket_id = $1"],
  drop_baskets: ["20/s", "delete from baskets where id = $1"],
  add_sale: [
    "35/s",
    "insert into sales (number, state, total, placed_at, member_id, shop_id) values ($1, $2, $3, $4, $5, $6)",
  ],
  add_sale_item: [
    "90/s",
    "insert into sale_items (quantity, price, sale_id, item_id) values ($1, $2, $3, $4)",
  ],
  pay_sale: ["34/s", "update sales set state = 'paid', paid_at = $2 where id = $1"],
  move_sale: ["60/s", "update sales set state = $2 where id = $1"],
  add_payment: [
    "36/s",
    "insert into payments (provider, reference, state, amount, made_at, sale_id) values ($1, $2, $3, $4, $5, $6)",
  ],
  settle_payment: ["35/s", "update payments set state = 'settled' where id = $1"],
  add_review: [
    "8/s",
    "insert into reviews (stars, body, hidden, written_at, item_id, member_id) values ($1, $2, $3, $4, $5, $6)",
  ],
  add_message: [
    "60/s",
    "insert into messages (body, sent_at, sale_id, member_id) values ($1, $2, $3, $4)",
  ],
  read_messages: [
    "50/s",
    "update messages set read_at = $2 where sale_id = $1 and read_at is null",
  ],
  add_event: [
    "2500/s",
    "insert into events (kind, happened_at, payload, member_id) values ($1, $2, $3, $4)",
  ],
};
