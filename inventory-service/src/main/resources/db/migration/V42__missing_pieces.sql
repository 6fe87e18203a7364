-- What was sold and not found when it was picked. When the order gives such pieces back they are written off instead of
-- being offered again.
create table missing_piece (
    order_id   uuid        not null,
    product_id uuid        not null,
    quantity   bigint      not null check (quantity >= 1),
    actor      uuid        not null,
    noted_at   timestamptz not null,
    primary key (order_id, product_id)
);
