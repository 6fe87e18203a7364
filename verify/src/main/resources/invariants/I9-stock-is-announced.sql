-- The last change of every product's stock is in Kafka, and nothing later.
with announced as (
    select distinct on (key) key, sequence, data
      from kafka.messages
     where topic = 'inventory.events'
     order by key, sequence desc
)
select coalesce(s.product_id::text, a.key) as offender,
       'on hand ' || coalesce(s.on_hand::text, 'none') || ', reserved ' || coalesce(s.reserved::text, 'none')
           || ' in version ' || coalesce(s.version::text, 'none') || '; announced ' || coalesce(a.data ->> 'onHand', 'none')
           || ', ' || coalesce(a.data ->> 'reserved', 'none') || ' in version ' || coalesce(a.sequence::text, 'none') as wrong
  from inventory.stock s
  full join announced a on a.key = s.product_id::text
 where (s.version, s.on_hand, s.reserved)
       is distinct from (a.sequence, (a.data ->> 'onHand')::bigint, (a.data ->> 'reserved')::bigint)
