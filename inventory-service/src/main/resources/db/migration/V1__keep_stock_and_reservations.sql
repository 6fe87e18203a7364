-- Counters are overwritten in place with every batch: room in the page keeps that cheap.
create table stock (
    product_id      uuid primary key,
    organization_id uuid   not null,
    on_hand         bigint not null,
    reserved        bigint not null,
    -- The sequence of the last event about this product.
    version         bigint not null,
    -- The catalog has deleted the product.
    withdrawn_at    timestamptz,

    constraint stock_reserved_is_on_hand check (reserved between 0 and on_hand),
    constraint stock_version check (version >= 1)
) with (fillfactor = 85);

create table reservation (
    id              uuid primary key,
    order_id        uuid        not null,
    organization_id uuid        not null,
    status          text        not null,
    -- Until when it holds unless confirmed; null when nothing was ever reserved.
    expires_at      timestamptz,
    -- Why it was refused.
    reason          text,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,

    constraint reservation_status check (
           status in ('RESERVED', 'CONFIRMED') and expires_at is not null and reason is null
        or status in ('RELEASED', 'EXPIRED') and reason is null
        or status = 'REFUSED' and expires_at is null and reason is not null)
) with (fillfactor = 85);

create index reservation_open on reservation (expires_at) where status = 'RESERVED';
create index reservation_order on reservation (order_id);

-- Written with its reservation in one statement's transaction and never changed; a foreign key would cost more
-- than it could find.
create table reservation_line (
    reservation_id uuid   not null,
    product_id     uuid   not null,
    quantity       bigint not null,

    primary key (reservation_id, product_id),
    constraint reservation_line_quantity check (quantity >= 1)
);

-- The movements of a product add up to what is on hand.
create table stock_movement (
    id             bigint generated always as identity primary key,
    product_id     uuid        not null,
    delta          bigint      not null,
    kind           text        not null,
    reservation_id uuid,
    order_id       uuid,
    actor          uuid,
    reason         text,
    occurred_at    timestamptz not null,

    constraint stock_movement_kind check (
           kind in ('INITIAL', 'RESTOCK') and delta > 0
        or kind = 'ADJUSTMENT' and delta <> 0 and actor is not null and reason is not null
        or kind = 'SALE' and delta < 0 and reservation_id is not null and order_id is not null)
);

create unique index stock_movement_initial_once on stock_movement (product_id) where kind = 'INITIAL';
create unique index stock_movement_sold_once on stock_movement (reservation_id, product_id) where kind = 'SALE';

create function refuse_to_rewrite_history() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger stock_movement_append_only
    before update or delete or truncate on stock_movement
    for each statement execute function refuse_to_rewrite_history();

-- A reservation leaves RESERVED once: neither released after confirmed nor confirmed after released or expired.
create function refuse_to_reopen_reservation() returns trigger language plpgsql as $$
begin
    raise exception 'reservation % is % and stays so', old.id, old.status using errcode = 'restrict_violation';
end
$$;

create trigger reservation_is_final
    before update of status on reservation
    for each row when (old.status <> 'RESERVED' and new.status is distinct from old.status)
    execute function refuse_to_reopen_reservation();
