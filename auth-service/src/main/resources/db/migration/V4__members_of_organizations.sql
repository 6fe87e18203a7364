alter table organizations
    add column registration text not null default 'OPEN' check (registration in ('OPEN', 'INVITE'));

create index members on accounts (organization_id, id) where organization_id is not null and closed_at is null;

-- For somebody who has no account yet. Of the token only the digest is kept.
create table invitations (
    id              uuid        primary key,
    organization_id uuid        not null references organizations,
    email           text        not null check (email = lower(email)),
    roles           text[]      not null
        check (cardinality(roles) > 0 and roles <@ array['CUSTOMER', 'STAFF', 'ADMIN']),
    token_digest    bytea       not null unique check (length(token_digest) = 32),
    expires_at      timestamptz not null,
    constraint one_invitation_each unique (organization_id, email)
);
