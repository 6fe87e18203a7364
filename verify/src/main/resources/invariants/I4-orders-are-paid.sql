-- A kept order has paid its total, a rejected or cancelled one has nothing left with us. An order may have been charged more
-- than once: first as it was placed, then for what it was changed to.
with paid as (
    select order_id, max(currency) as currency, sum(captured) as captured, sum(refunded) as refunded
      from payment.payment group by order_id
)
select o.id::text as offender,
       'is ' || o.status || ' over ' || o.total || ' ' || o.currency || ', captured ' || coalesce(p.captured, 0)
           || ', refunded ' || coalesce(p.refunded, 0) || ' ' || coalesce(p.currency, '') as wrong
  from "order".orders o
  left join paid p on p.order_id = o.id
 where o.status in ('CONFIRMED', 'PREPARING', 'READY', 'PACKED', 'OUT_FOR_DELIVERY', 'SHIPPED', 'DELIVERED', 'COMPLETED')
       and (coalesce(p.captured - p.refunded, 0) <> o.total or p.currency is distinct from o.currency)
    or o.status in ('REJECTED', 'CANCELLED') and coalesce(p.captured - p.refunded, 0) <> 0
union all
select p.order_id::text, 'was paid ' || p.captured || ' and is no order'
  from payment.payment p
 where p.captured > 0 and not exists (select 1 from "order".orders o where o.id = p.order_id)
