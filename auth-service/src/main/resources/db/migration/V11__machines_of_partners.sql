-- Programs that organisations let in by themselves, without a person.
create table machine_clients (
    id              uuid        primary key,
    organization_id uuid        not null references organizations,
    name            text        not null check (length(name) between 1 and 100),
    scopes          text[]      not null check (cardinality(scopes) > 0),
    -- Of a secret too long to be guessed; the secret itself is known to the client alone.
    secret_digest   bytea       not null check (length(secret_digest) = 32),
    created_by      uuid        not null,
    created_at      timestamptz not null,
    revoked_at      timestamptz
);

create index machine_clients_of_organization on machine_clients (organization_id, id) where revoked_at is null;
