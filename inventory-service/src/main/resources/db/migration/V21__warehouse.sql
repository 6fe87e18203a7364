-- What is to be picked, packed and shipped for an order; one list for an order.
create table pick_list (
    id              uuid        primary key,
    order_id        uuid        not null unique,
    organization_id uuid        not null,
    store_id        uuid        not null,
    customer_id     uuid        not null,
    order_number    text        not null,
    status          text        not null,
    carrier         text,
    tracking_number text,
    -- The sequence of the last event we said, and of the last event of the order we heard.
    sequence        bigint      not null check (sequence >= 0),
    heard           bigint      not null check (heard >= 1),
    version         bigint      not null check (version >= 1),
    made_at         timestamptz not null,
    packed_at       timestamptz,
    shipped_at      timestamptz,
    delivered_at    timestamptz,

    constraint pick_list_status check (
           status in ('WAITING', 'OPEN', 'SHORT', 'CANCELLED') and carrier is null and shipped_at is null
        or status = 'PACKED' and packed_at is not null and carrier is null and shipped_at is null
        or status = 'SHIPPED' and shipped_at is not null and carrier is not null and tracking_number is not null
        or status = 'DELIVERED' and shipped_at is not null and delivered_at is not null and carrier is not null)
) with (fillfactor = 85);

create index pick_list_to_do on pick_list (organization_id, status, made_at, id) where status <> 'WAITING';
create unique index pick_list_tracking on pick_list (carrier, tracking_number) where carrier is not null;

create table pick_list_line (
    pick_list_id uuid    not null references pick_list (id) on delete cascade,
    product_id   uuid    not null,
    title        text    not null,
    quantity     integer not null check (quantity >= 1),
    -- How many there were, where fewer than wanted.
    found        integer check (found >= 0 and found < quantity),
    primary key (pick_list_id, product_id)
);

-- What carriers told us, so that the same is not believed twice.
create table carrier_webhook (
    carrier     text        not null,
    id          text        not null,
    type        text        not null,
    received_at timestamptz not null,
    primary key (carrier, id)
);

create index carrier_webhook_received on carrier_webhook (received_at);
