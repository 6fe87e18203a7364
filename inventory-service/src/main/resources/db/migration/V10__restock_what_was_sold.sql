-- What was sold leaves the house or comes back on the shelf, never both: whoever locks the row first decides.
alter table reservation
    add column shipped_at   timestamptz,
    add column restocked_at timestamptz,
    add constraint reservation_left_or_returned check (
           shipped_at is null and restocked_at is null
        or status = 'CONFIRMED' and num_nonnulls(shipped_at, restocked_at) = 1);

create function refuse_to_reopen_sale() returns trigger language plpgsql as $$
begin
    raise exception 'reservation % was % and stays so', old.id,
        case when old.shipped_at is null then 'restocked' else 'shipped' end using errcode = 'restrict_violation';
end
$$;

create trigger reservation_goes_one_way
    before update on reservation
    for each row when (old.shipped_at is not null and new.shipped_at is distinct from old.shipped_at
                       or old.restocked_at is not null and new.restocked_at is distinct from old.restocked_at)
    execute function refuse_to_reopen_sale();

create unique index stock_movement_restocked_once on stock_movement (reservation_id, product_id)
    where kind = 'RESTOCK';
