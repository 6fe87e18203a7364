-- What a consumer has read past it has applied or parked.
with listened as (
    -- What a group listens to is seen from what it has applied.
    select distinct i.consumer_group, m.topic, m.type
      from messaging.inbox i
      join kafka.messages m on m.id = i.message_id
)
select m.id::text as offender,
       l.consumer_group || ' read past ' || m.type || ' of ' || m.key || ' and neither applied nor parked it' as wrong
  from listened l
  join kafka.messages m on m.topic = l.topic and m.type = l.type
  join kafka.positions p
    on p.consumer_group = l.consumer_group and p.topic = m.topic and p.partition = m.partition
   and m.position < p.committed
 where not exists (
           select 1 from messaging.inbox i where i.consumer_group = l.consumer_group and i.message_id = m.id)
   and not exists (
           select 1 from messaging.parked_message k where k.consumer_group = l.consumer_group and k.ce_id = m.id)
