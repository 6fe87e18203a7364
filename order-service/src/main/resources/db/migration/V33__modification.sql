-- What became of the last wish for other lines; what is wanted is kept with the saga until it is decided.
alter table orders
    add column modification_id     uuid,
    add column modification_status text check (modification_status in ('RUNNING', 'APPLIED', 'REFUSED')),
    add column modification_reason text,
    add constraint modification_is_told check (
        num_nonnulls(modification_id, modification_status) in (0, 2)
        and (modification_reason is not null) = (modification_status is not distinct from 'REFUSED'));

-- Money also goes back because an order was changed to cost less. That is no part of what staff agreed to give back of
-- its total.
alter table refunds add column kind text not null default 'AGREED' check (kind in ('AGREED', 'DIFFERENCE'));
