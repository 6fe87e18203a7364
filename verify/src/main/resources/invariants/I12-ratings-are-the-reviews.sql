-- What is said of a product is the sum of its reviews, and what was told is what the product says.
with summed as (
    select product_id, count(*) as count, sum(rating) as stars from catalog.reviews group by product_id
)
select coalesce(r.product_id, s.product_id)::text as offender,
       'reviews: ' || coalesce(s.count, 0) || ' with ' || coalesce(s.stars, 0) || ' stars, rating: '
           || coalesce(r.count, 0) || ' with ' || coalesce(r.stars, 0) || ' stars, product: '
           || coalesce(p.rating_count, 0) || ' with ' || coalesce(p.rating_stars, 0) || ' stars' as wrong
  from catalog.ratings r
  full join summed s on s.product_id = r.product_id
  left join catalog.products p on p.id = r.product_id and p.deleted_at is null
 where coalesce(r.count, 0) <> coalesce(s.count, 0)
    or coalesce(r.stars, 0) <> coalesce(s.stars, 0)
    or r.told and (p.rating_count, p.rating_stars) <> (r.count, r.stars)
