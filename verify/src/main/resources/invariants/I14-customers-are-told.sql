-- Each customer is told once by each channel whether the order was taken, and nobody else is.
select o.id::text as offender, 'is ' || o.status || ', its customer was told ' || count(d.id) || ' times' as wrong
  from "order".orders o
  left join notification.delivery_log d
    on d.order_id = o.id and d.account_id = o.customer_id and d.channel = 'IN_APP'
   and d.event_type = case o.status
           when 'REJECTED' then 'dev.tradewind.order.rejected.v1'
           else 'dev.tradewind.order.confirmed.v1' end
 where o.status not in ('PENDING', 'CANCELLED')
 group by o.id, o.status
having count(d.id) <> 1
union all
select order_id::text, 'its customer was told ' || count(*) || ' times by ' || channel
  from notification.delivery_log
 where event_type in ('dev.tradewind.order.rejected.v1', 'dev.tradewind.order.confirmed.v1')
 group by order_id, account_id, event_type, channel
having count(*) > 1
union all
select d.order_id::text, 'was told to account ' || d.account_id || ', which did not order it'
  from notification.delivery_log d
  left join "order".orders o on o.id = d.order_id
 where d.account_id is distinct from o.customer_id
