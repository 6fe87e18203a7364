-- A kept order has paid its total but for the refunds agreed on, a rejected or cancelled one has nothing left with us. An order may have been charged more
-- than once: first as it was placed, then for what it was changed to; what it costs less then goes back and is no refund agreed on.
with paid as (
    select order_id, max(currency) as currency, sum(captured) as captured, sum(refunded) as refunded
      from payment.payment group by order_id
), agreed as (
    select order_id, sum(amount) as refunded from "order".refunds where status = 'REFUNDED' and kind = 'AGREED'
     group by order_id
)
select o.id::text as offender,
       'is ' || o.status || ' over ' || o.total || ' ' || o.currency || ', captured ' || coalesce(p.captured, 0)
           || ', refunded ' || coalesce(p.refunded, 0) || ' ' || coalesce(p.currency, '') as wrong
  from "order".orders o
  left join paid p on p.order_id = o.id
  left join agreed a on a.order_id = o.id
 where o.status in ('CONFIRMED', 'PREPARING', 'READY', 'PACKED', 'OUT_FOR_DELIVERY', 'SHIPPED', 'DELIVERED', 'COMPLETED')
       and (coalesce(p.captured - p.refunded, 0) <> o.total - coalesce(a.refunded, 0) or p.currency is distinct from o.currency)
    or o.status in ('REJECTED', 'CANCELLED') and coalesce(p.captured - p.refunded, 0) <> 0
union all
select p.order_id::text, 'was paid ' || p.captured || ' and is no order'
  from payment.payment p
 where p.captured > 0 and not exists (select 1 from "order".orders o where o.id = p.order_id)
union all
select o.id::text, 'is ' || o.status || ' with payment ' || o.payment_status || ' and agreed refunds of '
           || coalesce(a.refunded, 0) || ' of ' || o.total
  from "order".orders o
  left join agreed a on a.order_id = o.id
 where o.status not in ('PENDING', 'REJECTED', 'CANCELLED')
   and o.payment_status <> case
           when coalesce(a.refunded, 0) = 0 then 'APPROVED'
           when a.refunded < o.total then 'PARTIALLY_REFUNDED'
           else 'REFUNDED' end
