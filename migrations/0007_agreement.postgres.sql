create trigger statement_answers_fixed before update or delete on statement_answers for each row execute function refuse_change();
