-- `name` and `phone` are sealed as `{key}...`; what is not yet is sealed when the service next looks for old keys.
alter table accounts
    add column phone     text,
    add column version   bigint not null default 1,
    add column closed_at timestamptz,
    add column erase_at  timestamptz,
    add column erased_at timestamptz,
    -- Whoever signs in elsewhere has none.
    alter column password_hash drop not null,
    drop constraint accounts_check,
    add constraint only_customers_and_the_operator_belong_to_nobody
        check (organization_id is not null or roles in (array['CUSTOMER'], array['OPERATOR'])),
    add constraint closed_before_erased
        check ((closed_at is null) = (erase_at is null) and (erased_at is null or closed_at is not null));

create index accounts_to_erase on accounts (erase_at) where erase_at is not null and erased_at is null;

create table addresses (
    id         uuid        primary key,
    account_id uuid        not null references accounts on delete cascade,
    -- Sealed.
    place      text        not null,
    is_default boolean     not null,
    version    bigint      not null default 1,
    created_at timestamptz not null
);

create index addresses_of_account on addresses (account_id, id);
create unique index one_default_address on addresses (account_id) where is_default;
