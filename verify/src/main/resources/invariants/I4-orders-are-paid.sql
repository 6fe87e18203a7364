-- A confirmed order has paid its total, a rejected one has nothing left with us.
select o.id::text as offender,
       'is ' || o.status || ' over ' || o.total || ' ' || o.currency || ', captured ' || coalesce(p.captured, 0)
           || ', refunded ' || coalesce(p.refunded, 0) || ' ' || coalesce(p.currency, '') as wrong
  from "order".orders o
  left join payment.payment p on p.order_id = o.id
 where o.status = 'CONFIRMED'
       and (coalesce(p.captured - p.refunded, 0) <> o.total or p.currency is distinct from o.currency)
    or o.status = 'REJECTED' and coalesce(p.captured - p.refunded, 0) <> 0
union all
select p.order_id::text, 'was paid ' || p.captured || ' and is no order'
  from payment.payment p
 where p.captured > 0 and not exists (select 1 from "order".orders o where o.id = p.order_id)
