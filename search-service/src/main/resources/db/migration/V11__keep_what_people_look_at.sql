-- What people looked at: one row for each thing, person and day. Kept 90 days, and not longer than the person wants.
create table activity (
    account_id uuid        not null,
    day        date        not null,
    kind       text        not null check (kind in ('VIEWED', 'SEARCHED', 'CART')),
    -- The product, or the text in lower case.
    subject    text        not null,
    product_id uuid,
    times      int         not null,
    -- The pieces that were in the cart at last.
    quantity   int,
    last_at    timestamptz not null,

    primary key (account_id, day, kind, subject),
    constraint a_search_is_of_no_product check ((kind = 'SEARCHED') = (product_id is null)),
    constraint a_cart_has_a_quantity check ((kind = 'CART') = (quantity is not null))
);

create index activity_by_day on activity (day);

-- Of whom nothing may be kept, also when it is told late.
create table erased_accounts (
    account_id uuid        primary key,
    erased_at  timestamptz not null
);
