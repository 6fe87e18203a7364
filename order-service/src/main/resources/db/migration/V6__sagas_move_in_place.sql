-- A saga moves with every answer. Indexes on what changes then made each move write to all of them; by when it began
-- an open saga is found as well, and its moves stay within their page.
drop index sagas_open;
drop index sagas_stuck;
create index sagas_open on sagas (begun_at) where progress in ('DOING', 'UNDOING');
create index sagas_stuck on sagas (begun_at) where stuck is not null;

-- Written in one transaction with their order, like its events, and never deleted alone: a check for each row cost
-- more than it could find.
alter table order_lines drop constraint order_lines_order_id_fkey;
alter table order_addresses drop constraint order_addresses_order_id_fkey;
alter table sagas drop constraint sagas_order_id_fkey;
