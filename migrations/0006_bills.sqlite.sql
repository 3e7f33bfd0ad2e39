-- SQLite compares text by bytes: bills_number serves "begins with" as it is.
create trigger bill_steps_kept before delete on bill_steps begin
  select raise(abort, 'bill_steps is append-only');
end;
