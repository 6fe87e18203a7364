-- What will be sent. Rows are appended and read, never changed: partitions by position are made ahead by the relay
-- and dropped whole once all in them was sent. Debezium's outbox event router can read this table as it is.
create table outbox (
    position      bigint generated always as identity,
    id            uuid        not null,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       bytea,
    topic         text        not null,
    organization  uuid,
    sequence      bigint      not null default 0,
    causation     uuid,
    traceparent   text,
    headers       jsonb,
    source        text        not null,
    occurred_at   timestamptz not null,

    primary key (position)
) partition by range (position);

-- Who may send. The epoch grows with every change of the holder and is checked with every mark.
create table relay_lease (
    only_row   boolean     primary key default true,
    holder     uuid,
    epoch      bigint      not null default 0,
    expires_at timestamptz not null default '-infinity',

    constraint one_relay_for_each_database check (only_row)
) with (fillfactor = 20);

insert into relay_lease default values;

-- How far it was sent: everything up to `sent_through` except the positions in `unsettled`. Appended rather than
-- updated, because a transaction that is left open would make one row grow a tail of dead versions.
create table relay_mark (
    number       bigint   generated always as identity primary key,
    epoch        bigint   not null,
    sent_through bigint   not null,
    unsettled    bigint[] not null default '{}',
    marked_at    timestamptz not null default clock_timestamp()
);

-- What was handled.
create table inbox (
    consumer_group text        not null,
    message_id     uuid        not null,
    received_at    timestamptz not null default now(),

    primary key (consumer_group, message_id)
);

create index inbox_by_age on inbox using brin (received_at) with (pages_per_range = 32);

-- What could not be handled, and what came later for the same key: it waits behind.
create table parked_message (
    number         bigint      generated always as identity primary key,
    id             uuid        not null unique,
    consumer_group text        not null,
    ce_id          uuid        not null,
    ce_type        text,
    topic          text        not null,
    partition      int         not null,
    "offset"       bigint      not null,
    key            text        not null,
    headers        jsonb       not null,
    payload        bytea,
    cause          text        not null,
    parked_at      timestamptz not null,
    status         text        not null default 'PARKED',
    attempts       int         not null,
    decided_by     text,
    reason         text,
    decided_at     timestamptz,

    constraint parked_once unique (consumer_group, ce_id),
    constraint known_status check (status in ('PARKED', 'REPLAYED', 'DISCARDED')),
    constraint decided_by_somebody_for_a_reason check (
           status = 'PARKED' and decided_by is null     and reason is null     and decided_at is null
        or status <> 'PARKED' and decided_by is not null and reason is not null and decided_at is not null)
);

create index parked_keys on parked_message (consumer_group, key, number) where status = 'PARKED';
