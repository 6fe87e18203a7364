-- Stores as the catalog tells of them. A product says of its store how it is called and whether it is open.
create table stores (
    store_id        uuid primary key,
    organization_id uuid    not null,
    -- The newest sequence seen.
    version         bigint  not null,
    name            text    not null,
    open            boolean not null
);

alter table listings
    add column store_id   uuid generated always as ((product ->> 'storeId')::uuid) stored,
    -- What the document says; the counting goes on in the table popularity.
    add column popularity bigint not null default 0,
    -- How often the index could not take the waiting version although it took others.
    add column failures   int    not null default 0;

create index listings_of_store on listings (store_id);

-- Those that fail stand behind those that may not.
drop index listings_to_index;
create index listings_to_index on listings (failures, product_id) where indexed < version;
create index listings_refused on listings (product_id) where refusal is not null;

-- Grows with every order; narrow, because it grows much more often than a listing changes.
create table popularity (
    product_id uuid primary key,
    points     bigint not null,
    -- The points that the listing tells.
    listed     bigint not null default 0
) with (fillfactor = 85);

create index popularity_to_list on popularity (product_id) where points <> listed;

-- Orders that are not decided yet: only those that are kept make a product popular.
create table undecided_orders (
    order_id    uuid primary key,
    product_ids uuid[]      not null,
    placed_at   timestamptz not null
);

create index undecided_orders_by_age on undecided_orders (placed_at);

-- Every index that changes are written to. One of them is read, by the alias.
create table product_indexes (
    name       text primary key,
    -- Counts how often it had to be made anew because Elasticsearch had lost it.
    generation int     not null default 1,
    serving    boolean not null
);

create unique index one_index_serves on product_indexes (serving) where serving;

-- What belongs to an organisation counts here: changes that were sent to the index, and those a search is sure to see.
-- The organisation of zeros stands for all.
create table index_versions (
    organization_id uuid primary key,
    sent            bigint not null,
    visible         bigint not null default 0
);
