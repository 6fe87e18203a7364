-- What is charged is charged once, be it an order or a difference of it, and never more refunded than captured.
with received as (
    select key as order_id, count(distinct id) as times
      from kafka.messages
     where type = 'dev.tradewind.payment.processed.v1'
     group by key
), captured as (
    select order_id::text, count(*) as payments
      from payment.payment
     where captured > 0
     group by order_id
)
select r.order_id as offender, r.times || ' payments were announced as received' as wrong
  from received r
  left join captured c on c.order_id = r.order_id
 where r.times > greatest(1, coalesce(c.payments, 0))
union all
select r.charge_reference, 'charged ' || c.amount || ', given back ' || sum(r.amount)
  from payment.provider_refund r
  left join payment.provider_charge c on c.reference = r.charge_reference and c.status = 'CHARGED'
 group by r.charge_reference, c.amount
having sum(r.amount) > coalesce(c.amount, 0)
union all
select charge_id::text, count(*) || ' payments hold money'
  from payment.payment
 where captured > 0
 group by charge_id
having count(*) > 1
