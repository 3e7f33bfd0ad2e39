//! `jieqing apply` on files that `../shared/bench/recon` generates, beside the polars script of
//! that folder on the same data; and the two sizes of a working day.

use crate::report::Report;
use crate::scratch;
use crate::{Options, Outcome};
use serde_json::Value;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PART: &str = "match";
/// Sizes; growth is told between them.
const SIZES: [u32; 2] = [100_000, 1_000_000];
const QUICK: [u32; 2] = [1_000, 10_000];

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    let (Some(program), Some(python)) = (&options.server, &options.python) else {
        report.note("apply is not measured: it needs --server and --python".into());
        return Ok(());
    };
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/bench/recon");
    if !tools.is_dir() {
        report.note(format!("apply is not measured: no {}", tools.display()));
        return Ok(());
    }
    let folder = scratch::folder(options)?;
    let sizes = if options.quick { QUICK } else { SIZES };
    let mut walls = Vec::new();
    for n in sizes {
        let made = Command::new(python)
            .arg(tools.join("gen_recon.py"))
            .args(["--seed", "5", "--n", &n.to_string(), "--out"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .status()?;
        if !made.success() {
            return Err("the generator failed".into());
        }
        let data = folder.path().join(format!("n{n}"));
        files(&data, Side::All)?;
        let ours = apply(program, &data)?;
        walls.push(ours.wall.as_secs_f64());
        let (precision, recall) = quality(&data)?;
        let name = |what: &str| format!("{n} items and receipts: {what}");
        report.at_least(PART, name("precision"), precision, 0.997, "");
        report.at_least(PART, name("recall"), recall, 0.975, "");
        if let Some(polars) = polars(python, &tools, folder.path(), n)? {
            let ratio = ours.wall.as_secs_f64() / polars;
            report.at_most(PART, name("wall time beside polars"), ratio, 1.0 / 3.0, "×");
        } else {
            report.note("polars is not installed: apply has no baseline".into());
        }
        report.at_most(PART, name("memory"), ours.peak_mb, 1_400.0, "MB");
    }
    let growth = walls[1] / walls[0].max(0.001);
    report.at_most(
        PART,
        format!("growth {} to {}", sizes[0], sizes[1]),
        growth,
        12.0,
        "×",
    );

    let large = folder.path().join(format!("n{}", sizes[1]));
    files(&large, Side::FewReceipts)?;
    let day = apply(program, &large)?.wall.as_secs_f64();
    let name = format!("5000 receipts against {} items", sizes[1]);
    report.at_most(PART, name, day, 5.0, "s");
    let small = folder.path().join(format!("n{}", sizes[0]));
    files(&small, Side::OneCustomer)?;
    let one = apply(program, &small)?.wall.as_secs_f64();
    report.at_most(PART, "10000 items of one customer".into(), one, 1.0, "s");
    Ok(())
}

/// What of the generated rows is written as the two files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    All,
    /// The first 5,000 receipts.
    FewReceipts,
    /// 10,000 items, all of one customer, and as many receipts, all of one payer.
    OneCustomer,
}

/// Writes the generator's tables under the names and columns of `apply`.
fn files(data: &Path, side: Side) -> Outcome<()> {
    let one = side == Side::OneCustomer;
    let (items, receipts) = match side {
        Side::All => (usize::MAX, usize::MAX),
        Side::FewReceipts => (usize::MAX, 5_000),
        Side::OneCustomer => (10_000, 10_000),
    };
    let cents = |text: &str| match text.len() {
        0..=2 => format!("0.{text:0>2}"),
        n => format!("{}.{}", &text[..n - 2], &text[n - 2..]),
    };
    let mut to = csv::Writer::from_path(data.join("items.csv"))?;
    to.write_record([
        "item_id",
        "doc_no",
        "order_no",
        "doc_date",
        "due_date",
        "amount",
        "customer_id",
        "customer",
    ])?;
    for row in csv::Reader::from_path(data.join("a.csv"))?
        .records()
        .take(items)
    {
        let row = row?;
        let (id, name) = if one {
            ("1", "华东贸易有限公司")
        } else {
            (&row[6], &row[7])
        };
        to.write_record([
            &row[0],
            &row[1],
            &row[2],
            &row[3],
            &row[4],
            &cents(&row[5]),
            id,
            name,
        ])?;
    }
    to.flush()?;
    let mut to = csv::Writer::from_path(data.join("receipts.csv"))?;
    to.write_record(["receipt_id", "date", "amount", "payer", "text"])?;
    for row in csv::Reader::from_path(data.join("b.csv"))?
        .records()
        .take(receipts)
    {
        let row = row?;
        let payer = if one {
            "华东贸易有限公司"
        } else {
            &row[3]
        };
        to.write_record([&row[0], &row[1], &cents(&row[2]), payer, &row[4]])?;
    }
    Ok(to.flush()?)
}

struct Spent {
    wall: Duration,
    peak_mb: f64,
}

/// Files in to plan out, with the largest memory seen meanwhile.
fn apply(program: &Path, data: &Path) -> Outcome<Spent> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .arg("apply")
        .arg("--items")
        .arg(data.join("items.csv"))
        .arg("--receipts")
        .arg(data.join("receipts.csv"))
        .arg("--out")
        .arg(data.join("plan.jsonl"))
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0_u32;
    loop {
        if let Some(done) = child.try_wait()? {
            if !done.success() {
                return Err(format!("apply ended with {done}").into());
            }
            return Ok(Spent {
                wall: began.elapsed(),
                peak_mb: f64::from(peak_kb) / 1_024.0,
            });
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let seen = line.and_then(|l| l.split_whitespace().next()?.parse().ok());
        peak_kb = peak_kb.max(seen.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Seconds of the polars script; `None` when it can't run.
fn polars(python: &Path, tools: &Path, folder: &Path, n: u32) -> Outcome<Option<f64>> {
    let out = Command::new(python)
        .arg(tools.join("p_frames.py"))
        .args(["polars", &n.to_string()])
        .env("PEERS_RECON", folder)
        .current_dir(tools)
        .stderr(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&out.stdout);
    let Some(line) = text.lines().last().filter(|_| out.status.success()) else {
        return Ok(None);
    };
    let figures: Value = serde_json::from_str(line)?;
    Ok(figures["total_s"].as_f64())
}

/// Precision and recall of the pairs that were applied or proposed.
fn quality(data: &Path) -> Outcome<(f64, f64)> {
    let mut truth: HashSet<(u32, u32)> = HashSet::new();
    for row in csv::Reader::from_path(data.join("truth.csv"))?.records() {
        let row = row?;
        truth.insert((row[0].parse()?, row[1].parse()?));
    }
    let (mut pairs, mut right) = (0_u32, 0_u32);
    for line in BufReader::new(File::open(data.join("plan.jsonl"))?).lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let (Some(item), Some(receipt)) = (line["item_id"].as_str(), line["receipt_id"].as_str())
        else {
            continue;
        };
        pairs += 1;
        right += u32::from(truth.contains(&(item.parse()?, receipt.parse()?)));
    }
    let all = u32::try_from(truth.len())?;
    let share = |of: u32| f64::from(right) / f64::from(of.max(1));
    Ok((share(pairs), share(all)))
}
