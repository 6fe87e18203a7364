-- The simulated provider stands for a company outside: nobody but it reads or writes these tables, always in
-- transactions of its own.
create table provider_charge (
    idempotency_key uuid primary key,
    reference       text        not null unique,
    amount          bigint      not null,
    currency        text        not null,
    status          text        not null,
    decline_reason  text,
    created_at      timestamptz not null,

    constraint provider_charge_status check (
           status in ('OPEN_UNTIL_ASKED', 'OPEN_UNTIL_RETRIED', 'CHARGED', 'CANCELLED') and decline_reason is null
        or status = 'DECLINED' and decline_reason is not null)
);

create table provider_refund (
    idempotency_key  uuid primary key,
    reference        text        not null unique,
    charge_reference text        not null references provider_charge (reference),
    amount           bigint      not null,
    currency         text        not null,
    created_at       timestamptz not null
);

create index provider_refund_charge on provider_refund (charge_reference);
