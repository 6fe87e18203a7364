-- How far each order's fulfilment has come. `step` is a name, not a position.
create table sagas (
    order_id uuid        primary key references orders (id),
    progress text        not null check (progress in ('DOING', 'UNDOING', 'DONE', 'UNDONE')),
    step     text,
    tries    smallint    not null check (tries >= 0),
    stuck    text,
    deadline timestamptz,
    data     jsonb       not null,
    steps    integer     not null check (steps >= 1),
    begun_at timestamptz not null,
    since    timestamptz not null,

    constraint saga_progress check (
           progress in ('DOING', 'UNDOING') and step is not null and (stuck is null) = (deadline is not null)
        or progress in ('DONE', 'UNDONE') and step is null and stuck is null and deadline is null)
) with (fillfactor = 85);

create index sagas_open on sagas (deadline) where deadline is not null;
create index sagas_stuck on sagas (since) where stuck is not null;

-- What a saga heard and said, for whoever has to understand it.
create table saga_steps (
    order_id uuid        not null,
    number   integer     not null check (number >= 1),
    heard    text        not null,
    payload  jsonb       not null,
    progress text        not null,
    step     text,
    said     text,
    command  jsonb,
    at       timestamptz not null,
    primary key (order_id, number)
);

create trigger saga_steps_append_only before update or delete or truncate on saga_steps
    for each statement execute function refuse_change();

-- Who interfered, and why.
create table operator_actions (
    id        uuid        primary key,
    actor     uuid        not null,
    action    text        not null,
    subject   text        not null,
    reason    text        not null check (length(reason) between 1 and 500),
    outcome   text        not null,
    acted_at  timestamptz not null
);

create trigger operator_actions_append_only before update or delete or truncate on operator_actions
    for each statement execute function refuse_change();
