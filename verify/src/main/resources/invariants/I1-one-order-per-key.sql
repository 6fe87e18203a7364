-- Every acknowledged POST has exactly one order, and every order was acknowledged once.
with acknowledged as (
    select convert_from(body, 'UTF8')::jsonb ->> 'id' as order_id, count(*) as keys
      from "order".idempotency_key
     where status = 201 and convert_from(body, 'UTF8')::jsonb -> 'orderNumber' is not null
     group by 1
)
select order_id as offender, 'was acknowledged, and there is no such order' as wrong
  from acknowledged
 where not exists (select 1 from "order".orders o where o.id = order_id::uuid)
union all
select order_id, keys || ' keys were answered with it'
  from acknowledged
 where keys > 1
union all
-- Keys are kept for a day.
select id::text, 'was placed, and no key was answered with it'
  from "order".orders
 where placed_at > now() - interval '23 hours'
   and not exists (select 1 from acknowledged a where a.order_id = id::text)
