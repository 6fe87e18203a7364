-- A key is published before it signs, so that everybody knows it by then.
alter table signing_keys
    alter column generation drop default,
    add column signs_from timestamptz;
update signing_keys set signs_from = made_at;
alter table signing_keys
    alter column signs_from set not null;
