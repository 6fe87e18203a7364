-- Each time the index was built anew, and how far that came. Whoever holds the row builds; who falls silent loses it.
create table reindexings (
    id          uuid        primary key,
    state       text        not null check (state in ('RUNNING', 'DONE', 'ABORTED', 'FAILED')),
    -- The new index; null until it is made.
    index_name  text,
    -- Everything up to this product was copied.
    position    uuid        not null default '00000000-0000-0000-0000-000000000000',
    copied      bigint      not null default 0,
    total       bigint      not null,
    -- Whether searches are being turned to the new index: then it is too late to abort.
    swapping    boolean     not null default false,
    actor       uuid        not null,
    reason      text        not null check (length(reason) between 1 and 500),
    started_at  timestamptz not null,
    deadline    timestamptz not null,
    finished_at timestamptz,
    problem     text,
    holder      uuid,
    held_until  timestamptz not null default '-infinity',

    constraint what_ended_has_a_time check ((state = 'RUNNING') = (finished_at is null))
);

create unique index one_reindexing_at_a_time on reindexings (state) where state = 'RUNNING';
create index reindexings_newest on reindexings (started_at desc);

-- Who interfered with what, and why.
create table operator_actions (
    id       uuid        primary key,
    actor    uuid        not null,
    action   text        not null,
    subject  text        not null,
    reason   text        not null check (length(reason) between 1 and 500),
    outcome  text        not null,
    acted_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only appended to', tg_table_name;
end
$$;

create trigger operator_actions_append_only before update or delete or truncate on operator_actions
    for each statement execute function refuse_change();
