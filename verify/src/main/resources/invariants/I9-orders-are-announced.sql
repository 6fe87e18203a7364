-- What happened to an order is in Kafka, and nothing else is.
select e.order_id::text as offender, 'event ' || e.sequence || ' (' || e.type || ') was never sent' as wrong
  from "order".order_events e
 where e.occurred_at > now() - interval '6 days'
   and not exists (
           select 1 from kafka.messages m
            where m.topic = 'orders.events' and m.key = e.order_id::text
              and m.sequence = e.sequence and m.type = e.type)
union all
select m.key, 'event ' || m.sequence || ' (' || m.type || ') was sent and never happened'
  from kafka.messages m
 where m.topic = 'orders.events'
   and not exists (
           select 1 from "order".order_events e
            where e.order_id::text = m.key and e.sequence = m.sequence and e.type = m.type)
