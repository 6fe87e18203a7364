-- What anybody may ask for of all shelves together: a number, a category, and how many products each category has, which
-- is read from the index alone.
create index products_of_number on products (sku, created_at, id) where deleted_at is null;
create index products_of_category on products (category, created_at, id) include (organization_id, store_id)
    where deleted_at is null and category is not null;
