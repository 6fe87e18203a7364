create table stores (
    id                  uuid primary key,
    organization_id     uuid        not null,
    name                text        not null check (length(name) between 1 and 200),
    status              text        not null check (status in ('OPEN', 'CLOSED')),
    fulfilment          text        not null check (fulfilment in ('PICKUP', 'DELIVERY', 'SHIPMENT')),
    order_prefix        text        not null check (order_prefix ~ '^[A-Z]{2,4}$'),
    currency            text        not null check (currency ~ '^[A-Z]{3}$'),
    reservation_seconds int         not null check (reservation_seconds > 0),
    -- The sequence of the store's events.
    version             bigint      not null check (version > 0),
    created_at          timestamptz not null,
    updated_at          timestamptz not null
);

create index stores_oldest_first on stores (created_at, id);

create table products (
    id              uuid primary key,
    organization_id uuid        not null,
    store_id        uuid        not null references stores,
    sku             text        not null,
    title           text        not null,
    description     text        not null,
    category        text,
    brand           text,
    price_amount    bigint      not null check (price_amount >= 0),
    price_currency  text        not null check (price_currency ~ '^[A-Z]{3}$'),
    attributes      jsonb       not null,
    images          jsonb       not null,
    -- The sequence of the product's events.
    version         bigint      not null check (version > 0),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    -- A deleted product stays, because orders and events speak of it.
    deleted_at      timestamptz
);

create unique index products_sku on products (organization_id, sku) where deleted_at is null;
create index products_of_organization on products (organization_id, created_at, id) where deleted_at is null;
create index products_of_store on products (store_id, created_at, id) where deleted_at is null;
create index products_oldest_first on products (created_at, id) where deleted_at is null;
