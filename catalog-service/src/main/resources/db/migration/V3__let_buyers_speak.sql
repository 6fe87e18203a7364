-- Who got what, and so may speak of it.
create table purchases (
    customer_id uuid        not null,
    product_id  uuid        not null,
    received_at timestamptz not null,
    primary key (customer_id, product_id)
);

create table reviews (
    id              uuid primary key,
    product_id      uuid        not null,
    organization_id uuid        not null,
    customer_id     uuid        not null,
    rating          smallint    not null check (rating between 1 and 5),
    text            text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (product_id, customer_id)
);

create index reviews_newest_first on reviews (product_id, created_at desc, id desc);
create index reviews_of_customer on reviews (customer_id);

-- The sums over the reviews, written with each of them.
create table ratings (
    product_id uuid primary key,
    count      bigint  not null check (count >= 0),
    stars      bigint  not null check (stars between count and 5 * count),
    -- Whether the product says so, and others have heard it.
    told       boolean not null
);

create index ratings_to_tell on ratings (product_id) where not told;

alter table products
    add column rating_count bigint not null default 0,
    add column rating_stars bigint not null default 0,
    add constraint products_are_rated check (rating_stars between rating_count and 5 * rating_count);
