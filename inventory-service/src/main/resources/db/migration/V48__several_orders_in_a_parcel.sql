-- A parcel may carry several orders, and a number that one organisation uses takes none from another.
drop index pick_list_tracking;
create index pick_list_tracking on pick_list (carrier, tracking_number) where carrier is not null;
