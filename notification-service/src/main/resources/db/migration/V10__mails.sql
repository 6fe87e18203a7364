-- What is known of orders and stores, to put it into words and to choose whom a campaign goes to. No names, no addresses.
create table stores (
    id              uuid primary key,
    organization_id uuid   not null,
    name            text   not null,
    sequence        bigint not null
);

create table order_facts (
    order_id           uuid primary key,
    organization_id    uuid        not null,
    store_id           uuid        not null,
    customer_id        uuid        not null,
    sequence           bigint      not null,
    number             text,
    total              bigint,
    currency           text,
    lines              jsonb       not null,
    product_ids        uuid[]      not null,
    estimated_ready_at timestamptz,
    note               text,
    kept               boolean     not null,
    placed_at          timestamptz not null,

    constraint order_facts_money check (num_nonnulls(total, currency) <> 1)
);

create index order_facts_of_customer on order_facts (customer_id);
create index order_facts_of_organization on order_facts (organization_id, customer_id, placed_at) where kept;

-- What people want to be told; who is not here has chosen nothing.
create table notification_preferences (
    account_id               uuid primary key,
    organization_id          uuid,
    language                 text,
    time_zone                text        not null,
    quiet_from               time,
    quiet_until              time,
    personal_recommendations boolean     not null,
    -- Whether promotions may come by mail, as `choices` says.
    promotions               boolean     not null,
    choices                  jsonb       not null,
    sequence                 bigint      not null,
    updated_at               timestamptz not null,

    constraint notification_preferences_quiet check (num_nonnulls(quiet_from, quiet_until) <> 1)
);

create index notification_preferences_promotions on notification_preferences (organization_id, account_id)
    where promotions;

-- The number of the last event of an account that says that it cannot be written to as before.
create table contact_changes (
    account_id uuid primary key,
    sequence   bigint not null
);

-- Secrets this service makes itself, once for all its instances and for ever.
create table made_secrets (
    name   text primary key,
    secret bytea not null
);

-- From here on a delivery may be a mail, which is put into words when it is sent.
alter table delivery_log
    alter column order_id drop not null,
    alter column title drop not null,
    alter column body drop not null,
    add column kind         text,
    add column data         jsonb,
    add column due_at       timestamptz,
    add column tries        integer not null default 0,
    add column lease        uuid,
    add column provider_id  text,
    add column problem      text,
    add column settled_at   timestamptz;

update delivery_log
set kind       = case event_type when 'dev.tradewind.order.rejected.v1' then 'ORDER_REJECTED' else 'ORDER_CONFIRMED' end,
    settled_at = created_at;

alter table delivery_log
    alter column kind set not null,
    drop constraint delivery_log_once,
    drop constraint delivery_log_channel,
    drop constraint delivery_log_status,
    add constraint delivery_log_once unique (event_id, kind, channel, account_id),
    add constraint delivery_log_channel check (
           channel = 'IN_APP' and num_nonnulls(title, body) = 2 and status = 'DELIVERED'
        or channel = 'EMAIL'  and num_nonnulls(data, due_at) = 2),
    -- FAILED is tried again when due; DEAD waits for an operator; DROPPED is wanted by nobody any more.
    add constraint delivery_log_status check (
           status in ('PENDING', 'FAILED') and settled_at is null
        or status in ('DELIVERED', 'DEAD', 'DROPPED') and settled_at is not null);

create index delivery_log_due on delivery_log (due_at) where channel = 'EMAIL' and status in ('PENDING', 'FAILED');
create index delivery_log_dead on delivery_log (id) where status = 'DEAD';
create index delivery_log_of_event on delivery_log (event_id, id);
create index delivery_log_to_account on delivery_log (account_id);
create index delivery_log_settled on delivery_log (settled_at);

-- Who interfered with what, and why.
create table operator_actions (
    id       uuid primary key,
    actor    uuid        not null,
    action   text        not null,
    subject  text        not null,
    reason   text        not null,
    acted_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'operator actions are only ever added'; end $$;

create trigger operator_actions_append_only before update or delete or truncate on operator_actions
    for each statement execute function refuse_change();
