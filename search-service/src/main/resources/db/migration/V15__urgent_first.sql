-- A price that changed is not held up by a store of 50 000 products that closes.
alter table listings
    -- Whether what the index has not got may come after all that may not: true unless the product itself or its stock
    -- has changed.
    add column can_wait   boolean     not null default true,
    -- When what the index lacks was said last; of what can wait, first.
    add column changed_at timestamptz not null default now();

-- From both ends, so that neither a long queue nor newer changes hold anything up.
drop index listings_to_index;
create index listings_to_index_oldest on listings (failures, can_wait, changed_at, product_id) where indexed < version;
create index listings_to_index_newest on listings (failures, can_wait, changed_at desc, product_id)
    where indexed < version;
