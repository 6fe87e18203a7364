-- A confirmed reservation is sold, every line once; a change of it sells what it adds and takes back what it leaves out,
-- once each; it comes back once when it is restocked. Nothing else moves what was sold.
with sold as (
    select reservation_id, product_id, -sum(delta) as pieces
      from inventory.stock_movement
     where kind = 'SALE' or kind = 'RESTOCK' and change_id is not null
     group by reservation_id, product_id
), confirmed as (
    select r.id, l.product_id, l.quantity
      from inventory.reservation r
      join inventory.reservation_line l on l.reservation_id = r.id
     where r.status = 'CONFIRMED'
)
select coalesce(c.id, s.reservation_id)::text as offender,
       'product ' || coalesce(c.product_id, s.product_id) || ': ' || coalesce(c.quantity, 0) || ' confirmed, '
           || coalesce(s.pieces, 0) || ' sold' as wrong
  from confirmed c
  full join sold s on s.reservation_id = c.id and s.product_id = c.product_id
 where coalesce(c.quantity, 0) <> coalesce(s.pieces, 0)
union all
select reservation_id::text, 'product ' || product_id || ': ' || count(*) || ' movements ' || kind || ' by '
           || coalesce('change ' || change_id, 'the order')
  from inventory.stock_movement
 where kind in ('SALE', 'RESTOCK')
 group by reservation_id, product_id, kind, change_id
having count(*) > 1
union all
select m.reservation_id::text, 'product ' || m.product_id || ' moved by change ' || m.change_id || ', which is '
           || coalesce(c.status, 'unknown')
  from inventory.stock_movement m
  left join inventory.reservation_change c on c.id = m.change_id and c.reservation_id = m.reservation_id
 where m.change_id is not null and c.status is distinct from 'CONFIRMED'
union all
select coalesce(r.id, m.reservation_id)::text,
       'product ' || coalesce(r.product_id, m.product_id) || ': ' || coalesce(r.quantity, 0) || ' restocked, '
           || coalesce(m.pieces, 0) || ' came back'
  from (select r.id, l.product_id, l.quantity
          from inventory.reservation r
          join inventory.reservation_line l on l.reservation_id = r.id
         where r.restocked_at is not null) r
  full join (select reservation_id, product_id, sum(delta) as pieces
               from inventory.stock_movement
              where kind = 'RESTOCK' and change_id is null
              group by reservation_id, product_id) m
    on m.reservation_id = r.id and m.product_id = r.product_id
 where coalesce(r.quantity, 0) <> coalesce(m.pieces, 0)
