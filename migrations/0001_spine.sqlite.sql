-- Posted entries, their lines, and the event log never change (reliability.md L8, U5).
create trigger ledger_entries_fixed before update on ledger_entries begin select raise(abort, 'posted entries are immutable'); end;
create trigger ledger_entries_kept before delete on ledger_entries begin select raise(abort, 'posted entries are immutable'); end;
create trigger ledger_lines_fixed before update on ledger_lines begin select raise(abort, 'posted lines are immutable'); end;
create trigger ledger_lines_kept before delete on ledger_lines begin select raise(abort, 'posted lines are immutable'); end;
create trigger event_log_fixed before update on event_log begin select raise(abort, 'the event log is append-only'); end;
create trigger event_log_kept before delete on event_log begin select raise(abort, 'the event log is append-only'); end;
create trigger item_changes_fixed before update on item_changes begin select raise(abort, 'item changes are append-only'); end;
create trigger item_changes_kept before delete on item_changes begin select raise(abort, 'item changes are append-only'); end;
create trigger statement_lines_fixed before update on statement_lines begin select raise(abort, 'statement lines are frozen'); end;
create trigger statement_lines_kept before delete on statement_lines begin select raise(abort, 'statement lines are frozen'); end;
