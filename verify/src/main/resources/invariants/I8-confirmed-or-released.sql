-- Never released after confirmed, nor confirmed after released or expired.
select key as offender, 'was announced as ' || string_agg(distinct type, ' and ') as wrong
  from kafka.messages
 where type in ('dev.tradewind.inventory.reservation-confirmed.v1',
                'dev.tradewind.inventory.reservation-lost.v1',
                'dev.tradewind.inventory.reservation-released.v1')
 group by key
having bool_or(type = 'dev.tradewind.inventory.reservation-confirmed.v1')
   and bool_or(type <> 'dev.tradewind.inventory.reservation-confirmed.v1')
union all
select r.id::text, 'is ' || r.status || ' and was sold'
  from inventory.reservation r
 where r.status <> 'CONFIRMED'
   and r.id in (select reservation_id from inventory.stock_movement where kind = 'SALE')
union all
select r.id::text, 'is ' || r.status || ' and was announced as confirmed'
  from inventory.reservation r
  join kafka.messages m on m.key = r.order_id::text
 where r.status <> 'CONFIRMED' and m.type = 'dev.tradewind.inventory.reservation-confirmed.v1'
