-- What happened to a payment is in Kafka, and nothing else is.
with announced as (
    select key, max(sequence) as sequence,
           bool_or(type = 'dev.tradewind.payment.processed.v1') as processed,
           bool_or(type = 'dev.tradewind.payment.declined.v1') as declined,
           bool_or(type = 'dev.tradewind.payment.refunded.v1') as refunded
      from kafka.messages
     where topic = 'payments.events'
     group by key
)
select coalesce(p.order_id::text, a.key) as offender,
       'is ' || coalesce(p.status, 'unknown') || ' in version ' || coalesce(p.version, 0) || ', announced '
           || concat_ws(', ', case when a.processed then 'processed' end, case when a.declined then 'declined' end,
                        case when a.refunded then 'refunded' end) || ' up to ' || coalesce(a.sequence, 0) as wrong
  from (select order_id, string_agg(status, ' and ') as status, max(version) as version, sum(captured) as captured,
               sum(refunded) as refunded
          from payment.payment
         group by order_id
        having max(updated_at) > now() - interval '6 days') p
  full join announced a on a.key = p.order_id::text
 where coalesce(p.version, 0) <> coalesce(a.sequence, 0)
    or (p.captured > 0) is distinct from coalesce(a.processed, false)
    or (p.refunded > 0) is distinct from coalesce(a.refunded, false)
