//! Values, rows, statements.

use crate::*;
use jieqing_db::testkit::{columns_fit, unprepared};
use jieqing_db::{SqlBuilder, ToV, V, db_test, row, text_enum};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};

text_enum! {
    /// A word.
    pub enum Word { Open = "open", Shut = "shut" }
}

static ALL: Sql = Sql::new(
    "ALL",
    "insert into thing (id, name, flag, raw, n) values ($1, $2, $3, $4, $5)",
);
static BACK: Sql = Sql::new(
    "BACK",
    "select id, name, flag, raw, n from thing order by id",
);

type Thing = (
    i64,
    Option<String>,
    Option<bool>,
    Option<Vec<u8>>,
    Option<i64>,
);

db_test! { values_come_back_as_they_went, |db| {
    make(db);
    let all_bytes: Vec<u8> = (0..=255).collect();
    let rows: Vec<Thing> = vec![
        (i64::MIN, Some(String::new()), Some(false), Some(Vec::new()), Some(0)),
        (-1, Some("結清 'x' \\ \t \n \u{1F4B0} \u{feff}".into()), Some(true), Some(all_bytes), Some(-1)),
        (0, None, None, None, None),
        (i64::MAX, Some("\\N".into()), Some(true), Some(vec![0, 0]), Some(i64::MAX)),
    ];
    let given = rows.clone();
    db.write(move |tx| {
        for (id, name, flag, raw, n) in &given {
            tx.exec_one(&ALL, params![id, name, flag, raw, n])?;
        }
        Ok(())
    }).unwrap();
    let back = db.read(|tx| tx.all::<Thing>(&BACK, &[])).unwrap();
    assert_eq!(back, rows);
} }

db_test! { typed_values_come_back, |db| {
    make(db);
    let day = date::parse("2026-02-28").unwrap();
    let usd: Currency = "USD".parse().unwrap();
    for (id, value) in [(1_i64, day.to_v()), (2, usd.to_v()), (3, Word::Shut.to_v()), (4, "nonsense".to_v())] {
        let value = value.into_owned();
        db.write(move |tx| Ok(tx.exec_one(&ALL, params![id, value, true, V::Null, 7_i32])?)).unwrap();
    }
    static NAME: Sql = Sql::new("NAME", "select name from thing where id = $1");
    ok(db.read(|tx| {
        assert_eq!(tx.one::<(Date,)>(&NAME, params![1_i64])?.0, day);
        assert_eq!(tx.one::<(Currency,)>(&NAME, params![2_i64])?.0, usd);
        assert_eq!(tx.one::<(Word,)>(&NAME, params![3_i64])?.0, Word::Shut);
        for bad in [
            tx.one::<(Date,)>(&NAME, params![4_i64]).err(),
            tx.one::<(Currency,)>(&NAME, params![4_i64]).err(),
            tx.one::<(Word,)>(&NAME, params![4_i64]).err(),
            tx.one::<(i64,)>(&NAME, params![4_i64]).err(),
        ] {
            assert!(matches!(bad, Some(DbError::Decode { column: 0, .. })), "{bad:?}");
        }
        Ok(())
    }));
} }

db_test! { null_is_not_a_value, |db| {
    static NULL: Sql = Sql::new("NULL", "select cast(null as bigint)");
    static ONE: Sql = Sql::new("ONE", "select 1");
    ok(db.read(|tx| {
        assert!(matches!(tx.one::<(i64,)>(&NULL, &[]), Err(DbError::Decode { .. })));
        assert_eq!(tx.one::<(Option<i64>,)>(&NULL, &[])?, (None,));
        assert_eq!(tx.one::<(i64,)>(&ONE, &[])?, (1,), "a literal is an int4 on PostgreSQL");
        Ok(())
    }));
} }

db_test! { a_text_with_a_zero_byte_is_refused, |db| {
    make(db);
    let out = db.write(|tx| Ok(tx.exec(&ALL, params![1_i64, "a\0b", true, V::Null, 1_i64])?));
    assert!(matches!(db_error(out.unwrap_err()), DbError::Other { .. }));
    assert_eq!(count(db), (0, 0));
} }

row! { struct Two { id: i64, name: Option<String> } }

db_test! { a_row_type_reads_every_column, |db| {
    make(db);
    put(db, 1, 1).unwrap();
    static THREE: Sql = Sql::new("THREE", "select id, name, n from thing");
    static TWO: Sql = Sql::new("TWO", "select id, name from thing");
    assert!(columns_fit::<Two>(db, &TWO).unwrap());
    assert!(!columns_fit::<Two>(db, &THREE).unwrap());
    ok(db.read(|tx| {
        let two = tx.one::<Two>(&TWO, &[])?;
        assert_eq!((two.id, two.name), (1, None));
        let said = tx.all::<Two>(&THREE, &[]).unwrap_err().to_string();
        assert!(said.contains("gives 3 columns, its row type reads 2"), "{said}");
        Ok(())
    }));
} }

