-- An order may be charged more than once: its first charge has the order's id, a difference one of its own.
alter table payment
    drop constraint payment_order_id_key,
    drop constraint payment_status,
    drop constraint payment_refunds_are_captured,
    drop constraint payment_decided_rests,
    add column charge_id uuid,
    -- The charge whose card is charged once more; forgotten with the decision, like the token.
    add column card_on_file text,
    -- What is on its way back.
    add column refunding bigint not null default 0;

update payment set charge_id = order_id;
update payment set refunding = amount where void_refund_id is not null and status = 'APPROVED';

drop index payment_given_up;

alter table payment
    alter column charge_id set not null,
    drop column void_refund_id,
    add constraint payment_charge unique (charge_id),
    add constraint payment_status check (
           status in ('PENDING', 'UNKNOWN')
               and (card_token is null) <> (card_on_file is null)
               and provider_reference is null and decline_reason is null and captured = 0
        or status = 'APPROVED'
               and card_token is null and card_on_file is null
               and provider_reference is not null and decline_reason is null
               and captured = amount and (not void_requested or refunding = captured - refunded)
        or status = 'DECLINED'
               and card_token is null and card_on_file is null
               and provider_reference is null and decline_reason is not null and captured = 0
        or status = 'VOIDED'
               and card_token is null and card_on_file is null
               and provider_reference is null and decline_reason is null and captured = 0
        or status = 'REFUNDED'
               and card_token is null and card_on_file is null
               and provider_reference is not null and decline_reason is null
               and captured = amount and refunded = captured),
    add constraint payment_refunds_are_captured check (
        refunded >= 0 and refunding >= 0 and refunded + refunding <= captured),
    add constraint payment_decided_rests check (
        next_attempt_at is null and lease_owner is null
        or status in ('PENDING', 'UNKNOWN') or status = 'APPROVED' and refunding > 0);

create index payment_order on payment (order_id);

-- What the provider was asked often enough, and a person has to look at.
create index payment_given_up on payment (order_id)
    where next_attempt_at is null and (status in ('PENDING', 'UNKNOWN') or refunding > 0);

alter table refund
    drop constraint refund_status,
    add column request_id uuid,
    add column reason text not null default 'voided',
    -- Whether it is the rest that a void gives back.
    add column of_void boolean not null default true,
    add column refusal text,
    add column caused_by uuid,
    add column traceparent text;

update refund set request_id = refund.id, caused_by = payment.caused_by, traceparent = payment.traceparent
from payment where payment.id = refund.payment_id;

alter table refund
    alter column request_id set not null,
    alter column reason drop default,
    alter column of_void drop default,
    alter column caused_by set not null,
    add constraint refund_status check (
           status = 'REQUESTED' and provider_reference is null and refusal is null
        or status = 'REFUNDED' and provider_reference is not null and refusal is null
        or status = 'REFUSED' and provider_reference is null and refusal is not null and not of_void);

-- A payment gives to a request once.
create unique index refund_request on refund (payment_id, request_id);

create trigger refund_is_decided_once
    before update of status on refund
    for each row when (old.status <> 'REQUESTED' and new.status <> old.status)
    execute function refuse_to_rewrite_money();
