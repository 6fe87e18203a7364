-- A reservation holds all lines of its order or none, and an order that ended holds none.
with wanted as (
    select order_id, product_id, sum(quantity) as quantity from "order".order_lines group by order_id, product_id
), held as (
    select r.order_id, l.product_id, sum(l.quantity) as quantity
      from inventory.reservation r
      join inventory.reservation_line l on l.reservation_id = r.id
     where r.status in ('RESERVED', 'CONFIRMED') and r.restocked_at is null
     group by r.order_id, l.product_id
)
select w.order_id::text as offender,
       'wants ' || w.quantity || ' of ' || w.product_id || ' and holds ' || coalesce(h.quantity, 0) as wrong
  from wanted w
  left join held h on h.order_id = w.order_id and h.product_id = w.product_id
 where w.order_id in (select order_id from held) and w.quantity is distinct from h.quantity
union all
select h.order_id::text, 'holds ' || h.quantity || ' of ' || h.product_id || ', which it does not want'
  from held h
  left join wanted w on w.order_id = h.order_id and w.product_id = h.product_id
 where w.order_id is null
union all
select o.id::text, 'is ' || o.status || ' and its reservation ' || coalesce(r.status, 'missing')
  from "order".orders o
  left join inventory.reservation r on r.order_id = o.id
 where o.status in ('CONFIRMED', 'PREPARING', 'READY', 'PACKED', 'OUT_FOR_DELIVERY', 'SHIPPED', 'DELIVERED', 'COMPLETED')
       and (r.status is distinct from 'CONFIRMED' or r.restocked_at is not null)
    or o.status in ('REJECTED', 'CANCELLED') and r.status in ('RESERVED', 'CONFIRMED') and r.restocked_at is null
