-- What customers want to order some day. One cart for a customer in an organisation; a sold one is replaced by a new.
create table carts (
    id              uuid        primary key,
    customer_id     uuid        not null,
    organization_id uuid        not null,
    -- The store all its lines are of; null while there are none.
    store_id        uuid,
    -- Counts what the customer changed: the ETag, and the number of the wish sent to inventory.
    revision        bigint      not null check (revision >= 0),
    -- Counts every change of what is shown, answers from inventory included.
    version         bigint      not null check (version >= 1),
    -- The wish that inventory answered last.
    held_revision   bigint      not null check (held_revision between 0 and revision),
    hold            text        not null check (hold in ('NONE', 'HELD', 'EXPIRED')),
    hold_expires_at timestamptz,
    order_id        uuid,
    touched_at      timestamptz not null,

    unique (customer_id, organization_id),
    constraint hold_ends check ((hold = 'HELD') = (hold_expires_at is not null))
) with (fillfactor = 85);

create index carts_touched on carts (touched_at);

create table cart_lines (
    cart_id      uuid        not null references carts (id) on delete cascade,
    product_id   uuid        not null,
    quantity     integer     not null check (quantity between 1 and 10000),
    instructions text        check (length(instructions) <= 500),
    held         bigint      not null default 0 check (held >= 0),
    added_at     timestamptz not null,
    primary key (cart_id, product_id)
) with (fillfactor = 85);

-- Our own copy of what inventory announced; the newest sequence counts.
create table shelf_stock (
    product_id uuid   primary key,
    available  bigint not null check (available >= 0),
    version    bigint not null
) with (fillfactor = 70);
