//! The same failure has the same kind and name on both engines.

use crate::*;
use jieqing_db::db_test;

fn ddl(db: &Db, text: &'static str) {
    db.write(move |tx| Ok(tx.exec(&Sql::new("DDL", text), &[])?))
        .unwrap();
}

fn failure(db: &Db, text: &'static str) -> DbError {
    db_error(
        db.write(move |tx| Ok(tx.exec(&Sql::new("BAD", text), &[])?))
            .unwrap_err(),
    )
}

db_test! { unique_violations_are_named, |db| {
    ddl(db, "create table u (a bigint not null, b bigint not null, c text unique, d text, primary key (a, b))");
    ddl(db, "create unique index u_d on u (a, d)");
    ddl(db, "create unique index u_d_open on u (b) where c = 'open'");
    ddl(db, "insert into u values (1, 1, 'open', 'd')");
    let pk = failure(db, "insert into u values (1, 1, 'y', 'e')");
    assert!(pk.is_unique("u_pkey"), "{pk}");
    let index = failure(db, "insert into u values (1, 2, 'y', 'd')");
    assert!(index.is_unique("u_d"), "{index}");
    assert!(!index.is_unique("u_pkey") && !index.is_unique("u_d_open") && !index.is_unique("u"));
    let inline = failure(db, "insert into u values (2, 2, 'open', 'd')");
    assert!(inline.is_unique("u_c_key"), "{inline}");
} }

db_test! { a_partial_unique_index_is_named, |db| {
    ddl(db, "create table p (id bigint primary key, key text, state text not null)");
    ddl(db, "create unique index p_live on p (key) where state in ('queued', 'running')");
    ddl(db, "insert into p values (1, 'k', 'queued'), (2, 'k', 'done'), (3, null, 'queued'), (4, null, 'queued')");
    let error = failure(db, "insert into p values (5, 'k', 'running')");
    assert!(error.is_unique("p_live"), "{error}");
    ddl(db, "update p set state = 'done' where id = 1");
    ddl(db, "insert into p values (5, 'k', 'running')");
    let plain = failure(db, "insert into p values (5, 'z', 'running')");
    assert!(plain.is_unique("p_pkey"), "{plain}");
} }

db_test! { other_constraints_are_one_kind, |db| {
    ddl(db, "create table parent (id bigint primary key)");
    ddl(db, "create table child (id bigint primary key, parent_id bigint references parent (id), n bigint not null check (n > 0))");
    for bad in [
        "insert into child values (1, 99, 1)",
        "insert into child values (1, null, 0)",
        "insert into child values (1, null, null)",
    ] {
        let error = failure(db, bad);
        assert!(matches!(error, DbError::Constraint(_)), "{bad}: {error:?}");
    }
} }

db_test! { a_wrong_statement_is_other, |db| {
    for bad in ["selekt 1", "insert into nowhere values (1)"] {
        let error = failure(db, bad);
        assert!(matches!(error, DbError::Other { statement: "BAD", .. }), "{error:?}");
    }
} }

db_test! { append_only_tables_refuse_changes, |db| {
    crate::events::chain(db, 1, 2);
    for bad in ["update event_log set actor_id = 2", "delete from event_log"] {
        let error = failure(db, bad);
        assert!(matches!(error, DbError::Constraint(_)), "{bad}: {error:?}");
    }
} }
