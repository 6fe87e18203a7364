-- The read model is what the events say.
with folded as (
    select p.order_id, l.sequence,
           p.data ->> 'orderNumber' as order_number,
           (p.data ->> 'customerId')::uuid as customer_id,
           coalesce(m.total, (p.data -> 'total' ->> 'amount')::bigint) as total,
           case s.type
               when 'dev.tradewind.order.placed.v1' then 'PENDING'
               when 'dev.tradewind.order.confirmed.v1' then 'CONFIRMED'
               when 'dev.tradewind.order.rejected.v1' then 'REJECTED'
               when 'dev.tradewind.order.cancelled.v1' then 'CANCELLED'
               when 'dev.tradewind.order.status-updated.v1' then s.data ->> 'status' end as status,
           r.data ->> 'reason' as reason,
           (c.data ->> 'paymentId')::uuid as payment_id
      from "order".order_events p
      join (select distinct on (order_id) * from "order".order_events order by order_id, sequence desc) l
        on l.order_id = p.order_id
      join (select distinct on (order_id) * from "order".order_events
             where type in ('dev.tradewind.order.placed.v1', 'dev.tradewind.order.confirmed.v1',
                            'dev.tradewind.order.rejected.v1', 'dev.tradewind.order.cancelled.v1',
                            'dev.tradewind.order.status-updated.v1')
             order by order_id, sequence desc) s
        on s.order_id = p.order_id
      left join (select distinct on (order_id) order_id, (data -> 'total' ->> 'amount')::bigint as total
                   from "order".order_events
                  where type = 'dev.tradewind.order.modified.v1'
                  order by order_id, sequence desc) m
        on m.order_id = p.order_id
      left join "order".order_events r on r.order_id = p.order_id and r.type = 'dev.tradewind.order.rejected.v1'
      left join "order".order_events c on c.order_id = p.order_id and c.type = 'dev.tradewind.order.confirmed.v1'
     where p.sequence = 1
)
select coalesce(f.order_id, s.order_id)::text as offender,
       'listed as ' || coalesce(s.status || ' at ' || s.sequence, 'nothing') || ', the events say '
           || coalesce(f.status || ' at ' || f.sequence, 'nothing') as wrong
  from folded f
  full join "order".order_summaries s on s.order_id = f.order_id
 where (f.sequence, f.status, f.order_number, f.customer_id, f.total, f.reason, f.payment_id)
       is distinct from (s.sequence, s.status, s.order_number, s.customer_id, s.total, s.rejection_reason, s.payment_id)
