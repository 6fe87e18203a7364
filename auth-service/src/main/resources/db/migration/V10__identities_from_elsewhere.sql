-- Who of ours somebody is whom a provider vouches for.
create table account_identities (
    issuer     text        not null check (length(issuer) <= 500),
    subject    text        not null check (length(subject) <= 255),
    account_id uuid        not null references accounts on delete cascade,
    provider   text        not null,
    linked_at  timestamptz not null,
    primary key (issuer, subject)
);

create index account_identities_of_account on account_identities (account_id);

-- The answers of providers that were used, for as long as they could be sent again.
create table sso_spent_states (
    state      text        primary key check (length(state) <= 200),
    expires_at timestamptz not null
);

create index sso_spent_states_by_expiry on sso_spent_states (expires_at);
