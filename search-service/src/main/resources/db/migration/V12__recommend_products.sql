-- What was ordered together, and by whom until the account is erased.
create table purchases (
    order_id    uuid        not null,
    product_id  uuid        not null,
    customer_id uuid,
    -- Whether the order was confirmed and not given up; nothing else counts.
    kept        boolean     not null default false,
    bought_at   timestamptz not null,

    primary key (order_id, product_id)
);

create index purchases_of_product on purchases (product_id, bought_at desc) where kept;
create index purchases_of_customer on purchases (customer_id, bought_at desc) where customer_id is not null;
create index purchases_by_age on purchases (bought_at);

-- How many of the newest orders of a product held the other one too; some of the most frequent for each product.
create table bought_together (
    product_id uuid not null,
    other_id   uuid not null,
    orders     int  not null check (orders > 0),

    primary key (product_id, other_id)
);

-- Products whose orders have changed since that was counted.
create table together_due (
    product_id uuid        primary key,
    since      timestamptz not null
);

create index together_due_since on together_due (since);

-- The most wanted first: of all, of an organisation, of its categories and brands.
create index listings_popular on listings (popularity desc, product_id) where in_stock and product is not null;
create index listings_popular_of_organization on listings (organization_id, popularity desc, product_id)
    where in_stock and product is not null;
create index listings_popular_of_category on listings (organization_id, (product ->> 'category'), popularity desc, product_id)
    where in_stock and product is not null;
create index listings_popular_of_brand on listings (organization_id, (product ->> 'brand'), popularity desc, product_id)
    where in_stock and product is not null;

-- The day up to which time has taken from the points.
alter table popularity add column faded_on date not null default (now() at time zone 'UTC')::date;

create index popularity_to_fade on popularity (faded_on, product_id);
