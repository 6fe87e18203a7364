-- What administrators and operators say to many.
create table announcement (
    -- A UUIDv7: later rows have greater ids.
    id              uuid primary key,
    -- Null: by the platform, to everyone.
    organization_id uuid,
    author          uuid        not null,
    kind            text        not null check (kind in ('SYSTEM', 'MAINTENANCE', 'MENU', 'PROMOTION')),
    title           text        not null check (length(title) between 1 and 120),
    body            text        not null check (length(body) between 1 and 2000),
    audience        text        not null check (audience in ('EVERYONE', 'MEMBERS', 'STAFF')),
    due_at          timestamptz not null,
    status          text        not null check (status in ('SCHEDULED', 'TOLD', 'CANCELLED')),
    created_at      timestamptz not null,

    constraint announcement_reaches_its_own check ((organization_id is null) = (audience = 'EVERYONE'))
);

create index announcement_of_organization on announcement (organization_id, id desc);
create index announcement_due on announcement (due_at) where status = 'SCHEDULED';
