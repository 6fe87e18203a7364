alter table stores
    -- Whether the hours say if it is open; else people do.
    add column by_hours     boolean     not null default false,
    add column time_zone    text        not null default 'UTC',
    add column hours        jsonb       not null default '[]',
    -- When the hours open or close it next.
    add column next_turn_at timestamptz,
    add constraint stores_have_hours_to_follow check (not by_hours or hours <> '[]');

create index stores_that_turn on stores (next_turn_at) where by_hours;

alter table products
    add column original_price_amount bigint,
    add constraint products_are_reduced check (original_price_amount > price_amount);
