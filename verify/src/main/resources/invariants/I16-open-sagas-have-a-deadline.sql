-- No saga is open without a deadline to come.
select order_id::text as offender, 'step ' || step || ', deadline ' || coalesce(deadline::text, 'none') as wrong
  from "order".sagas
 where progress in ('DOING', 'UNDOING') and stuck is null
   and (deadline is null or deadline < now() - interval '60 seconds')
