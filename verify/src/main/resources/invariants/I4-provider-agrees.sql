-- The provider's books and ours say the same, both ways.
with taken as (
    select reference, amount, currency from payment.provider_charge where status = 'CHARGED'
), given_back as (
    select charge_reference, sum(amount) as amount from payment.provider_refund group by charge_reference
)
select coalesce(p.order_id::text, t.reference) as offender,
       'we captured ' || coalesce(p.captured::text, 'nothing') || ', the provider ' || coalesce(t.amount::text, 'nothing')
           as wrong
  from (select * from payment.payment where captured > 0) p
  full join taken t on t.reference = p.provider_reference
 where (p.captured, p.currency) is distinct from (t.amount, t.currency)
union all
select coalesce(p.order_id::text, g.charge_reference),
       'we refunded ' || coalesce(p.refunded, 0) || ', the provider ' || coalesce(g.amount, 0)
  from (select * from payment.payment where refunded > 0) p
  full join given_back g on g.charge_reference = p.provider_reference
 where coalesce(p.refunded, 0) <> coalesce(g.amount, 0)
union all
select r.payment_id::text, 'refund ' || r.id || ' is not in the provider''s books'
  from payment.refund r
 where r.status = 'REFUNDED'
   and not exists (select 1 from payment.provider_refund p where p.reference = r.provider_reference)
