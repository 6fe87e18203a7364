-- What is charged is charged once, be it an order or a difference of it, and never more refunded than captured.
select key as offender, count(distinct id) || ' payments were announced as received' as wrong
  from kafka.messages
 where type = 'dev.tradewind.payment.processed.v1'
 group by key
having count(distinct id) > greatest(1, (
           select count(*) from payment.payment p where p.order_id::text = key and p.captured > 0))
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
