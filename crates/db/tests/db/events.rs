//! The chain finds every change.

use crate::*;
use jieqing_db::events::{NewEvent, after, append, start_chain, verify};
use jieqing_db::{Engine, WriteTx, db_test};

fn event(company: i64, n: i64) -> NewEvent<'static> {
    NewEvent {
        company,
        at_us: 1_790_000_000_000_000 + n,
        actor: 7,
        request_id: "req-1",
        subject_type: "order",
        subject_id: 100 + n,
        kind: "order.confirmed",
        business_date: "2026-11-24".into(),
        payload: format!("{{\"n\":{n}}}"),
    }
}

/// A company with `events` events.
pub(crate) fn chain(db: &Db, company: i64, events: i64) {
    db.write(move |tx| {
        start_chain(tx, company)?;
        for n in 1..=events {
            assert_eq!(append(tx, &event(company, n))?, n);
        }
        Ok(())
    })
    .unwrap();
}

/// Appends one event to company 1.
pub(crate) fn one(tx: &mut WriteTx<'_>, n: i64) -> Result<(), Error> {
    append(tx, &event(1, n))?;
    Ok(())
}

fn verdict(db: &Db, company: i64) -> Result<i64, String> {
    db.read(|tx| verify(tx, company)).unwrap()
}

/// Runs `text` with the append-only guard off, as somebody with the database's password could.
fn tamper(db: &Db, text: &'static str) {
    let (off, on): (&[&'static str], &[&'static str]) = match db.engine() {
        Engine::Postgres => (
            &["alter table event_log disable trigger all"],
            &["alter table event_log enable trigger all"],
        ),
        Engine::Sqlite => (
            &[
                "drop trigger if exists event_log_fixed",
                "drop trigger if exists event_log_kept",
            ],
            &[],
        ),
    };
    db.write(move |tx| {
        for text in off.iter().chain([&text]).chain(on) {
            tx.exec(&Sql::new("TAMPER", text), &[])?;
        }
        Ok(())
    })
    .unwrap();
}

/// Every column of the table, and a change of one byte or unit of it in row 2 and back.
const FLIPS: &[(&str, &str, &str)] = &[
    (
        "company_id",
        "update event_log set company_id = 2 where company_id = 1 and seq = 2",
        "update event_log set company_id = 1 where company_id = 2",
    ),
    (
        "seq",
        "update event_log set seq = 99 where seq = 2",
        "update event_log set seq = 2 where seq = 99",
    ),
    (
        "at_us",
        "update event_log set at_us = at_us + 1 where seq = 2",
        "update event_log set at_us = at_us - 1 where seq = 2",
    ),
    (
        "actor_id",
        "update event_log set actor_id = 8 where seq = 2",
        "update event_log set actor_id = 7 where seq = 2",
    ),
    (
        "request_id",
        "update event_log set request_id = 'req-2' where seq = 2",
        "update event_log set request_id = 'req-1' where seq = 2",
    ),
    (
        "subject_type",
        "update event_log set subject_type = 'ordes' where seq = 2",
        "update event_log set subject_type = 'order' where seq = 2",
    ),
    (
        "subject_id",
        "update event_log set subject_id = subject_id + 1 where seq = 2",
        "update event_log set subject_id = subject_id - 1 where seq = 2",
    ),
    (
        "kind",
        "update event_log set kind = 'order.confirmee' where seq = 2",
        "update event_log set kind = 'order.confirmed' where seq = 2",
    ),
    (
        "layout",
        "update event_log set layout = 2 where seq = 2",
        "update event_log set layout = 1 where seq = 2",
    ),
    (
        "business_date",
        "update event_log set business_date = '2026-11-25' where seq = 2",
        "update event_log set business_date = '2026-11-24' where seq = 2",
    ),
    (
        "payload",
        "update event_log set payload = '{\"n\":3}' where seq = 2",
        "update event_log set payload = '{\"n\":2}' where seq = 2",
    ),
    (
        "hash",
        "update event_log set hash = (select hash from event_log where seq = 1) where seq = 2",
        "",
    ),
];

db_test! { a_change_in_any_column_is_found, |db| {
    chain(db, 1, 3);
    assert_eq!(verdict(db, 1), Ok(3));
    let columns: &'static str = match db.engine() {
        Engine::Sqlite => "select name from pragma_table_info('event_log') order by cid",
        Engine::Postgres => "select column_name::text from information_schema.columns
            where table_name = 'event_log' order by ordinal_position",
    };
    let columns = db.read(|tx| tx.all::<(String,)>(&Sql::new("COLUMNS", columns), &[])).unwrap();
    let names: Vec<&str> = columns.iter().map(|c| c.0.as_str()).collect();
    let flipped: Vec<&str> = FLIPS.iter().map(|f| f.0).collect();
    assert_eq!(names, flipped, "a column is not tried");
    for (column, there, back) in FLIPS {
        tamper(db, there);
        let said = verdict(db, 1).unwrap_err();
        assert!(said.contains("event 2"), "{column}: {said}");
        if !back.is_empty() {
            tamper(db, back);
            assert_eq!(verdict(db, 1), Ok(3), "{column}");
        }
    }
} }

db_test! { a_removed_or_moved_row_is_found, |db| {
    chain(db, 1, 4);
    tamper(db, "delete from event_log where seq = 2");
    assert_eq!(verdict(db, 1), Err("event 2 is missing".into()));
    tamper(db, "update event_log set seq = seq - 1 where seq > 2");
    assert!(verdict(db, 1).unwrap_err().contains("event 2 was changed"));
} }

db_test! { a_cut_tail_is_found, |db| {
    chain(db, 1, 3);
    tamper(db, "delete from event_log where seq = 3");
    assert_eq!(verdict(db, 1), Err("the chain ends at 2, its head says 3".into()));
    tamper(db, "update chain_heads set seq = 2");
    assert!(verdict(db, 1).is_err(), "the head's hash is of event 3");
    tamper(db, "delete from event_log");
    assert!(verdict(db, 1).is_err());
    tamper(db, "delete from chain_heads");
    assert_eq!(verdict(db, 1), Err("the chain has no head".into()));
} }

db_test! { companies_have_chains_of_their_own, |db| {
    chain(db, 1, 2);
    chain(db, 2, 3);
    assert_eq!((verdict(db, 1), verdict(db, 2)), (Ok(2), Ok(3)));
    let rows = db.read(|tx| after(tx, 2, 1, 10)).unwrap();
    let seqs: Vec<i64> = rows.iter().map(|r| r.seq).collect();
    assert_eq!(seqs, [2, 3]);
    assert_eq!(rows[0].payload, "{\"n\":2}");
    let twice = db.write(|tx| Ok(start_chain(tx, 1)?));
    assert!(db_error(twice.unwrap_err()).is_unique("chain_heads_pkey"));
    assert!(db.write(|tx| Ok(append(tx, &event(3, 1))?)).is_err(), "no chain, no event");
} }

db_test! { parallel_writers_leave_no_gap, |db| {
    chain(db, 1, 0);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for n in 0..20 {
                    db.write(move |tx| Ok(append(tx, &event(1, n))?)).unwrap();
                    // A refusal after the append gives its number back.
                    let refused = db.write(move |tx| {
                        append(tx, &event(1, n))?;
                        Err::<(), _>(Error::refused("no"))
                    });
                    assert!(refused.is_err());
                }
            });
        }
    });
    assert_eq!(verdict(db, 1), Ok(120));
} }
