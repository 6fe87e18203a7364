-- What an order that was sold is to have instead. While a change is OPEN its additional pieces are set aside; the lines
-- of the reservation become those of the change when it is confirmed.
create table reservation_change (
    id             uuid        primary key,
    reservation_id uuid        not null,
    order_id       uuid        not null,
    status         text        not null check (status in ('OPEN', 'CONFIRMED', 'RELEASED', 'REFUSED')),
    -- What whoever asked too late is told.
    reason         text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,

    constraint reservation_change_reason check ((reason is null) = (status in ('OPEN', 'CONFIRMED')))
);

create unique index reservation_change_one_at_a_time on reservation_change (reservation_id) where status = 'OPEN';

create table reservation_change_line (
    change_id  uuid   not null,
    product_id uuid   not null,
    quantity   bigint not null check (quantity >= 1),
    primary key (change_id, product_id)
);

create trigger reservation_change_ends_once
    before update of status on reservation_change
    for each row when (old.status <> 'OPEN' and new.status is distinct from old.status)
    execute function refuse_to_reopen_reservation();

-- A parcel is closed over the lines the reservation has then: whoever locks the row first decides.
alter table reservation add column packed_at timestamptz;

-- A product is sold and taken back once by each change of its order.
alter table stock_movement add column change_id uuid;
drop index stock_movement_sold_once;
drop index stock_movement_restocked_once;
create unique index stock_movement_sold_once on stock_movement (reservation_id, product_id, change_id)
    nulls not distinct where kind = 'SALE';
create unique index stock_movement_restocked_once on stock_movement (reservation_id, product_id, change_id)
    nulls not distinct where kind = 'RESTOCK';
