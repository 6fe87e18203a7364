-- Orders as the event stream tells them, for lists. Rebuilt from order_events whenever needed.
create table order_summaries (
    order_id         uuid        primary key,
    organization_id  uuid        not null,
    store_id         uuid        not null,
    customer_id      uuid        not null,
    order_number     text        not null,
    fulfilment       text        not null,
    lines            jsonb       not null,
    total            bigint      not null,
    currency         text        not null,
    status           text        not null,
    payment_id       uuid,
    rejection_reason text,
    sequence         bigint      not null check (sequence >= 1),
    placed_at        timestamptz not null,
    updated_at       timestamptz not null
) with (fillfactor = 85);

create index order_summaries_of_customer on order_summaries (customer_id, placed_at desc, order_id desc);
create index order_summaries_of_organization on order_summaries (organization_id, placed_at desc, order_id desc);
