-- A shop of nineteen tables: skew, nulls, arrays, documents, text search, ranges, three kinds of
-- partitions, and indexes of every kind that the planner tells apart.
create table countries (
  code text primary key, name text not null, region text not null
);
create table warehouses (
  id int primary key, name text not null, country_code text not null references countries
);
create table suppliers (
  id int primary key, name text not null, country_code text not null references countries,
  rating real
);
create table categories (
  id int primary key, parent_id int references categories, name text not null
);
create index categories_parent on categories (parent_id);
create table customers (
  id bigint primary key, email text not null, name text not null,
  country_code text not null references countries, currency text not null,
  status text not null, created_at timestamp not null, referrer_id bigint,
  tags text[] not null, profile jsonb not null, score double precision
);
create unique index customers_email on customers (email);
create index customers_lower_email on customers (lower(email));
create index customers_country on customers (country_code, created_at desc);
create index customers_tags on customers using gin (tags);
create index customers_plan on customers ((profile ->> 'plan'));
create index customers_referrer on customers (referrer_id) where referrer_id is not null;
create statistics customers_place (dependencies, ndistinct, mcv)
  on country_code, currency, status from customers;
create table addresses (
  id bigint primary key, customer_id bigint not null references customers,
  city text not null, zip text not null, line text, is_default boolean not null
);
create index addresses_customer on addresses (customer_id) include (city, is_default);
create table products (
  id int primary key, sku uuid not null, name text not null,
  category_id int not null references categories, price numeric(12, 2) not null,
  attributes jsonb not null, words tsvector not null, discontinued_at date,
  weight smallint, description text
);
create index products_sku on products using hash (sku);
create index products_category on products (category_id, price);
create index products_attributes on products using gin (attributes jsonb_path_ops);
create index products_words on products using gin (words);
create index products_discontinued on products (discontinued_at) where discontinued_at is not null;
create table product_suppliers (
  product_id int not null references products, supplier_id int not null references suppliers,
  cost numeric(12, 2) not null, primary key (product_id, supplier_id)
);
create index product_suppliers_supplier on product_suppliers (supplier_id);
create table inventory (
  warehouse_id int not null references warehouses, product_id int not null references products,
  quantity int not null, primary key (warehouse_id, product_id)
) with (fillfactor = 80);
create table orders (
  id bigint primary key, customer_id bigint not null references customers,
  status text not null, placed_at timestamp not null, shipped_at timestamp,
  total numeric(12, 2) not null, channel smallint not null, note text
);
create index orders_customer_placed on orders (customer_id, placed_at desc) include (total);
create index orders_placed on orders (placed_at);
create index orders_new on orders (placed_at) where status = 'new';
create index orders_status on orders (status);
create index orders_day on orders ((placed_at::date));
create statistics orders_delay on (shipped_at - placed_at) from orders;
create table order_lines (
  order_id bigint not null references orders, line_no smallint not null,
  product_id int not null references products, quantity int not null,
  price numeric(12, 2) not null, primary key (order_id, line_no)
);
create index order_lines_product on order_lines (product_id);
create table payments (
  id bigint primary key, order_id bigint not null references orders, method text not null,
  paid_at timestamp not null, amount numeric(12, 2) not null
);
create unique index payments_order on payments (order_id);
create index payments_method on payments (method, paid_at);
create table reviews (
  id bigint primary key, product_id int not null references products,
  customer_id bigint not null references customers, rating smallint not null,
  created_at timestamp not null, body text
);
create index reviews_product on reviews (product_id, rating);
create index reviews_customer on reviews (customer_id);
create table promotions (
  id int primary key, product_id int not null references products, valid daterange not null,
  percent smallint not null
);
create index promotions_valid on promotions using gist (valid);
create table audit_log (
  id bigint not null, at timestamp not null, actor bigint, action text not null, detail jsonb
);
create index audit_log_at on audit_log using brin (at) with (pages_per_range = 32);
create index audit_log_actor on audit_log (actor) where actor is not null;
create table events (
  id bigint not null, at timestamp not null, customer_id bigint not null, kind text not null,
  amount int, primary key (at, id)
) partition by range (at);
create table events_2024_01 partition of events for values from ('2024-01-01') to ('2024-02-01');
create table events_2024_02 partition of events for values from ('2024-02-01') to ('2024-03-01');
create table events_2024_03 partition of events for values from ('2024-03-01') to ('2024-04-01');
create table events_2024_04 partition of events for values from ('2024-04-01') to ('2024-05-01');
create table events_2024_05 partition of events for values from ('2024-05-01') to ('2024-06-01');
create table events_2024_06 partition of events for values from ('2024-06-01') to ('2024-07-01');
create index events_customer on events (customer_id, at);
create table sessions (
  id bigint not null, customer_id bigint not null, started_at timestamp not null,
  seconds int not null, device text not null, primary key (customer_id, id)
) partition by hash (customer_id);
create table sessions_0 partition of sessions for values with (modulus 4, remainder 0);
create table sessions_1 partition of sessions for values with (modulus 4, remainder 1);
create table sessions_2 partition of sessions for values with (modulus 4, remainder 2);
create table sessions_3 partition of sessions for values with (modulus 4, remainder 3);
create index sessions_started on sessions using brin (started_at);
create table tickets (
  id bigint not null, region text not null, customer_id bigint not null, state text not null,
  opened_at timestamp not null, subject text not null, primary key (region, id)
) partition by list (region);
create table tickets_emea partition of tickets for values in ('Europe', 'Africa');
create table tickets_apac partition of tickets for values in ('Asia', 'Oceania');
create table tickets_other partition of tickets default;
create index tickets_customer on tickets (customer_id);
create index tickets_open on tickets (opened_at) where state = 'open';
