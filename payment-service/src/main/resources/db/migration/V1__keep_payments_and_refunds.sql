-- A payment changes twice in place, mostly: room in the page keeps that cheap.
create table payment (
    id                 uuid primary key,
    order_id           uuid        not null unique,
    organization_id    uuid        not null,
    -- Customer, amount, currency and method are null when an order was voided before it was ever to be charged.
    customer_id        uuid,
    amount             bigint,
    currency           text,
    method             text,
    -- The provider's single-use reference; forgotten with the decision.
    card_token         text,
    status             text        not null,
    void_requested     boolean     not null,
    provider           text        not null,
    provider_reference text,
    decline_reason     text,
    -- What the provider took and what of it went back, in minor units.
    captured           bigint      not null,
    refunded           bigint      not null,
    -- The refund that a void asked for; its row is in `refund`.
    void_refund_id     uuid,
    -- The sequence of the last event about this payment.
    version            bigint      not null,
    attempts           int         not null,
    -- When the provider is to be asked next; while somebody is asking, when their lease runs out.
    next_attempt_at    timestamptz,
    lease_owner        uuid,
    -- The command worked on, and its trace.
    caused_by          uuid        not null,
    traceparent        text,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,

    constraint payment_status check (
           status in ('PENDING', 'UNKNOWN')
               and card_token is not null and provider_reference is null and decline_reason is null
               and captured = 0 and void_refund_id is null
        or status = 'APPROVED'
               and card_token is null and provider_reference is not null and decline_reason is null
               and captured = amount and refunded = 0 and void_requested = (void_refund_id is not null)
        or status = 'DECLINED'
               and card_token is null and provider_reference is null and decline_reason is not null
               and captured = 0 and void_refund_id is null
        or status = 'VOIDED'
               and card_token is null and provider_reference is null and decline_reason is null
               and captured = 0 and void_refund_id is null
        or status = 'REFUNDED'
               and card_token is null and provider_reference is not null and decline_reason is null
               and captured = amount and refunded = captured and void_refund_id is not null),
    constraint payment_bill check (
           customer_id is not null and amount is not null and currency is not null and method is not null
        or status = 'VOIDED'
               and customer_id is null and amount is null and currency is null and method is null),
    constraint payment_amount check (amount >= 0),
    constraint payment_refunds_are_captured check (refunded between 0 and captured),
    constraint payment_decided_rests check (
        next_attempt_at is null and lease_owner is null
        or status in ('PENDING', 'UNKNOWN') or status = 'APPROVED' and void_requested)
) with (fillfactor = 70);

create index payment_due on payment (next_attempt_at) where next_attempt_at is not null;

-- What the provider was asked often enough, and a person has to look at.
create index payment_given_up on payment (order_id)
    where next_attempt_at is null and (status in ('PENDING', 'UNKNOWN') or status = 'APPROVED' and void_requested);

create table refund (
    id                 uuid primary key,
    payment_id         uuid        not null references payment,
    amount             bigint      not null,
    currency           text        not null,
    status             text        not null,
    provider_reference text,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,

    constraint refund_amount check (amount >= 0),
    constraint refund_status check (
           status = 'REQUESTED' and provider_reference is null
        or status = 'REFUNDED' and provider_reference is not null)
);

create index refund_payment on refund (payment_id);

-- Money is decided once: what was taken stays taken until it went back.
create function refuse_to_rewrite_money() returns trigger language plpgsql as $$
begin
    raise exception 'payment % is % and cannot become %', old.id, old.status, new.status
        using errcode = 'restrict_violation';
end
$$;

create trigger payment_is_decided_once
    before update of status on payment
    for each row when (
           old.status = 'APPROVED' and new.status not in ('APPROVED', 'REFUNDED')
        or old.status = 'REFUNDED' and new.status <> 'REFUNDED'
        or old.status in ('DECLINED', 'VOIDED') and new.status not in (old.status, 'APPROVED')
        or old.status = 'UNKNOWN' and new.status = 'PENDING')
    execute function refuse_to_rewrite_money();
