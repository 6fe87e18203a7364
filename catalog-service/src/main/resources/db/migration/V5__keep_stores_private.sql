alter table stores
    -- Whether only people of the organisation see it, what it sells and what is thought of that.
    add column members_only boolean not null default false;

create index stores_for_members on stores (id) where members_only;
