create trigger statement_answers_fixed before update on statement_answers begin select raise(abort, 'answers are kept as given'); end;
create trigger statement_answers_kept before delete on statement_answers begin select raise(abort, 'answers are kept as given'); end;
