-- Where partners want to hear what the warehouse says.
create table webhook (
    id              uuid        primary key,
    organization_id uuid        not null,
    url             text        not null check (length(url) <= 500),
    -- What messages are signed with; both sides need it as it is.
    secret          text        not null,
    created_by      uuid        not null,
    created_at      timestamptz not null,

    unique (organization_id, url)
);

-- Every message to every partner, and what became of it.
create table webhook_delivery (
    id              uuid        primary key,
    webhook_id      uuid        not null references webhook (id) on delete cascade,
    -- The event's ce_id: the same for every try.
    message_id      uuid        not null,
    type            text        not null,
    body            text        not null,
    status          text        not null check (status in ('PENDING', 'DELIVERED', 'FAILED')),
    attempts        integer     not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz,
    answer          integer,
    problem         text,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,

    unique (webhook_id, message_id),
    constraint delivery_has_a_next_try check ((status = 'PENDING') = (next_attempt_at is not null))
) with (fillfactor = 85);

create index webhook_delivery_due on webhook_delivery (next_attempt_at) where status = 'PENDING';
create index webhook_delivery_log on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_old on webhook_delivery (created_at);
