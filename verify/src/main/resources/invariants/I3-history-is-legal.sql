-- History is a path of legal transitions, its sequence without gaps, and the order is where it ends.
with steps as (
    select order_id, sequence, type, data, row_number() over (partition by order_id order by sequence) as position
      from "order".order_events
), told as (
    -- Where each event says that the order is from then on; null for what leaves it where it was.
    select *, case type
                  when 'dev.tradewind.order.placed.v1' then 'PENDING'
                  when 'dev.tradewind.order.confirmed.v1' then 'CONFIRMED'
                  when 'dev.tradewind.order.rejected.v1' then 'REJECTED'
                  when 'dev.tradewind.order.cancelled.v1' then 'CANCELLED'
                  when 'dev.tradewind.order.status-updated.v1' then data ->> 'status' end as status
      from steps
), path as (
    select order_id, sequence, type, data, status,
           lag(status) over (partition by order_id order by sequence) as before,
           lead(status) over (partition by order_id order by sequence) is null as is_last
      from told
     where status is not null
), legal (before, status, fulfilments) as (values
    ('PENDING', 'CONFIRMED', '{PICKUP,DELIVERY,SHIPMENT}'::text[]),
    ('PENDING', 'REJECTED', '{PICKUP,DELIVERY,SHIPMENT}'),
    ('PENDING', 'CANCELLED', '{PICKUP,DELIVERY,SHIPMENT}'),
    ('CONFIRMED', 'PREPARING', '{PICKUP,DELIVERY}'),
    ('CONFIRMED', 'PACKED', '{SHIPMENT}'),
    ('CONFIRMED', 'CANCELLED', '{PICKUP,DELIVERY,SHIPMENT}'),
    ('PREPARING', 'READY', '{PICKUP,DELIVERY}'),
    ('PREPARING', 'CANCELLED', '{PICKUP,DELIVERY}'),
    ('READY', 'COMPLETED', '{PICKUP}'),
    ('READY', 'OUT_FOR_DELIVERY', '{DELIVERY}'),
    ('READY', 'CANCELLED', '{PICKUP,DELIVERY}'),
    ('OUT_FOR_DELIVERY', 'DELIVERED', '{DELIVERY}'),
    ('PACKED', 'SHIPPED', '{SHIPMENT}'),
    ('PACKED', 'CANCELLED', '{SHIPMENT}'),
    ('SHIPPED', 'DELIVERED', '{SHIPMENT}')
)
select order_id::text as offender, 'event ' || position || ' has sequence ' || sequence as wrong
  from steps
 where sequence <> position
union all
select p.order_id::text, coalesce(p.before, 'nothing') || ' was followed by ' || p.status
  from path p
  join "order".orders o on o.id = p.order_id
 where case
           when p.before is null then p.type <> 'dev.tradewind.order.placed.v1'
           -- An estimate or a note.
           when p.before = p.status then p.type <> 'dev.tradewind.order.status-updated.v1'
           else not exists (select 1 from legal l
                             where l.before = p.before and l.status = p.status and o.fulfilment = any (l.fulfilments))
       end
union all
select order_id::text, 'event ' || sequence || ' says it was ' || (data ->> 'previous') || ', it was ' || before
  from path
 where data ->> 'previous' is not null and data ->> 'previous' <> before
union all
select m.order_id::text, 'event ' || m.sequence || ' (' || m.type || ') does not follow its step'
  from steps m
  left join steps s on s.order_id = m.order_id and s.sequence = m.sequence - 1
 where (m.type = 'dev.tradewind.order.fulfilled.v1' and s.data ->> 'status' not in ('READY', 'PACKED')
     or m.type = 'dev.tradewind.order.shipped.v1' and s.data ->> 'status' <> 'SHIPPED'
     or m.type = 'dev.tradewind.order.delivered.v1' and s.data ->> 'status' <> 'DELIVERED'
     or m.type = 'dev.tradewind.order.completed.v1' and s.data ->> 'status' <> 'COMPLETED')
union all
select m.order_id::text, 'event ' || m.sequence || ' (' || m.type || ') while ' || p.status
  from steps m
  join lateral (select status from path where order_id = m.order_id and sequence < m.sequence
                 order by sequence desc limit 1) p on true
 where m.type = 'dev.tradewind.order.modified.v1' and p.status not in ('PENDING', 'CONFIRMED')
    or m.type = 'dev.tradewind.order.refunded.v1' and p.status in ('PENDING', 'REJECTED')
union all
select o.id::text, 'is ' || o.status || ' at ' || o.sequence || ' and its history ends with '
           || coalesce(p.status, 'nothing') || ' at ' || coalesce(l.sequence, 0)
  from "order".orders o
  left join path p on p.order_id = o.id and p.is_last
  left join (select order_id, max(sequence) as sequence from steps group by order_id) l on l.order_id = o.id
 where o.sequence is distinct from l.sequence or o.status is distinct from p.status
