-- `id` is a digest of account, route and key: one narrow index on the hottest insert of the suite.
create table idempotency_key (
    id          uuid        primary key,
    fingerprint bytea       not null check (length(fingerprint) = 32),
    status      smallint    not null check (status between 200 and 399),
    headers     text        not null,
    body        bytea       not null,
    created_at  timestamptz not null default now()
);

-- Rows come in the order of time; this finds the old ones and costs the insert next to nothing.
create index idempotency_key_created on idempotency_key using brin (created_at);
