-- Nobody could renew a session of before, so none is worth keeping.
drop table sessions;

-- The truth about who is signed in where; what Redis knows of it is a copy.
create table sessions (
    id             uuid        primary key,
    account_id     uuid        not null references accounts on delete cascade,
    -- What, with a secret that is not in the database, all refresh tokens of this session are derived from.
    family         bytea       not null check (length(family) = 32),
    generation     int         not null default 0 check (generation >= 0),
    -- Of the token of this generation; never the token itself.
    refresh_digest bytea       not null unique check (length(refresh_digest) = 32),
    rotated_at     timestamptz,
    user_agent     text        not null,
    address        text        not null,
    started_at     timestamptz not null,
    seen_at        timestamptz not null,
    expires_at     timestamptz not null check (expires_at > started_at),
    ended_at       timestamptz,
    end_reason     text,

    constraint ended_for_a_reason check ((ended_at is null) = (end_reason is null)),
    constraint rotated_if_renewed check ((generation = 0) = (rotated_at is null))
);

create index sessions_of_account on sessions (account_id, id) where ended_at is null;
create index sessions_by_end on sessions (ended_at) where ended_at is not null;
create index sessions_by_expiry on sessions (expires_at) where ended_at is null;

-- Counts what was said of an account, so that a reader sees a gap.
alter table accounts
    add column event_sequence bigint not null default 0;