db_test! { one_opt_and_exec_one_count, |db| {
    make(db);
    for id in 1..=3 {
        put(db, id, 10).unwrap();
    }
    static BY_N: Sql = Sql::new("BY_N", "select id from thing where n = $1 order by id");
    static SET: Sql = Sql::new("SET", "update thing set n = 0 where n = $1");
    ok(db.read(|tx| {
        assert_eq!(tx.opt::<(i64,)>(&BY_N, params![10_i64])?, Some((1,)));
        assert_eq!(tx.opt::<(i64,)>(&BY_N, params![11_i64])?, None);
        assert!(matches!(tx.one::<(i64,)>(&BY_N, params![10_i64]), Err(DbError::RowCount { got: 3, .. })));
        assert!(matches!(tx.one::<(i64,)>(&BY_N, params![11_i64]), Err(DbError::RowCount { got: 0, .. })));
        Ok(())
    }));
    let out = db.write(|tx| Ok(tx.exec_one(&SET, params![10_i64])?));
    assert!(matches!(db_error(out.unwrap_err()), DbError::RowCount { statement: "SET", got: 3 }));
    assert_eq!(count(db), (3, 30), "nothing changed");
} }

db_test! { rows_stream_and_may_stop, |db| {
    make(db);
    db.write(|tx| {
        for id in 0..2_000_i64 {
            tx.exec_one(&PUT, params![id, 1_i64])?;
        }
        Ok(())
    }).unwrap();
    let mut seen = 0;
    let out = db.read(|tx| tx.each(&BACK, &[], |row| {
        seen += 1;
        assert_eq!(row.columns(), 5);
        if row.get::<i64>(0)? == 500 { Err(Error::refused("enough")) } else { Ok(()) }
    }));
    assert!(matches!(out, Err(Error::Refused(_))));
    assert_eq!(seen, 501);
    assert_eq!(count(db), (2_000, 2_000), "the connection works on");
} }

db_test! { built_statements_run, |db| {
    make(db);
    for id in 1..=9 {
        put(db, id, id % 3).unwrap();
    }
    let ids = |n: Option<i64>, after: Option<i64>, among: Option<&[&dyn ToV]>| {
        let n = n.as_ref().map(|n| n as &dyn ToV);
        let after = after.as_ref().map(|n| n as &dyn ToV);
        let mut list = SqlBuilder::new("LIST", "select id from thing where 1 = 1")
            .bind_if("and n = ?", n)
            .bind_if("and id > ?", after);
        if let Some(among) = among {
            list = list.bind_in("and id in", among);
        }
        let (sql, values) = list.push("order by id").bind("limit ?", &[&5_i64]).finish();
        let rows = db.read(|tx| tx.all::<(i64,)>(&sql, &values)).unwrap();
        rows.into_iter().map(|r| r.0).collect::<Vec<_>>()
    };
    assert_eq!(ids(None, None, None), [1, 2, 3, 4, 5]);
    assert_eq!(ids(Some(0), None, None), [3, 6, 9]);
    assert_eq!(ids(Some(0), Some(3), None), [6, 9]);
    assert_eq!(ids(None, Some(1), Some(&[&1_i64, &2_i64, &7_i64])), [2, 7]);
    assert_eq!(ids(None, None, Some(&[])), [0_i64; 0]);
} }

db_test! { a_read_is_a_snapshot_and_cannot_write, |db| {
    make(db);
    put(db, 1, 1).unwrap();
    ok(db.read(|tx| {
        assert_eq!(tx.one::<(i64, i64)>(&SUM, &[])?, (1, 1));
        put(db, 2, 1).unwrap();
        assert_eq!(tx.one::<(i64, i64)>(&SUM, &[])?, (1, 1));
        Ok(())
    }));
    assert_eq!(count(db), (2, 2));
    static SNEAK: Sql = Sql::new("SNEAK", "insert into thing (id, n) values (9, 9) returning id");
    assert!(db.read(|tx| tx.all::<(i64,)>(&SNEAK, &[])).is_err());
    assert_eq!(count(db), (2, 2));
} }

db_test! { every_statement_of_the_crate_is_accepted, |db| {
    assert_eq!(unprepared(db).unwrap(), [""; 0]);
} }
