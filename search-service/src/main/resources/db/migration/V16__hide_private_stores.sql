alter table stores
    -- Whether only people of its organisation find what it sells.
    add column members_only boolean not null default false;

create index stores_for_members on stores (store_id) where members_only;
