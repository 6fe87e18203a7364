-- Addresses belong to the accounts. Kept is only when they last changed, by the account's own count of events, so
-- that every instance knows whether what it remembers still holds.
drop table customer_addresses;

create table address_changes (
    customer_id uuid   primary key,
    sequence    bigint not null check (sequence >= 1)
);
