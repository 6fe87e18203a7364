-- The events of one aggregate appear in Kafka in the order they were committed, without gaps.
with firsts as (
    select distinct on (topic, key, sequence) topic, key, sequence, partition, position
      from kafka.messages
     where sequence > 0
     order by topic, key, sequence, position
), steps as (
    select topic, key, sequence, position,
           lag(sequence) over in_kafka as before
      from firsts
    window in_kafka as (partition by topic, key order by position)
)
select key as offender, topic || ': ' || sequence || ' came after ' || before as wrong
  from steps
 where sequence < before
union all
-- A compacted topic may have forgotten, and seven days are over one day.
select key, topic || ': ' || sequence || ' came after ' || coalesce(before, 0)
  from steps
 where topic in ('orders.events', 'payments.events') and sequence > coalesce(before, 0) + 1
union all
select key, topic || ' in ' || count(distinct partition) || ' partitions'
  from kafka.messages
 where sequence > 0
 group by topic, key
having count(distinct partition) > 1
union all
select key, topic || ': ' || count(distinct id) || ' messages with sequence ' || sequence
  from kafka.messages
 where sequence > 0
 group by topic, key, sequence
having count(distinct id) > 1
