-- Money that did not go although it is owed is asked for again under another id, because an answer stays what it is.
alter table refunds add column retried_as uuid;

create index refunds_owed on refunds (requested_at, id)
    where status = 'REQUESTED' or status = 'FAILED' and kind = 'DIFFERENCE' and retried_as is null;
