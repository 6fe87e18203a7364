-- What was told to whom. It may be erased with its account, so it may hold text; topics may not.
create table delivery_log (
    -- A UUIDv7: later rows have greater ids.
    id              uuid primary key,
    event_id        uuid        not null,
    event_type      text        not null,
    channel         text        not null,
    account_id      uuid        not null,
    organization_id uuid        not null,
    order_id        uuid        not null,
    type            text        not null,
    title           text        not null,
    body            text        not null,
    status          text        not null,
    occurred_at     timestamptz not null,
    created_at      timestamptz not null,

    constraint delivery_log_once unique (event_id, channel, account_id),
    constraint delivery_log_channel check (channel in ('IN_APP')),
    constraint delivery_log_status check (status in ('DELIVERED'))
);

create index delivery_log_of_account on delivery_log (account_id, id desc) where channel = 'IN_APP';
