-- For whoever polls all lists of an organisation, and for the last that was made.
create index pick_list_made on pick_list (organization_id, made_at, id) where status <> 'WAITING';
