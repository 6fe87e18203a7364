-- Staff may ship an order without saying by whom and under which number.
alter table pick_list
    drop constraint pick_list_status,
    add constraint pick_list_status check (
           status in ('WAITING', 'OPEN', 'SHORT', 'CANCELLED') and carrier is null and shipped_at is null
        or status = 'PACKED' and packed_at is not null and carrier is null and shipped_at is null
        or status = 'SHIPPED' and shipped_at is not null
        or status = 'DELIVERED' and shipped_at is not null and delivered_at is not null),
    add constraint pick_list_parcel check ((carrier is null) = (tracking_number is null));
