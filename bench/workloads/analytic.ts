import { defineModel, type ModelBuilder, t } from "../../mod.ts";

/** Reports of a wholesaler: eight tables and 22 queries in the shape of the usual decision-support ones. */
export function analyticModel(): ModelBuilder {
  const trade = defineModel("analytic", { engine: "postgresql@18" });
  trade.entity("Continent", {
    id: t.integer().key(),
    name: t.text(25).distinct(5).values({
      AFRICA: 0.2,
      AMERICA: 0.2,
      ASIA: 0.2,
      EUROPE: 0.2,
      OCEANIA: 0.2,
    }),
  }).rows(5);
  trade.entity("Country", {
    id: t.integer().key(),
    name: t.text(25).distinct(25).values({
      GERMANY: 0.04,
      FRANCE: 0.04,
      BRAZIL: 0.04,
      JAPAN: 0.04,
      CANADA: 0.04,
      KENYA: 0.04,
    }),
  }).rows(25);
  trade.entity("Vendor", {
    id: t.bigint().key(),
    name: t.text(25).width(18),
    address: t.text(40).width(25),
    phone: t.text(15).width(15),
    balance: t.numeric(12, 2).distinct(95e3).between(-999, 9999),
    remark: t.text(101).width(62),
  }).rows(100e3);
  trade.entity("Client", {
    id: t.bigint().key(),
    name: t.text(25).width(18),
    address: t.text(40).width(25),
    phone: t.text(15).width(15),
    balance: t.numeric(12, 2).distinct(1.1e6).between(-999, 9999),
    segment: t.text(10).distinct(5).values({
      AUTOMOTIVE: 0.3,
      BUILDING: 0.25,
      FURNITURE: 0.2,
      HOUSEHOLD: 0.15,
      MACHINERY: 0.1,
    }),
    remark: t.text(117).width(73),
  }).rows(1.5e6);
  trade.entity("Article", {
    id: t.bigint().key(),
    name: t.text(55).width(33),
    maker: t.text(25).distinct(5).width(14),
    brand: t.text(10).distinct(25).values({
      "Brand#11": 0.09,
      "Brand#12": 0.08,
      "Brand#23": 0.04,
      "Brand#34": 0.03,
      "Brand#45": 0.01,
    }),
    kind: t.text(25).distinct(150).values({
      "ECONOMY ANODIZED STEEL": 0.007,
      "MEDIUM POLISHED COPPER": 0.007,
      "SMALL PLATED BRASS": 0.006,
    }).width(21),
    size: t.integer().distinct(50).between(1, 50),
    container: t.text(10).distinct(40).values({
      "MED BOX": 0.025,
      "SM CASE": 0.025,
      "JUMBO JAR": 0.02,
    }),
    price: t.numeric(12, 2).distinct(35e3).between(900, 2100),
  }).rows(2e6);
  trade.entity("Offer", {
    available: t.integer().distinct(9999).between(1, 9999),
    cost: t.numeric(12, 2).distinct(99e3).between(1, 1000),
    remark: t.text(199).width(124),
  }).rows(8e6);
  trade.entity("Purchase", {
    id: t.bigint().key().correlation(1),
    status: t.text(1).distinct(3).values({ F: 0.975, O: 0.02, P: 0.005 }),
    total: t.numeric(12, 2).distinct(8e6).between(850, 555000),
    placedOn: t.date().distinct(2406).between("2019-01-01", "2025-08-02").correlation(0.995),
    urgency: t.text(15).distinct(5).values({
      "1-URGENT": 0.2,
      "2-HIGH": 0.2,
      "3-MEDIUM": 0.2,
      "4-NOT SPECIFIED": 0.2,
      "5-LOW": 0.2,
    }),
    clerk: t.text(15).distinct(10e3).width(15),
    remark: t.text(79).width(49),
  }).rows(15e6);
  trade.entity("PurchaseLine", {
    line: t.integer().distinct(7).between(1, 7),
    quantity: t.numeric(12, 2).distinct(50).between(1, 50),
    price: t.numeric(12, 2).distinct(3.7e6).between(900, 105000),
    discount: t.numeric(12, 2).distinct(11).between(0, 0.1),
    tax: t.numeric(12, 2).distinct(9).between(0, 0.08),
    returned: t.text(1).distinct(3).values({ N: 0.7, R: 0.06, A: 0.24 }),
    state: t.text(1).distinct(2).values({ F: 0.97, O: 0.03 }),
    shippedOn: t.date().distinct(2526).between("2019-01-02", "2025-12-01").correlation(0.97),
    dueOn: t.date().distinct(2466).between("2019-01-31", "2025-10-31").correlation(0.96),
    receivedOn: t.date().distinct(2555).between("2019-01-03", "2025-12-31").correlation(0.96),
    handling: t.text(25).distinct(4).values({
      NONE: 0.4,
      COLLECT: 0.3,
      "IN PERSON": 0.2,
      "TAKE BACK": 0.1,
    }),
    carrier: t.text(10).distinct(7).values({
      TRUCK: 0.4,
      RAIL: 0.2,
      SHIP: 0.2,
      MAIL: 0.1,
      AIR: 0.05,
      "REG AIR": 0.03,
      COURIER: 0.02,
    }),
    remark: t.text(44).width(27),
  }).rows(60e6);
  trade.relate("Continent 1 --holds--> 0..* Country");
  trade.relate("Country 1 --seats--> 0..* Vendor");
  trade.relate("Country 1 --houses--> 0..* Client");
  trade.relate("Article 1 --is offered as--> 0..* Offer", { identifying: true });
  trade.relate("Vendor 1 --makes--> 0..* Offer", { identifying: true });
  trade.relate("Client 1 --places--> 0..* Purchase");
  trade.relate("Purchase 1 --has--> 0..* PurchaseLine", { identifying: true });
  trade.relate("Article 1 --is bought in--> 0..* PurchaseLine");
  trade.relate("Vendor 1 --ships--> 0..* PurchaseLine");
  trade.entity("PurchaseLine").key("purchase", "line");
  trade.entity("Offer").key("article", "vendor");
  for (const [name, sql] of Object.entries(QUERIES)) {
    trade.access(name, { sql, rate: RATES[name] ?? "1/h" });
  }
  return trade;
}

