-- Which stores are for people of their organisation only, and what stands in them, as the catalog tells it.
create table shelf_stores (
    store_id        uuid primary key,
    organization_id uuid    not null,
    -- The newest sequence seen.
    version         bigint  not null,
    members_only    boolean not null
);

create index shelf_stores_for_members on shelf_stores (store_id) where members_only;

-- Products do not move.
create table shelf_products (
    product_id uuid primary key,
    store_id   uuid not null
);
