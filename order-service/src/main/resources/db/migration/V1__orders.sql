-- What an order is now. Updated in place a handful of times, so pages keep room for the new versions.
create table orders (
    id                     uuid        primary key,
    order_number           text        not null,
    organization_id        uuid        not null,
    store_id               uuid        not null,
    customer_id            uuid        not null,
    fulfilment             text        not null check (fulfilment in ('PICKUP', 'DELIVERY', 'SHIPMENT')),
    total                  bigint      not null check (total >= 0),
    currency               text        not null check (currency ~ '^[A-Z]{3}$'),
    instructions           text        check (length(instructions) <= 500),
    status                 text        not null,
    status_since           timestamptz,
    rejection_reason       text,
    payment_status         text        not null check (payment_status in
        ('PENDING', 'APPROVED', 'DECLINED', 'UNKNOWN', 'VOIDED', 'PARTIALLY_REFUNDED', 'REFUNDED')),
    payment_id             uuid,
    reservation_status     text        not null check (reservation_status in
        ('HELD', 'RESERVED', 'CONFIRMED', 'RELEASED', 'EXPIRED')),
    reservation_expires_at timestamptz,
    version                bigint      not null check (version >= 1),
    sequence               bigint      not null check (sequence between 1 and version),
    placed_at              timestamptz not null,
    updated_at             timestamptz not null,

    unique (organization_id, order_number),

    -- The sealed OrderStatus, said once more where it cannot be bypassed.
    constraint order_status check (
           status = 'PENDING' and status_since is null and rejection_reason is null
        or status = 'CONFIRMED' and status_since is not null and rejection_reason is null
           and payment_status in ('APPROVED', 'PARTIALLY_REFUNDED', 'REFUNDED') and payment_id is not null
           and reservation_status = 'CONFIRMED'
        or status = 'REJECTED' and status_since is not null and rejection_reason is not null
           and payment_status in ('DECLINED', 'VOIDED', 'REFUNDED')
           and reservation_status in ('RELEASED', 'EXPIRED'))
) with (fillfactor = 85);

create table order_lines (
    order_id     uuid     not null references orders (id),
    line         smallint not null check (line between 1 and 100),
    product_id   uuid     not null,
    title        text     not null,
    unit_price   bigint   not null check (unit_price >= 0),
    quantity     integer  not null check (quantity between 1 and 10000),
    instructions text     check (length(instructions) <= 500),
    primary key (order_id, line)
);

-- Where an order goes: apart from it, so that it can be erased alone.
create table order_addresses (
    order_id    uuid primary key references orders (id),
    name        text not null,
    line1       text not null,
    line2       text,
    city        text not null,
    region      text,
    postal_code text not null,
    country     text not null
);

create table customer_addresses (
    id          uuid    primary key,
    customer_id uuid    not null,
    is_default  boolean not null,
    name        text    not null,
    line1       text    not null,
    line2       text,
    city        text    not null,
    region      text,
    postal_code text    not null,
    country     text    not null
);

create index customer_addresses_of on customer_addresses (customer_id);
create unique index customer_addresses_default on customer_addresses (customer_id) where is_default;

-- Numbers are taken in blocks, so that taking an order never waits for a counter. Gaps are allowed.
create table order_number_blocks (
    organization_id uuid   not null,
    year            int    not null,
    next            bigint not null check (next >= 1),
    primary key (organization_id, year)
);

-- Everything that happened to an order, for ever: what is written is not changed. Without a foreign key, because
-- it is always written together with its order, by whoever holds that row.
create table order_events (
    order_id    uuid        not null,
    sequence    bigint      not null check (sequence >= 1),
    type        text        not null,
    data        jsonb       not null,
    actor       text        not null,
    cause       uuid,
    occurred_at timestamptz not null,
    primary key (order_id, sequence)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger order_events_append_only before update or delete or truncate on order_events
    for each statement execute function refuse_change();
