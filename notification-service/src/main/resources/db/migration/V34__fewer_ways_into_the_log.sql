-- Every order writes this log several times, and each time into every index. The key of what is told once finds an
-- event's deliveries, one index finds all of an account, and what is old lies together.
drop index delivery_log_of_event;
drop index delivery_log_to_account;
drop index delivery_log_of_account;
drop index delivery_log_settled;

create index delivery_log_of_account on delivery_log (account_id, id desc);
create index delivery_log_settled on delivery_log using brin (settled_at);
