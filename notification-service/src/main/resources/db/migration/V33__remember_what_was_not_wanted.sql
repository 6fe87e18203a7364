-- Of what somebody was not told, because they did not want it then. Forgotten when what was told is.
create table delivery_unwanted (
    event_id   uuid        not null,
    kind       text        not null,
    channel    text        not null,
    account_id uuid        not null,
    decided_at timestamptz not null,

    primary key (event_id, kind, channel, account_id)
);

create index delivery_unwanted_of_account on delivery_unwanted (account_id);
create index delivery_unwanted_by_age on delivery_unwanted (decided_at);
