-- Money of kept orders that staff gives back. What is asked for is taken from the refundable rest at once.
create table refunds (
    id           uuid        primary key,
    order_id     uuid        not null references orders (id),
    amount       bigint      not null check (amount > 0),
    currency     text        not null,
    reason       text        check (length(reason) between 1 and 500),
    actor        uuid        not null,
    status       text        not null check (status in ('REQUESTED', 'REFUNDED', 'FAILED')),
    failure      text,
    requested_at timestamptz not null,
    settled_at   timestamptz,
    tries        smallint    not null check (tries >= 1),
    -- When payment-service is asked again; null when it was answered, or a person has to look.
    ask_at       timestamptz,

    constraint refund_is_settled check (
           status = 'REQUESTED' and settled_at is null and failure is null
        or status = 'REFUNDED' and settled_at is not null and ask_at is null
        or status = 'FAILED' and settled_at is not null and ask_at is null and failure is not null)
);

create index refunds_of_order on refunds (order_id);
create index refunds_unanswered on refunds (ask_at) where ask_at is not null;
