-- A cart has one reservation for its whole life: HELD or LAPSED while the cart has it, RESERVED while an order has
-- taken it over, CONFIRMED when it was sold. The four columns are null unless it is a cart's.
alter table reservation
    alter column order_id drop not null,
    add column hold_expires_at timestamptz,
    add column hold_latest     timestamptz,
    -- The last wish of the cart.
    add column revision        bigint,
    -- What orders that may no longer have it were told.
    add column ended           jsonb,

    drop constraint reservation_status,
    add constraint reservation_status check (
           status in ('RESERVED', 'CONFIRMED') and expires_at is not null and reason is null and order_id is not null
        or status in ('RELEASED', 'EXPIRED') and reason is null and order_id is not null and revision is null
        or status = 'REFUSED' and expires_at is null and reason is not null and order_id is not null
           and revision is null
        or status = 'HELD' and expires_at is not null and reason is null and order_id is null and revision is not null
        or status = 'LAPSED' and expires_at is null and reason is null and order_id is null and revision is not null),
    add constraint reservation_of_a_cart check (
        num_nulls(hold_expires_at, hold_latest, revision, ended) in (0, 4));

drop index reservation_open;
create index reservation_open on reservation (expires_at) where status in ('RESERVED', 'HELD');

-- An order's reservation leaves RESERVED once. A cart's may come back until it is sold.
drop trigger reservation_is_final on reservation;
create trigger reservation_is_final
    before update of status on reservation
    for each row when (
        old.status not in ('RESERVED', 'HELD', 'LAPSED') and new.status is distinct from old.status
        or (old.revision is null) is distinct from (new.revision is null))
    execute function refuse_to_reopen_reservation();
