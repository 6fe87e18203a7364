-- A change of an order is decided by all or by none: inventory keeps nothing aside for an order that waits for nothing, what
-- an order was changed to its goods were changed to, and what it costs less went back once.
select c.order_id::text as offender, 'change ' || c.id || ' is open and the order waits for nothing' as wrong
  from inventory.reservation_change c
  join "order".orders o on o.id = c.order_id
 where c.status = 'OPEN' and o.open_change is null
union all
select m.order_id::text, 'its total went from ' || (m.data #>> '{previousTotal,amount}') || ' to '
           || (m.data #>> '{total,amount}') || ', the last one before was ' || b.total
  from "order".order_events m
  join lateral (select data #>> '{total,amount}' as total from "order".order_events e
                 where e.order_id = m.order_id and e.sequence < m.sequence
                   and e.type in ('dev.tradewind.order.placed.v1', 'dev.tradewind.order.modified.v1')
                 order by sequence desc limit 1) b on true
 where m.type = 'dev.tradewind.order.modified.v1' and b.total <> m.data #>> '{previousTotal,amount}'
union all
select o.id::text, 'costs ' || o.total || ', its lines ' || l.total
  from "order".orders o
  join (select order_id, sum(unit_price * quantity) as total from "order".order_lines group by order_id) l
    on l.order_id = o.id
 where o.total <> l.total
union all
select r.order_id::text, 'was changed by ' || r.id || ' to cost ' || r.amount || ' less, and ' || coalesce(p.amount, 0)
           || ' went back'
  from "order".refunds r
  left join (select request_id, sum(amount) as amount from payment.refund where status = 'REFUNDED' group by request_id) p
    on p.request_id = r.id
 where r.kind = 'DIFFERENCE' and r.status = 'REFUNDED' and coalesce(p.amount, 0) <> r.amount
