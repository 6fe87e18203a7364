-- Our ledger beside a provider's, a day at a time: one report for each, made by whoever holds its lease.
create table reconciliation (
    id          uuid primary key,
    provider    text        not null,
    day         date        not null,
    status      text        not null check (status in ('RUNNING', 'DONE', 'FAILED')),
    tries       int         not null,
    lease_owner uuid        not null,
    lease_until timestamptz not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    charges     bigint      not null default 0,
    refunds     bigint      not null default 0,
    differences bigint      not null default 0,
    failure     text,

    unique (provider, day)
);

-- The provider's side while a report is being made.
create table reconciliation_entry (
    reconciliation_id uuid        not null references reconciliation,
    kind              text        not null check (kind in ('CHARGE', 'REFUND')),
    reference         text        not null,
    our_id            uuid,
    amount            bigint      not null,
    currency          text        not null,
    made_at           timestamptz not null,

    primary key (reconciliation_id, kind, reference)
);

create table reconciliation_difference (
    reconciliation_id uuid   not null references reconciliation,
    number            bigint generated always as identity,
    kind              text   not null check (kind in ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'STUCK')),
    subject           text   not null check (subject in ('CHARGE', 'REFUND')),
    reference         text,
    payment_id        uuid,
    order_id          uuid,
    organization_id   uuid,
    ours              bigint,
    theirs            bigint,
    currency          text,

    primary key (reconciliation_id, number)
);

create index payment_created on payment using brin (created_at);
create index refund_created on refund using brin (created_at);
create index provider_charge_created on provider_charge using brin (created_at);
create index provider_refund_created on provider_refund using brin (created_at);
