-- The read model is what the events say.
with folded as (
    select p.order_id, l.sequence, l.type,
           p.data ->> 'orderNumber' as order_number,
           (p.data ->> 'customerId')::uuid as customer_id,
           (p.data -> 'total' ->> 'amount')::bigint as total,
           case l.type
               when 'dev.tradewind.order.placed.v1' then 'PENDING'
               when 'dev.tradewind.order.confirmed.v1' then 'CONFIRMED'
               when 'dev.tradewind.order.rejected.v1' then 'REJECTED' end as status,
           l.data ->> 'reason' as reason,
           (l.data ->> 'paymentId')::uuid as payment_id
      from "order".order_events p
      join (select distinct on (order_id) * from "order".order_events order by order_id, sequence desc) l
        on l.order_id = p.order_id
     where p.sequence = 1
)
select coalesce(f.order_id, s.order_id)::text as offender,
       'listed as ' || coalesce(s.status || ' at ' || s.sequence, 'nothing') || ', the events say '
           || coalesce(f.status || ' at ' || f.sequence, 'nothing') as wrong
  from folded f
  full join "order".order_summaries s on s.order_id = f.order_id
 where (f.sequence, f.status, f.order_number, f.customer_id, f.total, f.reason, f.payment_id)
       is distinct from (s.sequence, s.status, s.order_number, s.customer_id, s.total, s.rejection_reason, s.payment_id)
