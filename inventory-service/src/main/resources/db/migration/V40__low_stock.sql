-- With so many available pieces or fewer the staff is warned; null where the organisation has not said, so that the
-- setting of the service counts.
alter table stock
    add column low_at bigint,
    add constraint stock_low_at check (low_at >= 0);
