create table organizations (
    id         uuid        primary key,
    slug       text        not null unique check (slug ~ '^[a-z0-9-]{1,50}$'),
    name       text        not null,
    created_at timestamptz not null default now()
);

create table accounts (
    id              uuid        primary key,
    email           text        not null unique check (email = lower(email)),
    name            text        not null,
    -- Nobody but the operator of the platform is without one.
    organization_id uuid        references organizations,
    roles           text[]      not null
        check (cardinality(roles) > 0 and roles <@ array['CUSTOMER', 'STAFF', 'ADMIN', 'OPERATOR']),
    password_hash   text        not null,
    created_at      timestamptz not null default now(),
    check (organization_id is not null or roles = array['OPERATOR'])
);

create table sessions (
    id             uuid        primary key,
    account_id     uuid        not null references accounts on delete cascade,
    -- Never the token itself.
    refresh_digest bytea       not null unique check (length(refresh_digest) = 32),
    device         text        not null,
    started_at     timestamptz not null,
    expires_at     timestamptz not null,
    revoked_at     timestamptz,
    check (expires_at > started_at)
);

create index sessions_of_account on sessions (account_id);

create table signing_keys (
    key_id     text        primary key,
    -- One key per generation, whichever instance comes first.
    generation int         not null unique default 1,
    -- The private key, encrypted with a secret that is not in the database.
    sealed     bytea       not null,
    made_at    timestamptz not null default now()
);
