-- A confirmed reservation is sold, every line once, and comes back once when it is restocked; nothing else is.
with sold as (
    select reservation_id, product_id, count(*) as times, -sum(delta) as pieces
      from inventory.stock_movement
     where kind = 'SALE'
     group by reservation_id, product_id
), confirmed as (
    select r.id, l.product_id, l.quantity
      from inventory.reservation r
      join inventory.reservation_line l on l.reservation_id = r.id
     where r.status = 'CONFIRMED'
)
select coalesce(c.id, s.reservation_id)::text as offender,
       'product ' || coalesce(c.product_id, s.product_id) || ': ' || coalesce(c.quantity, 0) || ' confirmed, '
           || coalesce(s.pieces, 0) || ' sold in ' || coalesce(s.times, 0) || ' movements' as wrong
  from confirmed c
  full join sold s on s.reservation_id = c.id and s.product_id = c.product_id
 where coalesce(c.quantity, 0) <> coalesce(s.pieces, 0) or coalesce(s.times, 0) <> 1
union all
select coalesce(r.id, m.reservation_id)::text,
       'product ' || coalesce(r.product_id, m.product_id) || ': ' || coalesce(r.quantity, 0) || ' restocked, '
           || coalesce(m.pieces, 0) || ' came back in ' || coalesce(m.times, 0) || ' movements'
  from (select r.id, l.product_id, l.quantity
          from inventory.reservation r
          join inventory.reservation_line l on l.reservation_id = r.id
         where r.restocked_at is not null) r
  full join (select reservation_id, product_id, count(*) as times, sum(delta) as pieces
               from inventory.stock_movement
              where kind = 'RESTOCK'
              group by reservation_id, product_id) m
    on m.reservation_id = r.id and m.product_id = r.product_id
 where coalesce(r.quantity, 0) <> coalesce(m.pieces, 0) or coalesce(m.times, 0) <> 1
