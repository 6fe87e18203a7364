-- Mails to many do not stand in the way of those that somebody waits for.
drop index delivery_log_due;

create index delivery_log_waited_for on delivery_log (due_at)
    where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind <> 'PROMOTION';
create index delivery_log_to_many on delivery_log (due_at)
    where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind = 'PROMOTION';
