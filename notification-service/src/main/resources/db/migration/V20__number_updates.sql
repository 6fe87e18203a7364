-- What is told to open pages and apps, in numbered logs: one for each organisation, account and product, and one for
-- everyone. A number is given under the lock of the log's row, which is kept until the commit. So numbers become
-- visible in their order, and a reader never sees a gap that is filled later.
create table update_log (
    name    text primary key,
    last    bigint not null,
    -- Up to here nothing is kept any more.
    trimmed bigint not null default 0,

    constraint update_log_trimmed_behind check (trimmed <= last)
);

create table update_entry (
    log             text        not null,
    number          bigint      not null,
    id              uuid        not null,
    organization_id uuid        not null,
    audience        text        not null,
    -- The order, product or account that the audience is of.
    subject_id      uuid,
    customer_id     uuid,
    type            text        not null,
    -- As clients get it.
    message         text        not null,
    told_at         timestamptz not null,

    primary key (log, number),
    constraint update_entry_audience
        check (audience in ('ORDER', 'STAFF', 'PRODUCT', 'ACCOUNT', 'MEMBERS', 'EVERYONE'))
);

-- For forgetting by age.
create index update_entry_by_age on update_entry (told_at);

-- Whose order it is, for those who ask to be told of it.
create table told_order (
    order_id        uuid primary key,
    organization_id uuid        not null,
    customer_id     uuid        not null,
    told_at         timestamptz not null
);

create index told_order_by_age on told_order (told_at);
