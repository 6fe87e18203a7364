-- History is a path of legal transitions, its sequence without gaps, and the order is where it ends.
with told as (
    -- Where each event says that the order is from then on; null for what leaves it where it was.
    select order_id, sequence, type, data,
           case type
                  when 'dev.tradewind.order.placed.v1' then 'PENDING'
                  when 'dev.tradewind.order.confirmed.v1' then 'CONFIRMED'
                  when 'dev.tradewind.order.rejected.v1' then 'REJECTED'
                  when 'dev.tradewind.order.cancelled.v1' then 'CANCELLED'
                  when 'dev.tradewind.order.status-updated.v1' then data ->> 'status' end as status
      from "order".order_events
), seen as (
    -- One pass over each history: joining it with itself takes minutes over a day's orders.
    select *,
           row_number() over history as position,
           lag(data ->> 'status') over history as step,
           array_agg(status) filter (where status is not null)
               over (history rows between unbounded preceding and 1 preceding) as states
      from told
    window history as (partition by order_id order by sequence)
), steps as (
    select *, states[cardinality(states)] as before from seen
), ends as (
    select order_id, max(sequence) as sequence,
           (array_agg(status order by sequence desc) filter (where status is not null))[1] as status
      from told
     group by order_id
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
select s.order_id::text, coalesce(s.before, 'nothing') || ' was followed by ' || s.status
  from steps s
  join "order".orders o on o.id = s.order_id
 where s.status is not null
   and case
           when s.before is null then s.type <> 'dev.tradewind.order.placed.v1'
           -- An estimate or a note.
           when s.before = s.status then s.type <> 'dev.tradewind.order.status-updated.v1'
           else not exists (select 1 from legal l
                             where l.before = s.before and l.status = s.status and o.fulfilment = any (l.fulfilments))
       end
union all
select order_id::text, 'event ' || sequence || ' says it was ' || (data ->> 'previous') || ', it was ' || before
  from steps
 where status is not null and data ->> 'previous' is not null and data ->> 'previous' <> before
union all
select order_id::text, 'event ' || sequence || ' (' || type || ') does not follow its step'
  from steps
 where type = 'dev.tradewind.order.fulfilled.v1' and step not in ('READY', 'PACKED')
    or type = 'dev.tradewind.order.shipped.v1' and step <> 'SHIPPED'
    or type = 'dev.tradewind.order.delivered.v1' and step <> 'DELIVERED'
    or type = 'dev.tradewind.order.completed.v1' and step <> 'COMPLETED'
union all
select order_id::text, 'event ' || sequence || ' (' || type || ') while ' || before
  from steps
 where type = 'dev.tradewind.order.modified.v1' and before not in ('PENDING', 'CONFIRMED')
    or type = 'dev.tradewind.order.refunded.v1' and before in ('PENDING', 'REJECTED')
union all
select o.id::text, 'is ' || o.status || ' at ' || o.sequence || ' and its history ends with '
           || coalesce(e.status, 'nothing') || ' at ' || coalesce(e.sequence, 0)
  from "order".orders o
  left join ends e on e.order_id = o.id
 where o.sequence is distinct from e.sequence or o.status is distinct from e.status
