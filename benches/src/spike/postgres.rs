//! Beside the `postgres` client, and what `NOTIFY` inside a transaction costs.

use super::{CLIENTS, INSERT, SELECT, TABLE, case, commits, hammer, open, rows};
use crate::meter::{Meter, parent};
use crate::report::Report;
use crate::{Options, Outcome};
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, NoTls, Statement};
use std::collections::BTreeMap;
use std::io::Write;

const ENGINE: &str = "postgres";
const TEXT: [&str; 4] = ["2026-11-24", "1122", "debit", "货款 SO-202611-0001, line"];

/// A database of its own, removed in the end.
struct Scratch {
    url: String,
    admin: Client,
    name: String,
}

impl Scratch {
    fn new(url: &str) -> Outcome<Self> {
        let mut admin = Client::connect(url, NoTls)?;
        let name = ["jq_bench", &std::process::id().to_string()].join("_");
        admin.batch_execute(&["create database", &name].join(" "))?;
        let stem = url.rsplit_once('/').map_or(url, |(stem, _)| stem);
        let url = [stem, &name].join("/");
        Ok(Self { url, admin, name })
    }
}

fn connect(url: &str) -> Outcome<Client> {
    let mut client = Client::connect(url, NoTls)?;
    client.batch_execute("set synchronous_commit = on")?;
    Ok(client)
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let drop = ["drop database", &self.name, "with (force)"].join(" ");
        // A leftover database harms nobody.
        let _ = self.admin.batch_execute(&drop);
    }
}

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
    let row = client.query_one(
        "select pg_backend_pid(), current_setting('fsync'), current_setting('server_version')",
        &[],
    )?;
    let (pid, fsync, version): (i32, String, String) =
        (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    report.note(format!("PostgreSQL {version}, fsync = {fsync}"));
    let server = u32::try_from(pid).ok().and_then(parent);

    let mut baseline = BTreeMap::new();
    for clients in CLIENTS {
        for (name, before) in [
            ("raw commit, one row each", ""),
            ("raw commit + notify inside", "notify jq, 'x';"),
        ] {
            let (ops, cost, mut times) = hammer(
                clients,
                options,
                server,
                || {
                    let mut client = connect(url)?;
                    let insert = client.prepare(INSERT)?;
                    Ok((client, insert))
                },
                |(client, insert), n| {
                    client.batch_execute("begin")?;
                    put(client, insert, n)?;
                    if !before.is_empty() {
                        client.batch_execute(before)?;
                    }
                    client.batch_execute("commit")?;
                    Ok(())
                },
            )?;
            let beside = baseline.get(&clients).copied();
            let rate = report.add(case(ENGINE, name, clients), ops, cost, beside, &mut times);
            baseline.entry(clients).or_insert(rate);
        }
    }
    let db = open(url, 32)?;
    let rate = |clients| baseline.get(&clients).copied().unwrap_or(f64::NAN);
    commits(&db, ENGINE, server, rate, options, report)?;
    let raw = raw_rows(&mut client, server, options, report)?;
    rows(&db, ENGINE, server, raw, options, report)
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
    let bulk = report.add(
        case(ENGINE, "raw COPY, rows", 1),
        ops,
        meter.stop(),
        None,
        &mut [],
    );

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
    let stream = report.add(
        case(ENGINE, "raw query, rows", 1),
        ops,
        meter.stop(),
        None,
        &mut [],
    );
    Ok((bulk, stream))
}
