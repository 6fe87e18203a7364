-- A message takes effect once, however often it is delivered: it causes each consequence once.
select causation::text as offender,
       count(distinct id) || ' × ' || type || ' of ' || key || ' were caused by it' as wrong
  from kafka.messages
 where causation is not null and topic not like '%.dlt'
 group by causation, source, type, key
having count(distinct id) > 1
