-- Mails to many at once, a few at a time. Who gets one is found while it goes on, in the order of the accounts.
create table campaigns (
    id               uuid primary key,
    organization_id  uuid        not null,
    name             text        not null,
    sender           text        not null,
    title            text        not null,
    text             text        not null,
    audience         jsonb       not null,
    mails_per_minute integer     not null check (mails_per_minute between 1 and 6000),
    status           text        not null,
    last_account     uuid        not null,
    next_at          timestamptz not null,
    created_by       uuid        not null,
    created_at       timestamptz not null,
    ended_at         timestamptz,

    constraint campaigns_status check (
        status = 'RUNNING' and ended_at is null or status in ('DONE', 'ABORTED') and ended_at is not null)
);

create index campaigns_of_organization on campaigns (organization_id, id desc);
create index campaigns_running on campaigns (next_at) where status = 'RUNNING';
