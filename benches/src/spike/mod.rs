//! The database layer beside its own engine: durable commits, bulk insert, streaming (ADR 1).

pub(crate) mod postgres;
pub(crate) mod sqlite;

use crate::load::hammer;
use crate::meter::Meter;
use crate::report::{Case, Report};
use crate::{Options, Outcome};
use jieqing_db::{Bulk, Db, DbError, DbOptions, Engine, FromRow, Sql, ToV, V, params, row};

const CLIENTS: [usize; 3] = [1, 8, 32];
const PART: &str = "spike";
const INSERT: &str = "insert into posting (id, doc, day, account, side, minor, memo, flag)
  values ($1, $2, $3, $4, $5, $6, $7, $8)";
static PUT: Sql = Sql::new("PUT", INSERT);
static ALL: Sql = Sql::new("ALL", SELECT);
const SELECT: &str = "select id, doc, day, account, side, minor, memo, flag from posting";
const TABLE: &str = "create table posting (id bigint primary key, doc bigint not null,
  day text not null, account text not null, side text not null, minor bigint not null,
  memo text not null, flag boolean not null)";
const POSTINGS: Bulk = Bulk {
    table: "posting",
    columns: &[
        "id", "doc", "day", "account", "side", "minor", "memo", "flag",
    ],
};

row! {
    struct Posting {
        id: i64, doc: i64, day: String, account: String, side: String, minor: i64, memo: String,
        flag: bool,
    }
}

/// Row number `n`: 8 columns, some 90 bytes.
fn values(n: i64) -> [V<'static>; 8] {
    [
        V::Int(n),
        V::Int(n / 4),
        "2026-11-24".to_v(),
        "1122".to_v(),
        if n % 2 == 0 { "debit" } else { "credit" }.to_v(),
        V::Int(n * 7),
        "货款 SO-202611-0001, line".to_v(),
        V::Bool(n % 3 == 0),
    ]
}

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    sqlite::run(options, report)?;
    match &options.pg {
        Some(url) => postgres::run(url, options, report)?,
        None => report.note("PostgreSQL is not measured: no --pg".into()),
    }
    Ok(())
}

fn case(engine: &'static str, name: &str, clients: usize) -> Case {
    Case {
        part: PART,
        engine,
        name: name.to_owned(),
        clients,
    }
}

/// Single-row writes through [`Db::write`], beside `baseline`.
fn commits(
    db: &Db,
    engine: &'static str,
    server: Option<u32>,
    baseline: impl Fn(usize) -> f64,
    options: &Options,
    report: &mut Report,
) -> Outcome<()> {
    for clients in CLIENTS {
        let (ops, cost, mut times) = hammer(
            clients,
            options,
            server,
            |_| Ok(db.clone()),
            |db, n| Ok(db.write(move |tx| Ok(tx.exec_one(&PUT, &values(n))?))?),
        )?;
        let case = case(engine, "Db::write, one row each", clients);
        report.add(case, ops, cost, Some(baseline(clients)), &mut times);
    }
    Ok(())
}

/// Bulk insert and streaming through the layer, beside the engine's own rates.
fn rows(
    db: &Db,
    engine: &'static str,
    server: Option<u32>,
    (raw_bulk, raw_stream): (f64, f64),
    options: &Options,
    report: &mut Report,
) -> Outcome<()> {
    let count = options.rows;
    let ops = u64::try_from(count)?;
    // SQLite empties a table at once; on PostgreSQL `delete` would leave dead rows in the index.
    let empty = match db.engine() {
        Engine::Sqlite => "delete from posting",
        Engine::Postgres => "truncate posting",
    };
    db.write(move |tx| Ok(tx.exec(&Sql::new("EMPTY", empty), &[])?))?;
    let meter = Meter::start(server);
    db.write(move |tx| Ok(tx.bulk(POSTINGS, (0..count).map(|n| values(n).to_vec()))?))?;
    let case_bulk = case(engine, "Db bulk, rows", 1);
    report.add(case_bulk, ops, meter.stop(), Some(raw_bulk), &mut []);
    let meter = Meter::start(server);
    let (mut sum, mut seen) = (0_i64, 0);
    db.read(|tx| {
        tx.each(&ALL, params![], |row| {
            let posting = Posting::from_row(row)?;
            sum = sum.wrapping_add(posting.check());
            seen += 1;
            Ok::<_, DbError>(())
        })
    })?;
    let case_stream = case(engine, "Db stream, rows", 1);
    report.add(case_stream, ops, meter.stop(), Some(raw_stream), &mut []);
    if seen != count || sum == 0 {
        return Err("the rows did not come back".into());
    }
    Ok(())
}

impl Posting {
    /// Uses every column, so that none is optimised away.
    fn check(&self) -> i64 {
        let texts = [&self.day, &self.account, &self.side, &self.memo];
        let bytes: usize = texts.iter().map(|t| t.len()).sum();
        let bytes = i64::try_from(bytes).unwrap_or_default();
        self.id ^ self.doc ^ self.minor ^ bytes ^ i64::from(self.flag)
    }
}

fn open(url: &str, connections: usize) -> Outcome<Db> {
    Ok(Db::open_unmigrated(url, DbOptions { connections })?)
}
