//! Many rows at once.

use crate::*;
use jieqing_db::{Bulk, ToV, V, db_test};

const THINGS: Bulk = Bulk {
    table: "thing",
    columns: &["id", "name", "flag", "raw", "n"],
};

const NASTY: &[&str] = &[
    "",
    "\\",
    "\\N",
    "\\.",
    "\t",
    "\n",
    "\r\n",
    "a\tb\\tc\nd\\ne\r",
    "'; drop table thing; --",
    "\u{0001}\u{0008}\u{000c}",
    "結清 \u{1F4B0}",
    "\\x41",
    "$1 ? {}",
];

db_test! { any_text_and_bytes_arrive, |db| {
    make(db);
    db.write(|tx| {
        let rows = NASTY.iter().enumerate().map(|(i, text)| {
            let id = i64::try_from(i).unwrap();
            vec![V::Int(id), text.to_v(), V::Bool(i % 2 == 0), text.as_bytes().to_v(), V::Null]
        });
        assert_eq!(tx.bulk(THINGS, rows)?, u64::try_from(NASTY.len()).unwrap());
        Ok(())
    }).unwrap();
    static BACK: Sql = Sql::new("BACK", "select name, raw, flag, n from thing order by id");
    let rows = db.read(|tx| tx.all::<(String, Vec<u8>, bool, Option<i64>)>(&BACK, &[])).unwrap();
    for (i, (text, raw, flag, n)) in rows.into_iter().enumerate() {
        assert_eq!(text, NASTY[i]);
        assert_eq!(raw, NASTY[i].as_bytes());
        assert_eq!((flag, n), (i % 2 == 0, None));
    }
} }

db_test! { more_than_one_buffer_full, |db| {
    make(db);
    let long = "長".repeat(1_000);
    db.write(move |tx| {
        let rows = (0..2_000_i64).map(|id| vec![V::Int(id), long.to_v(), V::Null, V::Null, V::Int(1)]);
        Ok(tx.bulk(THINGS, rows)?)
    }).unwrap();
    assert_eq!(count(db), (2_000, 2_000));
} }

db_test! { no_rows_at_all, |db| {
    make(db);
    assert_eq!(db.write(|tx| Ok(tx.bulk(THINGS, [])?)).unwrap(), 0);
} }

db_test! { a_duplicate_undoes_all_and_is_named, |db| {
    make(db);
    let out = db.write(|tx| {
        let rows = [1, 2, 3, 2].map(|id| vec![V::Int(id), V::Null, V::Null, V::Null, V::Null]);
        Ok(tx.bulk(THINGS, rows)?)
    });
    assert!(db_error(out.unwrap_err()).is_unique("thing_pkey"));
    assert_eq!(count(db), (0, 0));
} }

db_test! { a_short_row_or_a_zero_byte_is_refused, |db| {
    make(db);
    for row in [
        vec![V::Int(1)],
        vec![V::Int(1), "a\0b".to_v(), V::Null, V::Null, V::Null],
    ] {
        let out = db.write(move |tx| Ok(tx.bulk(THINGS, [row.clone()])?));
        assert!(matches!(db_error(out.unwrap_err()), DbError::Other { .. }));
        assert_eq!(count(db), (0, 0));
    }
} }

db_test! { a_panic_between_rows_leaves_nothing, |db| {
    make(db);
    let out = db.write(|tx| {
        let rows = (0..5_i64).map(|id| {
            assert!(id < 3, "row {id}");
            vec![V::Int(id), V::Null, V::Null, V::Null, V::Null]
        });
        Ok(tx.bulk(THINGS, rows)?)
    });
    assert!(matches!(out, Err(Error::Bug(_))), "{out:?}");
    assert_eq!(count(db), (0, 0));
    put(db, 1, 1).unwrap();
} }
