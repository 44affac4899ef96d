-- Sixty questions that an application asks of the shop, written before the lab was.
-- name: customer by key
select * from customers where id = 4711;
-- name: customer by email
select id, name from customers where email = 'user77@mail3.example';
-- name: customer by lower email
select id from customers where lower(email) = 'user77@mail3.example';
-- name: customers of a common country
select count(*) from customers where country_code = 'C000';
-- name: newest customers of a country
select id, created_at from customers where country_code = 'C012' order by created_at desc limit 20;
-- name: customers of a rare country
select * from customers where country_code = 'C190';
-- name: customers by dependent columns
select * from customers where country_code = 'C003' and currency = 'JPY' and status = 'dormant';
-- name: customers by tag
select id from customers where tags @> array['tag55'];
-- name: customers by two tags
select id from customers where tags && array['tag1', 'tag58'];
-- name: customers by plan
select count(*) from customers where profile ->> 'plan' = 'team';
-- name: referred customers
select r.id, count(*) from customers c join customers r on r.id = c.referrer_id
 where r.created_at < '2019-02-01' group by r.id order by 2 desc limit 10;
-- name: customers by score
select id, score from customers where score > 3.2 order by score desc;
-- name: orders of a customer
select * from orders where customer_id = 815 order by placed_at desc limit 20;
-- name: orders of a heavy customer
select * from orders where customer_id = 1 order by placed_at desc;
-- name: covered order totals
select placed_at, total from orders where customer_id = 42 and placed_at >= '2023-06-01';
-- name: new orders
select id, placed_at from orders where status = 'new' order by placed_at limit 100;
-- name: orders by status
select count(*) from orders where status = 'returned';
-- name: orders of a day
select count(*), sum(total) from orders where placed_at::date = '2023-05-05';
-- name: orders of a week
select status, count(*) from orders
 where placed_at >= '2024-01-01' and placed_at < '2024-01-08' group by status;
-- name: unshipped orders
select id from orders where shipped_at is null and placed_at < '2023-03-01';
-- name: slow deliveries
select count(*) from orders where shipped_at - placed_at > interval '5 days';
-- name: orders by several keys
select * from orders where id in (1, 17, 333, 4444, 55555, 399999);
-- name: an order with its lines
select o.id, o.total, l.line_no, p.name from orders o join order_lines l on l.order_id = o.id
  join products p on p.id = l.product_id where o.id = 123456;
-- name: revenue by category
select c.name, sum(l.price * l.quantity) from order_lines l join products p on p.id = l.product_id
  join categories c on c.id = p.category_id group by c.name order by 2 desc;
-- name: revenue of a category by month
select date_trunc('month', o.placed_at), sum(l.quantity * l.price)
  from orders o join order_lines l on l.order_id = o.id join products p on p.id = l.product_id
 where p.category_id = 3 group by 1 order by 1;
-- name: lines of a product
select order_id, quantity from order_lines where product_id = 5;
-- name: lines of a rare product
select order_id, quantity from order_lines where product_id = 19997;
-- name: best customers
select c.id, c.name, sum(o.total) from customers c join orders o on o.customer_id = c.id
 where o.placed_at >= '2024-06-01' group by c.id order by 3 desc limit 25;
-- name: customers without orders
select c.id from customers c where not exists (select from orders o where o.customer_id = c.id);
-- name: customers with an order above
select c.id from customers c where exists
  (select from orders o where o.customer_id = c.id and o.total > 390) and c.status = 'closed';
-- name: orders without payment
select o.id from orders o left join payments p on p.order_id = o.id
 where p.id is null and o.placed_at < '2023-02-01';
-- name: payments by method and time
select sum(amount) from payments where method = 'cash' and paid_at >= '2024-05-01';
-- name: method totals
select method, count(*), sum(amount) from payments group by method;
-- name: product by sku
select * from products where sku = '0123456789abcdef0123456789abcdef';
-- name: products of a category by price
select id, name, price from products where category_id = 17 and price < 20 order by price;
-- name: products by attribute
select id from products where attributes @> '{"color": "grey", "organic": true}';
-- name: products by words
select id from products where words @@ to_tsquery('simple', 'word3 & term77');
-- name: discontinued products
select id, name from products where discontinued_at >= '2024-01-01';
-- name: products by name pattern
select id from products where name like 'Product ab%';
-- name: suppliers of a product
select s.name, ps.cost from product_suppliers ps join suppliers s on s.id = ps.supplier_id
 where ps.product_id = 900;
-- name: cheapest supplier of each product
select distinct on (product_id) product_id, supplier_id, cost from product_suppliers
 order by product_id, cost;
-- name: supplier countries
select co.region, count(distinct s.id), avg(s.rating) from suppliers s
  join countries co on co.code = s.country_code group by co.region having count(*) > 10;
-- name: stock of a product
select w.name, i.quantity from inventory i join warehouses w on w.id = i.warehouse_id
 where i.product_id = 7777;
-- name: low stock
select p.id, sum(i.quantity) from products p join inventory i on i.product_id = p.id
 where p.discontinued_at is null group by p.id having sum(i.quantity) < 10;
-- name: rating of a product
select avg(rating), count(*) from reviews where product_id = 12;
-- name: worst products
select p.id, p.name, avg(r.rating) from products p join reviews r on r.product_id = p.id
 where r.rating <= 2 group by p.id order by 3 limit 10;
-- name: reviews with bodies
select id from reviews where body is not null and created_at > '2024-01-01' order by created_at desc limit 50;
-- name: running total
select customer_id, placed_at, sum(total) over (partition by customer_id order by placed_at)
  from orders where customer_id between 100 and 120;
-- name: rank within category
select * from (select id, category_id, rank() over (partition by category_id order by price desc) r
  from products) x where r <= 3;
-- name: month over month
with monthly as (select date_trunc('month', placed_at) m, sum(total) t from orders group by 1)
select m, t, t - lag(t) over (order by m) from monthly order by m;
-- name: category tree
with recursive tree as (
  select id, parent_id, 1 as depth from categories where parent_id is null
  union all select c.id, c.parent_id, depth + 1 from categories c join tree on tree.id = c.parent_id)
select depth, count(*) from tree group by depth;
-- name: promotions on a day
select product_id, percent from promotions where valid @> date '2023-08-15';
-- name: overlapping promotions
select count(*) from promotions where valid && daterange('2024-01-01', '2024-01-04');
-- name: audit of an hour
select * from audit_log where at >= '2023-09-01 10:00' and at < '2023-09-01 11:00';
-- name: audit of an actor
select action, count(*) from audit_log where actor = 3 group by action;
-- name: events of a month
select kind, count(*) from events where at >= '2024-03-01' and at < '2024-04-01' group by kind;
-- name: events of a customer
select * from events where customer_id = 99 and at >= '2024-02-15' order by at desc limit 10;
-- name: buyers after sessions
select s.device, count(*) from sessions s join events e on e.customer_id = s.customer_id
 where e.kind = 'refund' and e.at >= '2024-05-01' and s.seconds > 1000 group by s.device;
-- name: sessions of a customer
select count(*), max(seconds) from sessions where customer_id = 2500;
-- name: open tickets of a region
select t.id, t.subject, c.email from tickets t join customers c on c.id = t.customer_id
 where t.region = 'Asia' and t.state = 'open' order by t.opened_at limit 30;
