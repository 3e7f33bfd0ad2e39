//! Precision and recall of the plan on a folder written by a generator with known answers:
//! `a.csv` (items), `b.csv` (receipts), `truth.csv` (pairs). Prints JSON.
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use jieqing_kernel::currency::Currency;
use jieqing_kernel::date;
use jieqing_matching::{Decision, Input, Item, Policy, Receipt, plan};
use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

type Failed = Box<dyn std::error::Error>;

fn rows(folder: &str, name: &str) -> Result<Vec<Vec<String>>, Failed> {
    let mut reader = csv::Reader::from_path(format!("{folder}/{name}.csv"))?;
    let mut rows = Vec::new();
    for row in reader.records() {
        rows.push(row?.iter().map(String::from).collect());
    }
    Ok(rows)
}

fn main() -> Result<(), Failed> {
    let folder = std::env::args().nth(1).ok_or("say the folder")?;
    let (a, b, t) = (
        rows(&folder, "a")?,
        rows(&folder, "b")?,
        rows(&folder, "truth")?,
    );
    let numbers: Vec<[&str; 2]> = a.iter().map(|r| [r[1].as_str(), r[2].as_str()]).collect();
    let mut items = Vec::new();
    for (row, numbers) in a.iter().zip(&numbers) {
        items.push(Item {
            id: &row[0],
            party: &row[6],
            name: &row[7],
            numbers,
            issued: date::parse(&row[3]),
            due: date::parse(&row[4]),
            amount: row[5].parse()?,
            currency: Currency::CNY,
        });
    }
    let mut receipts = Vec::new();
    for row in &b {
        receipts.push(Receipt {
            id: &row[0],
            date: date::parse(&row[1]),
            payer: &row[3],
            amount: row[2].parse()?,
            currency: Currency::CNY,
            text: &row[4],
        });
    }
    let truth: HashMap<(&str, &str), &str> = t
        .iter()
        .map(|r| ((r[0].as_str(), r[1].as_str()), r[2].as_str()))
        .collect();
    let start = Instant::now();
    let input = Input {
        items: &items,
        receipts: &receipts,
        ..Input::default()
    };
    let done = plan(input, Policy::default());
    let spent = start.elapsed().as_millis();
    let mut by_rule: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for kind in truth.values() {
        kinds.entry(kind).or_default().1 += 1;
    }
    let (mut pairs, mut right) = (0_u64, 0_u64);
    for line in &done.lines {
        let Some(item) = line.item else {
            by_rule
                .entry(format!("none {}", line.rule.code()))
                .or_default()
                .1 += 1;
            continue;
        };
        let pair = (
            a[item as usize][0].as_str(),
            b[line.receipt as usize][0].as_str(),
        );
        let kind = truth.get(&pair);
        let ok = kind.is_some();
        pairs += 1;
        right += u64::from(ok);
        if let Some(kind) = kind {
            kinds.entry(kind).or_default().0 += 1;
        }
        let entry = by_rule
            .entry(format!("{} {}", line.decision.code(), line.rule.code()))
            .or_default();
        entry.0 += u64::from(ok);
        entry.1 += 1;
        if line.decision == Decision::Applied {
            let entry = by_rule.entry("applied".into()).or_default();
            entry.0 += u64::from(ok);
            entry.1 += 1;
        }
    }
    let share = |x: u64, y: u64| format!("{}.{:04}", x / y.max(1), x * 10_000 / y.max(1) % 10_000);
    println!(
        "precision {} recall {} pairs {pairs} ms {spent}",
        share(right, pairs),
        share(right, t.len() as u64)
    );
    for (kind, (ok, all)) in kinds {
        println!("  {kind:10} {} of {all}", share(ok, all));
    }
    for (rule, (ok, all)) in by_rule {
        println!("  {rule:40} {ok} of {all}: {}", share(ok, all));
    }
    Ok(())
}
