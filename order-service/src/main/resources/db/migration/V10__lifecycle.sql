-- Orders go on after they are confirmed. What others still decide about is `open_change`, one at a time.
alter table orders
    drop constraint order_status,
    add column estimated_ready_at timestamptz,
    add column tracking_number    text check (length(tracking_number) between 1 and 100),
    add column cancellation       text check (length(cancellation) between 1 and 500),
    add column open_change        text check (open_change in ('CANCELLATION', 'MODIFICATION'));

-- The sealed OrderStatus, said once more where it cannot be bypassed.
alter table orders add constraint order_status check (
       status = 'PENDING' and status_since is null and rejection_reason is null
    or status in ('CONFIRMED', 'PREPARING', 'READY', 'PACKED', 'OUT_FOR_DELIVERY', 'SHIPPED', 'DELIVERED', 'COMPLETED')
       and status_since is not null and rejection_reason is null
       and payment_status in ('APPROVED', 'PARTIALLY_REFUNDED', 'REFUNDED') and payment_id is not null
       and reservation_status = 'CONFIRMED'
       and case fulfilment
           when 'PICKUP' then status in ('CONFIRMED', 'PREPARING', 'READY', 'COMPLETED')
           when 'DELIVERY' then status in ('CONFIRMED', 'PREPARING', 'READY', 'OUT_FOR_DELIVERY', 'DELIVERED')
           else status in ('CONFIRMED', 'PACKED', 'SHIPPED', 'DELIVERED') end
    or status = 'REJECTED' and status_since is not null and rejection_reason is not null
       and payment_status in ('DECLINED', 'VOIDED', 'REFUNDED')
       and reservation_status in ('RELEASED', 'EXPIRED')
    or status = 'CANCELLED' and status_since is not null and rejection_reason is null and open_change is null);
