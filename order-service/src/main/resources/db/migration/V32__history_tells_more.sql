-- What happens after an order is confirmed, for lists and sales.
alter table order_summaries
    add column estimated_ready_at timestamptz,
    add column tracking_number    text,
    add column refunded           bigint not null default 0 check (refunded >= 0);

-- Read models that were, or are being, folded anew from the history.
create table projection_rebuilds (
    id          uuid        primary key,
    projection  text        not null,
    status      text        not null check (status in ('RUNNING', 'DONE', 'FAILED')),
    actor       uuid        not null,
    events      bigint      not null,
    rows        bigint      not null,
    -- How many rows were otherwise than the events say, and some of them.
    differences bigint,
    offenders   uuid[],
    failure     text,
    begun_at    timestamptz not null,
    -- When it last told that it goes on.
    told_at     timestamptz not null,
    ended_at    timestamptz
);

create unique index projection_rebuilds_running on projection_rebuilds (projection) where status = 'RUNNING';
create index projection_rebuilds_newest on projection_rebuilds (projection, begun_at desc);
