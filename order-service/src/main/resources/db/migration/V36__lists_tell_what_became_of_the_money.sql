-- What became of money and goods of an order that came to nothing, as its last event told; null where none told it.
alter table order_summaries
    add column payment_status     text,
    add column reservation_status text;
