-- What a search finds is what the catalogue and inventory keep, in their last version, and nothing that is gone.
select coalesce(c.id, f.id)::text as offender,
       'catalogue: ' || case when c.id is null then 'nothing' else
               'version ' || c.version || ' of "' || c.title || '" at ' || c.price_amount || ', available '
               || coalesce((s.on_hand - s.reserved)::text, 'unknown') end
           || '; found: ' || case when f.id is null then 'nothing' else
               'version ' || f.version || ' of "' || f.title || '" at ' || f.price || ', in stock ' || f.in_stock end
           as wrong
  from (select * from catalog.products where deleted_at is null) c
  left join inventory.stock s on s.product_id = c.id
  full join shelf.products f on f.id = c.id
 where (c.version, c.title, c.store_id, c.price_amount, coalesce(s.on_hand > s.reserved, false))
       is distinct from (f.version, f.title, f.store_id, f.price, f.in_stock)
