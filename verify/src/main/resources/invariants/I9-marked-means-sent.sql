-- What a relay has marked as sent is in Kafka, and what it has not is waiting.
with marks as (
    select distinct on (service) service, sent_through, unsettled
      from messaging.relay_mark
     order by service, number desc
)
select o.id::text as offender,
       o.type || ' of ' || o.aggregateid || ' at position ' || o.position || ' of ' || o.service
           || ' was marked as sent and is not in Kafka' as wrong
  from messaging.outbox o
  join marks m on m.service = o.service and o.position <= m.sent_through and o.position <> all (m.unsettled)
 where not exists (select 1 from kafka.messages k where k.id = o.id)
   and o.occurred_at > now() - interval '6 days'
   and o.topic not in ('inventory.events', 'catalog.events', 'accounts.events')
   -- Kept for an hour.
   and (o.topic <> 'cache.invalidations' or o.occurred_at > now() - interval '50 minutes')
union all
select o.id::text, o.type || ' of ' || o.aggregateid || ' waits at position ' || o.position || ' of ' || o.service
  from messaging.outbox o
  left join marks m on m.service = o.service
 where (m.service is null or o.position > m.sent_through or o.position = any (m.unsettled))
   and o.occurred_at < now() - interval '60 seconds'
