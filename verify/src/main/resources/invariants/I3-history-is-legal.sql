-- History is a path of legal transitions, its sequence without gaps, and the order is where it ends.
with steps as (
    select order_id, sequence, type,
           lag(type) over one as before,
           row_number() over one as position,
           lead(type) over one is null as is_last
      from "order".order_events
    window one as (partition by order_id order by sequence)
)
select order_id::text as offender, 'event ' || position || ' has sequence ' || sequence as wrong
  from steps
 where sequence <> position
union all
select order_id::text, coalesce(before, 'nothing') || ' was followed by ' || type
  from steps
 where (coalesce(before, ''), type) not in (
           ('', 'dev.tradewind.order.placed.v1'),
           ('dev.tradewind.order.placed.v1', 'dev.tradewind.order.confirmed.v1'),
           ('dev.tradewind.order.placed.v1', 'dev.tradewind.order.rejected.v1'))
union all
select o.id::text, 'is ' || o.status || ' at ' || o.sequence || ' and its history ends with ' || coalesce(s.type, 'nothing')
  from "order".orders o
  left join steps s on s.order_id = o.id and s.is_last
 where o.sequence is distinct from s.sequence
    or s.type is distinct from case o.status
           when 'PENDING' then 'dev.tradewind.order.placed.v1'
           when 'CONFIRMED' then 'dev.tradewind.order.confirmed.v1'
           when 'REJECTED' then 'dev.tradewind.order.rejected.v1' end
