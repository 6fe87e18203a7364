-- Our own copy of what the catalogue announced; the newest version counts.
create table shelf_products (
    product_id      uuid    primary key,
    organization_id uuid    not null,
    store_id        uuid,
    title           text,
    price           bigint  check (price >= 0),
    currency        text,
    version         bigint  not null,
    constraint deleted_or_whole check (num_nulls(store_id, title, price, currency) in (0, 4))
) with (fillfactor = 85);

create table shelf_stores (
    store_id            uuid    primary key,
    organization_id     uuid    not null,
    open                boolean not null,
    fulfilment          text    not null check (fulfilment in ('PICKUP', 'DELIVERY', 'SHIPMENT')),
    order_prefix        text    not null,
    reservation_seconds integer not null check (reservation_seconds >= 1),
    version             bigint  not null
) with (fillfactor = 85);
