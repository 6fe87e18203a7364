-- The counters of each product as they were announced last: what open product pages are told of, and whether it ran
-- low, so that turning low is told once however often the fact comes.
create table stock_as_told (
    product_id      uuid primary key,
    organization_id uuid        not null,
    -- The sequence of the fact.
    version         bigint      not null,
    on_hand         bigint      not null,
    reserved        bigint      not null,
    available       bigint      not null,
    low             boolean     not null,
    occurred_at     timestamptz not null,
    -- Whether the product's pages know these counters.
    told            boolean     not null
) with (fillfactor = 70);

create index stock_untold on stock_as_told (product_id) where not told;
