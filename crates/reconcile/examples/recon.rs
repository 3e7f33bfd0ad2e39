//! Precision and recall on a folder written by a generator with known answers: `a.csv` (ours),
//! `b.csv` (theirs), `truth.csv` (pairs of their row ids from 0). Prints times and shares.
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use jieqing_formats::table::{ReadOptions, TableFile};
use jieqing_reconcile::file::{Loaded, load};
use jieqing_reconcile::{Policy, reconcile};
use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

type Failed = Box<dyn std::error::Error>;

fn read(folder: &str, name: &str) -> Result<Loaded, Failed> {
    let bytes = std::fs::read(format!("{folder}/{name}"))?;
    let opts = ReadOptions {
        max_bytes: 1 << 30,
        max_rows: 3_000_000,
        ..ReadOptions::default()
    };
    let book = TableFile::read(&bytes, name, &opts)?;
    load(&book, &[]).map_err(|refused| format!("{name}: {refused:?}").into())
}

fn main() -> Result<(), Failed> {
    let folder = std::env::args().nth(1).ok_or("say the folder")?;
    let start = Instant::now();
    let (ours, mut theirs) = (read(&folder, "a.csv")?, read(&folder, "b.csv")?);
    let loaded = start.elapsed().as_millis();
    let outcome = reconcile(&ours.side, &mut theirs.side, Policy::default());
    let all = start.elapsed().as_millis();
    let mut truth: HashMap<(u32, u32), String> = HashMap::new();
    for row in csv::Reader::from_path(format!("{folder}/truth.csv"))?.records() {
        let row = row?;
        truth.insert((row[0].parse()?, row[1].parse()?), row[2].to_owned());
    }
    let (mut pairs, mut right) = (0_u64, 0_u64);
    let mut kinds: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    let mut ways: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for kind in truth.values() {
        kinds.entry(kind).or_default().1 += 1;
    }
    for group in outcome.matched.iter().chain(&outcome.differs) {
        for (o, t) in group
            .ours
            .iter()
            .flat_map(|o| group.theirs.iter().map(move |t| (*o, *t)))
        {
            let found = truth.get(&(o, t));
            pairs += 1;
            let way = ways.entry(group.how.code()).or_default();
            way.1 += 1;
            if let Some(kind) = found {
                right += 1;
                way.0 += 1;
                kinds.entry(kind).or_default().0 += 1;
            }
        }
    }
    let share = |x: u64, y: usize| {
        let y = u64::try_from(y).unwrap_or(u64::MAX).max(1);
        format!("{}.{:04}", x / y, x * 10_000 / y % 10_000)
    };
    println!(
        "precision {} recall {} pairs {pairs}; load {loaded} ms, all {all} ms",
        share(right, usize::try_from(pairs)?),
        share(right, truth.len())
    );
    println!(
        "  matched {} differs {} only {} / {} duplicates {}",
        outcome.matched.len(),
        outcome.differs.len(),
        outcome.only_ours.len(),
        outcome.only_theirs.len(),
        outcome.duplicates.len()
    );
    for (name, (ok, all)) in kinds.into_iter().chain(ways) {
        println!("  {name:16} {} of {all}", share(ok, usize::try_from(all)?));
    }
    Ok(())
}
