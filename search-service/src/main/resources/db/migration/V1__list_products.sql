-- One row for each product that the catalog or the stock has spoken of.
create table listings (
    product_id      uuid primary key,
    organization_id uuid    not null,
    -- The newest sequences seen: what is older changes nothing.
    product_version bigint  not null default 0,
    stock_version   bigint  not null default 0,
    -- Null while only the stock is known, and again once the product is deleted.
    product         jsonb,
    in_stock        boolean not null default false,
    -- Counts what changes the document; the version under which Elasticsearch keeps it.
    version         bigint  not null,
    -- The version that Elasticsearch is known to have.
    indexed         bigint  not null default 0,
    -- Why Elasticsearch did not take that version, if it did not.
    refusal         text
);

create index listings_to_index on listings (product_id) where indexed < version;
