-- Each partner's deliveries are taken by themselves, so that nobody waits behind another's.
create index webhook_delivery_of_partner on webhook_delivery (webhook_id, next_attempt_at) where status = 'PENDING';
drop index webhook_delivery_due;
