//! Beside the `postgres` client, and what `NOTIFY` inside a transaction costs.

use super::{CLIENTS, INSERT, SELECT, TABLE, case, commits, open, rows};
use crate::load::hammer;
use crate::meter::{Cost, Meter};
use crate::report::{Case, Report};
use crate::scratch::{Scratch, connect};
use crate::{Options, Outcome};
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Statement};
use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

const ENGINE: &str = "postgres";
const TEXT: [&str; 4] = ["2026-11-24", "1122", "debit", "货款 SO-202611-0001, line"];

fn put(client: &mut Client, insert: &Statement, n: i64) -> Result<u64, postgres::Error> {
    let [day, account, side, memo] = TEXT;
    let (doc, minor, flag) = (n / 4, n * 7, n % 3 == 0);
    client.execute(
        insert,
        &[&n, &doc, &day, &account, &side, &minor, &memo, &flag],
    )
}

pub(super) fn run(url: &str, options: &Options, report: &mut Report) -> Outcome<()> {
    let scratch = Scratch::new(url)?;
    let url = scratch.url.as_str();
    let mut client = connect(url)?;
    client.batch_execute(TABLE)?;
    report.note(scratch.note.clone());
    let server = scratch.server;

    let mut baseline = BTreeMap::new();
    for clients in CLIENTS {
        for (name, notify) in [
            ("raw commit, one row each", false),
            ("raw commit + notify inside", true),
        ] {
            let (ops, cost, mut times) = raw_commits(url, server, clients, notify, options)?;
            let beside = baseline.get(&clients).copied();
            let case = case(ENGINE, name, clients);
            let rate = report.add(case, ops, cost, beside, &mut times).per_s;
            baseline.entry(clients).or_insert(rate);
        }
    }
    let db = open(url, 32)?;
    let rate = |clients| baseline.get(&clients).copied().unwrap_or(f64::NAN);
    commits(&db, ENGINE, server, rate, options, report)?;
    let raw = raw_rows(&mut client, server, options, report)?;
    rows(&db, ENGINE, server, raw, options, report)
}

/// Durable one-row commits by as many raw clients, in a table of their own.
pub(crate) fn baseline(
    part: &'static str,
    clients: usize,
    options: &Options,
    report: &mut Report,
    scratch: &Scratch,
) -> Outcome<f64> {
    connect(&scratch.url)?
        .batch_execute(&TABLE.replace("create table", "create table if not exists"))?;
    let (ops, cost, mut times) =
        raw_commits(&scratch.url, scratch.server, clients, false, options)?;
    let case = Case {
        part,
        engine: ENGINE,
        name: "raw commit, one row each".to_owned(),
        clients,
    };
    Ok(report.add(case, ops, cost, None, &mut times).per_s)
}

fn raw_commits(
    url: &str,
    server: Option<u32>,
    clients: usize,
    notify: bool,
    options: &Options,
) -> Outcome<(u64, Cost, Vec<Duration>)> {
    hammer(
        clients,
        options,
        server,
        |_| {
            let mut client = connect(url)?;
            let insert = client.prepare(INSERT)?;
            Ok((client, insert))
        },
        |(client, insert), n| {
            client.batch_execute("begin")?;
            put(client, insert, n)?;
            if notify {
                client.batch_execute("notify jq, 'x'")?;
            }
            client.batch_execute("commit")?;
            Ok(())
        },
    )
}

fn raw_rows(
    client: &mut Client,
    server: Option<u32>,
    options: &Options,
    report: &mut Report,
) -> Outcome<(f64, f64)> {
    let ops = u64::try_from(options.rows)?;
    client.batch_execute("truncate posting")?;
    let meter = Meter::start(server);
    let mut copy = client.copy_in("copy posting from stdin")?;
    let mut lines = Vec::new();
    for n in 0..options.rows {
        let [day, account, side, memo] = TEXT;
        let (doc, minor, flag) = (n / 4, n * 7, n % 3 == 0);
        writeln!(
            lines,
            "{n}\t{doc}\t{day}\t{account}\t{side}\t{minor}\t{memo}\t{flag}"
        )?;
        if lines.len() > 1 << 18 {
            copy.write_all(&lines)?;
            lines.clear();
        }
    }
    copy.write_all(&lines)?;
    copy.finish()?;
    let bulk = report
        .add(
            case(ENGINE, "raw COPY, rows", 1),
            ops,
            meter.stop(),
            None,
            &mut [],
        )
        .per_s;

    let meter = Meter::start(server);
    let mut sum = 0_i64;
    let mut all = client.query_raw(SELECT, std::iter::empty::<i64>())?;
    while let Some(row) = all.next()? {
        let texts: (String, String, String, String) = (
            row.try_get(2)?,
            row.try_get(3)?,
            row.try_get(4)?,
            row.try_get(6)?,
        );
        let numbers: (i64, i64, i64, bool) = (
            row.try_get(0)?,
            row.try_get(1)?,
            row.try_get(5)?,
            row.try_get(7)?,
        );
        sum ^= numbers.0 ^ numbers.1 ^ numbers.2 ^ i64::from(numbers.3);
        sum ^= i64::try_from(texts.0.len() + texts.1.len() + texts.2.len() + texts.3.len())?;
    }
    std::hint::black_box(sum);
    let stream = report
        .add(
            case(ENGINE, "raw query, rows", 1),
            ops,
            meter.stop(),
            None,
            &mut [],
        )
        .per_s;
    Ok((bulk, stream))
}
