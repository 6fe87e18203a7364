-- The last change of every product and store is in Kafka, and nothing later.
with announced as (
    select key, max(sequence) as sequence from kafka.messages where topic = 'catalog.events' group by key
), kept as (
    select id, version from catalog.products
    union all
    select id, version from catalog.stores
)
select coalesce(k.id::text, a.key) as offender,
       'version ' || coalesce(k.version::text, 'none') || ', announced ' || coalesce(a.sequence::text, 'none') as wrong
  from kept k
  full join announced a on a.key = k.id::text
 where k.version is distinct from a.sequence
