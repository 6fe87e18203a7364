-- Where orders are taken, the same stores are open as in the catalogue.
select coalesce(c.id, s.store_id)::text as offender,
       'catalogue: version ' || coalesce(c.version::text, 'none') || ' ' || coalesce(c.status, 'none')
           || ', orders: version ' || coalesce(s.version::text, 'none') || ' '
           || case when s.open then 'OPEN' when not s.open then 'CLOSED' else 'none' end as wrong
  from catalog.stores c
  full join "order".shelf_stores s on s.store_id = c.id
 where c.version is distinct from s.version
    or (c.status = 'OPEN') is distinct from s.open
