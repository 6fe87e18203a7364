-- Every order ends within 60 s, or its saga is stuck and says why.
select o.id::text as offender,
       'is PENDING since ' || o.placed_at || ', its saga ' || coalesce('in step ' || s.step || ' of ' || s.progress, 'missing')
           as wrong
  from "order".orders o
  left join "order".sagas s on s.order_id = o.id
 where o.status = 'PENDING' and s.stuck is null
   and o.placed_at < now() - interval '60 seconds'
union all
select o.id::text, 'is ' || o.status || ' and its saga is ' || s.progress
  from "order".orders o
  join "order".sagas s on s.order_id = o.id
 where case o.status
           when 'PENDING' then s.progress not in ('DOING', 'UNDOING')
           when 'REJECTED' then s.progress <> 'UNDONE'
           -- Goods and money of a cancelled order go back after it; a kept one may be asked about.
           when 'CANCELLED' then s.progress = 'UNDOING'
           else s.progress <> 'DONE' and o.open_change is null end
union all
select o.id::text, 'is ' || o.status || ' and waits since ' || s.since || ' in step ' || s.step
  from "order".orders o
  join "order".sagas s on s.order_id = o.id
 where o.status <> 'PENDING' and s.progress in ('DOING', 'UNDOING') and s.stuck is null
   and s.since < now() - interval '60 seconds'
