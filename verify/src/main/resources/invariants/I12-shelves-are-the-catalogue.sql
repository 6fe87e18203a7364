-- The copies that orders are priced by are the catalogue.
select coalesce(c.id, s.product_id)::text as offender,
       'catalogue: version ' || coalesce(c.version::text, 'none') || ' at ' || coalesce(c.price_amount::text, 'nothing')
           || ', shelf: version ' || coalesce(s.version::text, 'none') || ' at ' || coalesce(s.price::text, 'nothing')
           as wrong
  from catalog.products c
  full join "order".shelf_products s on s.product_id = c.id
 where c.version is distinct from s.version
    or c.deleted_at is null and (c.price_amount, c.price_currency) is distinct from (s.price, s.currency)
    or c.deleted_at is not null and s.price is not null
