-- What is not summed up yet is read whole, each time somebody looks for what is old.
alter index delivery_log_settled set (autosummarize = on);
