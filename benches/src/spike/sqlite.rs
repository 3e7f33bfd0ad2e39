//! Beside rusqlite with the same settings.

use super::{INSERT, PART, SELECT, TABLE, case, commits, open, rows, values};
use crate::load::hammer;
use crate::meter::Meter;
use crate::report::{Case, Report};
use crate::scratch;
use crate::{Options, Outcome};
use rusqlite::{Connection, params_from_iter};
use std::path::Path;

const ENGINE: &str = "sqlite";

fn connect(path: &Path) -> Outcome<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -32000;",
    )?;
    Ok(conn)
}

/// `$1` is a named parameter to SQLite; numbered ones are `?1`.
fn numbered() -> String {
    INSERT.replace('$', "?")
}

/// Durable one-row commits by one raw writer: SQLite has no more.
pub(crate) fn baseline(
    part: &'static str,
    folder: &Path,
    options: &Options,
    report: &mut Report,
) -> Outcome<f64> {
    let path = folder.join("raw.db");
    let raw = connect(&path)?;
    raw.execute_batch(&TABLE.replace("create table", "create table if not exists"))?;
    let insert = numbered();
    let (ops, cost, mut times) = hammer(
        1,
        options,
        None,
        |_| connect(&path),
        |conn, n| {
            conn.execute_batch("begin immediate")?;
            conn.prepare_cached(&insert)?
                .execute(params_from_iter(values(n)))?;
            conn.execute_batch("commit")?;
            Ok(())
        },
    )?;
    let case = Case {
        part,
        engine: ENGINE,
        name: "raw commit, one row each".to_owned(),
        clients: 1,
    };
    Ok(report.add(case, ops, cost, None, &mut times).per_s)
}

pub(super) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    let folder = scratch::folder(options)?;
    let baseline = baseline(PART, folder.path(), options, report)?;
    let raw = connect(&folder.path().join("raw.db"))?;

    let path = folder.path().join("db.db");
    let db = open(&path.to_string_lossy(), 8)?;
    db.write(|tx| Ok(tx.exec(&jieqing_db::Sql::new("TABLE", TABLE), &[])?))?;
    commits(&db, ENGINE, None, |_| baseline, options, report)?;

    let raw_rows = raw_rows(raw, options, report)?;
    rows(&db, ENGINE, None, raw_rows, options, report)
}

fn raw_rows(mut raw: Connection, options: &Options, report: &mut Report) -> Outcome<(f64, f64)> {
    let ops = u64::try_from(options.rows)?;
    raw.execute_batch("delete from posting")?;
    let meter = Meter::start(None);
    let tx = raw.transaction()?;
    let mut statement = tx.prepare(&numbered())?;
    for n in 0..options.rows {
        statement.execute(params_from_iter(values(n)))?;
    }
    drop(statement);
    tx.commit()?;
    let bulk = report
        .add(
            case(ENGINE, "raw prepared loop, rows", 1),
            ops,
            meter.stop(),
            None,
            &mut [],
        )
        .per_s;

    let meter = Meter::start(None);
    let mut statement = raw.prepare(SELECT)?;
    let mut all = statement.query([])?;
    let mut sum = 0_i64;
    while let Some(row) = all.next()? {
        let texts: (String, String, String, String) =
            (row.get(2)?, row.get(3)?, row.get(4)?, row.get(6)?);
        let numbers: (i64, i64, i64, bool) = (row.get(0)?, row.get(1)?, row.get(5)?, row.get(7)?);
        sum ^= numbers.0 ^ numbers.1 ^ numbers.2 ^ i64::from(numbers.3);
        sum ^= i64::try_from(texts.0.len() + texts.1.len() + texts.2.len() + texts.3.len())?;
    }
    let stream = report
        .add(
            case(ENGINE, "raw query, rows", 1),
            ops,
            meter.stop(),
            None,
            &mut [],
        )
        .per_s;
    std::hint::black_box(sum);
    Ok((bulk, stream))
}
