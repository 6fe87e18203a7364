-- What is forgotten once nobody has touched it for long.
create index reservation_lapsed on reservation (updated_at) where status = 'LAPSED';
create index reservation_change_decided on reservation_change (updated_at) where status <> 'OPEN';
