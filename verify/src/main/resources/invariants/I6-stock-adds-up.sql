-- What is on hand is the sum of all movements; what is reserved the sum of open reservations, of what carts hold, and of
-- what open changes set aside on top of what was sold.
with moved as (
    select product_id, sum(delta) as pieces from inventory.stock_movement group by product_id
), held as (
    select product_id, sum(pieces) as pieces
      from (select l.product_id, l.quantity as pieces
              from inventory.reservation r
              join inventory.reservation_line l on l.reservation_id = r.id
             where r.status in ('RESERVED', 'HELD')
            union all
            select w.product_id, greatest(0, w.quantity - coalesce(l.quantity, 0))
              from inventory.reservation_change c
              join inventory.reservation_change_line w on w.change_id = c.id
              left join inventory.reservation_line l
                on l.reservation_id = c.reservation_id and l.product_id = w.product_id
             where c.status = 'OPEN') aside
     group by product_id
)
select coalesce(s.product_id, m.product_id)::text as offender,
       'on hand ' || coalesce(s.on_hand, 0) || ', movements add up to ' || coalesce(m.pieces, 0) as wrong
  from inventory.stock s
  full join moved m on m.product_id = s.product_id
 where coalesce(s.on_hand, 0) <> coalesce(m.pieces, 0)
union all
select coalesce(s.product_id, h.product_id)::text,
       'reserved ' || coalesce(s.reserved, 0) || ', open reservations hold ' || coalesce(h.pieces, 0)
  from inventory.stock s
  full join held h on h.product_id = s.product_id
 where coalesce(s.reserved, 0) <> coalesce(h.pieces, 0)
union all
select product_id::text, 'available ' || on_hand - reserved
  from inventory.stock
 where on_hand < reserved
