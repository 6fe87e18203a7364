-- What providers have called about, each event once. What it said is not kept: it only makes us ask.
create table webhook (
    provider    text        not null,
    event_id    text        not null,
    type        text        not null,
    -- What it was about, as far as that is ours.
    payment_id  uuid,
    outcome     text        not null check (outcome in ('HINTED', 'IGNORED')),
    received_at timestamptz not null,

    primary key (provider, event_id)
);

create index webhook_received on webhook (received_at);

create unique index payment_reference on payment (provider, provider_reference);

-- A provider that calls about money which we had given up is asked once more.
alter table payment
    drop constraint payment_decided_rests,
    add constraint payment_decided_rests check (
        next_attempt_at is null and lease_owner is null
        or status in ('PENDING', 'UNKNOWN', 'DECLINED', 'VOIDED') or status = 'APPROVED' and refunding > 0);
