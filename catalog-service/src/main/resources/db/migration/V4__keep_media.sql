create table media (
    id              uuid primary key,
    organization_id uuid        not null,
    -- Of the picture; the small one beside it is called after it.
    name            text        not null unique,
    content_type    text        not null,
    size            int         not null check (size > 0),
    width           int         not null check (width > 0),
    height          int         not null check (height > 0),
    uploaded_at     timestamptz not null,
    -- Whether a product has shown it when it had waited long enough.
    shown           boolean     not null default false
);

create index media_waiting on media (uploaded_at) where not shown;