/** What is quick is asked often; what takes hours without an index must not outweigh all the rest. */
const RATES: Readonly<Record<string, string>> = {
  r02_cheapest_vendor: "20/h",
  r03_open_revenue: "4/h",
  r10_returned_items: "2/h",
  r11_stock_value: "5/h",
  r13_purchases_a_client: "2/h",
  r16_vendors_of_articles: "8/h",
  r17_small_quantities: "2/day",
  r20_surplus_stock: "1/month",
  r21_waiting_purchases: "4/h",
  r22_idle_clients: "3/h",
};

const QUERIES: Readonly<Record<string, string>> = {
  r01_price_summary: `
    select returned, state, sum(quantity), sum(price), sum(price * (1 - discount)),
           sum(price * (1 - discount) * (1 + tax)), avg(quantity), avg(price), avg(discount), count(*)
      from purchase_lines where shipped_on <= date '2025-09-01'
     group by returned, state order by returned, state`,
  r02_cheapest_vendor: `
    select v.balance, v.name, n.name, a.id, a.maker, v.address, v.phone, v.remark
      from articles a, vendors v, offers o, countries n, continents c
     where a.id = o.article_id and v.id = o.vendor_id and a.size = 15 and a.kind like '%BRASS'
       and v.country_id = n.id and n.continent_id = c.id and c.name = 'EUROPE'
       and o.cost = (select min(o2.cost) from offers o2, vendors v2, countries n2, continents c2
                      where a.id = o2.article_id and v2.id = o2.vendor_id and v2.country_id = n2.id
                        and n2.continent_id = c2.id and c2.name = 'EUROPE')
     order by v.balance desc, n.name, v.name, a.id limit 100`,
  r03_open_revenue: `
    select l.purchase_id, sum(l.price * (1 - l.discount)) as revenue, p.placed_on, p.urgency
      from clients c, purchases p, purchase_lines l
     where c.segment = 'MACHINERY' and c.id = p.client_id and l.purchase_id = p.id
       and p.placed_on < date '2025-03-15' and p.placed_on > date '2025-02-15'
       and l.shipped_on > date '2025-03-15'
     group by l.purchase_id, p.placed_on, p.urgency order by revenue desc, p.placed_on limit 10`,
  r04_late_by_urgency: `
    select urgency, count(*) from purchases p
     where placed_on >= date '2025-01-01' and placed_on < date '2025-04-01'
       and exists (select 1 from purchase_lines l
                    where l.purchase_id = p.id and l.due_on < l.received_on)
     group by urgency order by urgency`,
  r05_local_vendors: `
    select n.name, sum(l.price * (1 - l.discount)) as revenue
      from clients c, purchases p, purchase_lines l, vendors v, countries n, continents k
     where c.id = p.client_id and l.purchase_id = p.id and l.vendor_id = v.id
       and c.country_id = v.country_id and v.country_id = n.id and n.continent_id = k.id
       and k.name = 'ASIA' and p.placed_on >= date '2024-01-01' and p.placed_on < date '2025-01-01'
     group by n.name order by revenue desc`,
  r06_discount_effect: `
    select sum(price * discount) from purchase_lines
     where shipped_on >= date '2025-01-01' and shipped_on < date '2025-02-01'
       and discount between 0.05 and 0.07 and quantity < 24`,
  r07_trade_between: `
    select v.country_id, c.country_id, extract(year from l.shipped_on) as year,
           sum(l.price * (1 - l.discount))
      from vendors v, purchase_lines l, purchases p, clients c, countries n1, countries n2
     where v.id = l.vendor_id and p.id = l.purchase_id and c.id = p.client_id
       and v.country_id = n1.id and c.country_id = n2.id
       and ((n1.name = 'FRANCE' and n2.name = 'GERMANY') or (n1.name = 'GERMANY' and n2.name = 'FRANCE'))
       and l.shipped_on between date '2024-01-01' and date '2024-12-31'
     group by 1, 2, 3 order by 1, 2, 3`,
  r08_share_of_market: `
    select extract(year from p.placed_on) as year,
           sum(case when n2.name = 'BRAZIL' then l.price * (1 - l.discount) else 0 end)
             / sum(l.price * (1 - l.discount))
      from articles a, vendors v, purchase_lines l, purchases p, clients c, countries n1, countries n2,
           continents k
     where a.id = l.article_id and v.id = l.vendor_id and l.purchase_id = p.id and p.client_id = c.id
       and c.country_id = n1.id and n1.continent_id = k.id and k.name = 'AMERICA'
       and v.country_id = n2.id and p.placed_on between date '2023-01-01' and date '2024-12-31'
       and a.kind = 'ECONOMY ANODIZED STEEL'
     group by 1 order by 1`,
  r09_profit_by_maker: `
    select n.name, extract(year from p.placed_on) as year,
           sum(l.price * (1 - l.discount) - o.cost * l.quantity)
      from articles a, vendors v, purchase_lines l, offers o, purchases p, countries n
     where v.id = l.vendor_id and o.vendor_id = l.vendor_id and o.article_id = l.article_id
       and a.id = l.article_id and p.id = l.purchase_id and v.country_id = n.id
       and a.brand = 'Brand#45' and a.size = 7
     group by 1, 2 order by 1, 2 desc`,
  r10_returned_items: `
    select c.id, c.name, sum(l.price * (1 - l.discount)) as revenue, c.balance, n.name, c.address,
           c.phone
      from clients c, purchases p, purchase_lines l, countries n
     where c.id = p.client_id and l.purchase_id = p.id and p.placed_on >= date '2025-01-01'
       and p.placed_on < date '2025-02-01' and l.returned = 'R' and c.country_id = n.id
     group by c.id, c.name, c.balance, c.phone, n.name, c.address
     order by revenue desc limit 20`,
  r11_stock_value: `
    select o.article_id, sum(o.cost * o.available) as value
      from offers o, vendors v, countries n
     where o.vendor_id = v.id and v.country_id = n.id and n.name = 'KENYA'
     group by o.article_id having sum(o.cost * o.available) > 7000000 order by value desc`,
  r12_late_carriers: `
    select l.carrier, sum(case when p.urgency in ('1-URGENT', '2-HIGH') then 1 else 0 end),
           sum(case when p.urgency not in ('1-URGENT', '2-HIGH') then 1 else 0 end)
      from purchases p, purchase_lines l
     where p.id = l.purchase_id and l.carrier in ('COURIER', 'REG AIR') and l.due_on < l.received_on
       and l.shipped_on < l.due_on and l.received_on >= date '2024-01-01'
       and l.received_on < date '2025-01-01'
     group by l.carrier order by l.carrier`,
  r13_purchases_a_client: `
    select many, count(*) from (
      select c.id, count(p.id) as many from clients c left join purchases p
          on c.id = p.client_id and p.status = 'P'
       group by c.id) counted
     group by many order by count(*) desc, many desc`,
  r14_promotion_share: `
    select sum(case when a.kind like 'SMALL%' then l.price * (1 - l.discount) else 0 end)
             / sum(l.price * (1 - l.discount))
      from purchase_lines l, articles a
     where l.article_id = a.id and l.shipped_on >= date '2025-06-01' and l.shipped_on < date '2025-06-08'`,
  r15_best_vendor: `
    with revenue as (
      select vendor_id, sum(price * (1 - discount)) as total from purchase_lines
       where shipped_on >= date '2025-10-01' and shipped_on < date '2025-11-01' group by vendor_id)
    select v.id, v.name, v.address, v.phone, r.total from vendors v, revenue r
     where v.id = r.vendor_id and r.total = (select max(total) from revenue) order by v.id`,
  r16_vendors_of_articles: `
    select a.brand, a.kind, a.size, count(distinct o.vendor_id) as vendors
      from offers o, articles a
     where a.id = o.article_id and a.brand = 'Brand#34' and a.size in (3, 9, 14, 19, 23, 36, 45, 49)
       and o.vendor_id not in (select id from vendors where balance < 0)
     group by a.brand, a.kind, a.size order by vendors desc, a.brand, a.kind, a.size`,
  r17_small_quantities: `
    select sum(l.price) / 7.0 from purchase_lines l, articles a
     where a.id = l.article_id and a.brand = 'Brand#23' and a.container = 'MED BOX'
       and l.quantity < (select 0.2 * avg(l2.quantity) from purchase_lines l2
                          where l2.article_id = a.id)`,
  r18_large_purchases: `
    select c.name, c.id, p.id, p.placed_on, p.total, sum(l.quantity)
      from clients c, purchases p, purchase_lines l
     where p.total > 540000 and c.id = p.client_id and p.id = l.purchase_id
     group by c.name, c.id, p.id, p.placed_on, p.total having sum(l.quantity) > 300
     order by p.total desc, p.placed_on limit 100`,
  r19_discounted_boxes: `
    select sum(l.price * (1 - l.discount)) from purchase_lines l, articles a
     where a.id = l.article_id and l.handling = 'IN PERSON' and l.carrier in ('AIR', 'REG AIR')
       and ((a.brand = 'Brand#12' and a.container = 'SM CASE' and l.quantity between 1 and 11 and a.size <= 5)
         or (a.brand = 'Brand#23' and a.container = 'MED BOX' and l.quantity between 10 and 20 and a.size <= 10)
         or (a.brand = 'Brand#34' and a.container = 'JUMBO JAR' and l.quantity between 20 and 30 and a.size <= 15))`,
  r20_surplus_stock: `
    select v.name, v.address from vendors v, countries n
     where v.id in (select o.vendor_id from offers o
                     where o.article_id in (select id from articles where brand = 'Brand#45' and size = 3)
                       and o.available > (select 0.5 * sum(l.quantity) from purchase_lines l
                                           where l.article_id = o.article_id and l.vendor_id = o.vendor_id
                                             and l.shipped_on >= date '2024-01-01'
                                             and l.shipped_on < date '2025-01-01'))
       and v.country_id = n.id and n.name = 'CANADA' order by v.name`,
  r21_waiting_purchases: `
    select v.name, count(*) as waits from vendors v, purchase_lines l, purchases p, countries n
     where v.id = l.vendor_id and p.id = l.purchase_id and p.status = 'P' and l.received_on > l.due_on
       and exists (select 1 from purchase_lines l2
                    where l2.purchase_id = l.purchase_id and l2.vendor_id <> l.vendor_id)
       and not exists (select 1 from purchase_lines l3
                        where l3.purchase_id = l.purchase_id and l3.vendor_id <> l.vendor_id
                          and l3.received_on > l3.due_on)
       and v.country_id = n.id and n.name = 'JAPAN'
     group by v.name order by waits desc, v.name limit 100`,
  r22_idle_clients: `
    select substring(phone from 1 for 2) as code, count(*), sum(balance) from clients c
     where substring(phone from 1 for 2) in ('13', '31', '23', '29', '30', '18', '17')
       and balance > (select avg(balance) from clients where balance > 0)
       and not exists (select 1 from purchases p where p.client_id = c.id)
     group by 1 order by 1`,
};
