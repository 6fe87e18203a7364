-- Of whom nothing may be kept, also when it is told late.
create table erased_customers (
    customer_id uuid        primary key,
    erased_at   timestamptz not null
);
