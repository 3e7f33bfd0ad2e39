//! `jieqing apply`: which receipt pays which open item, from files, without a database.

mod columns;
mod problems;
mod read;
mod summary;
mod unique;
mod values;
mod write;

use crate::failure::{Failure, Outcome};
use jieqing_formats::table::{CsvText, ReadOptions};
use jieqing_kernel::currency::Currency;
use jieqing_matching::{Advice, Input, Policy, Receipt, Words, plan};
use problems::{Problem, Problems, Refused};
use read::{Read, Source};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use summary::Times;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Files are csv in any usual encoding; columns are found by name. Exit codes: 0 done, \
                  3 done and some rows or values were left out, 4 a file is refused; the reason is told."
)]
pub(super) struct Apply {
    /// Open items: item_id, customer_id, customer, doc_no, order_no, doc_date, due_date, amount, currency
    #[arg(long)]
    items: PathBuf,
    /// Receipts: receipt_id, date, payer, amount, currency, text
    #[arg(long)]
    receipts: PathBuf,
    /// Remittance advice: receipt_id, doc_ref, amount, memo
    #[arg(long)]
    remittances: Option<PathBuf>,
    /// Payer names known to stand for a customer: payer, customer_id
    #[arg(long)]
    aliases: Option<PathBuf>,
    /// Where the plan goes, one JSON object a line
    #[arg(long)]
    out: PathBuf,
    /// Currency of rows that name none
    #[arg(long, default_value = "CNY")]
    currency: String,
    /// Propose everything, apply nothing
    #[arg(long)]
    propose_only: bool,
    /// Reasons in Chinese
    #[arg(long)]
    zh: bool,
    /// Print counts, sums and times as JSON
    #[arg(long)]
    summary: bool,
}

/// Done, but not with everything.
const PROBLEMS: u8 = 3;
/// Not read.
const REFUSED: u8 = 4;
/// Problems printed for people.
const SHOWN: usize = 20;
/// Largest file: 2 GiB.
const MOST_BYTES: u64 = 2 << 30;
const MOST_ROWS: u64 = 20_000_000;

impl Apply {
    /// Reads, plans, writes.
    pub(super) fn run(self) -> Outcome<ExitCode> {
        let start = Instant::now();
        let currency: Currency = self
            .currency
            .parse()
            .map_err(|_| Failure::usage(format!("{}: no such currency", self.currency)))?;
        let options = ReadOptions {
            max_bytes: MOST_BYTES,
            max_rows: MOST_ROWS,
            ..ReadOptions::default()
        };
        let (items, receipts) = both(|| load(&self.items), || load(&self.receipts));
        let (items, receipts) = (items?, receipts?);
        let remittances = self.remittances.as_deref().map(load).transpose()?;
        let aliases = self.aliases.as_deref().map(load).transpose()?;

        let open = |file| Opened::of(file, &options);
        let (items, receipts) = both(|| open(&items), || open(&receipts));
        let (items, receipts) = (items?, receipts?);
        let remittances = remittances.as_ref().map(open).transpose()?;
        let aliases = aliases.as_ref().map(open).transpose()?;

        let (own, money) = both(
            || items.rows(read::items, &options, currency),
            || receipts.rows(read::receipts, &options, currency),
        );
        let (own, money) = (own?, money?);
        let mut problems = Problems::default();
        let read::Items { read, numbers } = own;
        let mut items = problems.told(read);
        read::number_items(&mut items, &numbers);
        let receipts = problems.told(money);
        let advices = match &remittances {
            Some(file) => {
                let read = file.rows(read::remittances, &options, currency)?;
                addressed(read, &receipts, &file.name, &mut problems)
            }
            None => Vec::new(),
        };
        let aliases = match &aliases {
            Some(file) => problems.told(file.rows(read::aliases, &options, currency)?),
            None => Vec::new(),
        };
        let input = Input {
            items: &items,
            receipts: &receipts,
            advices: &advices,
            aliases: &aliases,
        };
        self.work(input, &problems, start)
    }

    /// Plans and writes.
    fn work(&self, input: Input<'_>, problems: &Problems, start: Instant) -> Outcome<ExitCode> {
        let read = start.elapsed();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let policy = Policy {
            apply: !self.propose_only,
            threads,
            ..Policy::default()
        };
        let plan = plan(input, policy);
        let planned = start.elapsed();
        let words = if self.zh {
            Words::Chinese
        } else {
            Words::English
        };
        write::plan(&self.out, &plan, &input, words, threads)
            .map_err(|e| Failure::failed(format!("{}: {e}", self.out.display())))?;
        let times = Times {
            read,
            plan: planned.saturating_sub(read),
            write: start.elapsed().saturating_sub(planned),
        };
        if self.summary {
            super::say(summary::of(&plan, &input, problems, &times));
        }
        for problem in problems.kept.iter().take(SHOWN) {
            super::warn(problem);
        }
        let more = problems.count.saturating_sub(SHOWN as u64);
        if more > 0 {
            super::warn(format_args!("and {more} problems more"));
        }
        Ok(ExitCode::from(if problems.count > 0 {
            PROBLEMS
        } else {
            0
        }))
    }
}

/// A file in memory.
struct Loaded {
    name: String,
    bytes: Vec<u8>,
}

fn load(path: &Path) -> Outcome<Loaded> {
    let name = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok(Loaded { name, bytes }),
        Err(error) => Err(refused(&name, error)),
    }
}

/// A file as text.
struct Opened<'b> {
    name: String,
    text: CsvText<'b>,
}

impl<'b> Opened<'b> {
    fn of(file: &'b Loaded, options: &ReadOptions) -> Outcome<Self> {
        let text = CsvText::open(&file.bytes, &file.name, options);
        Ok(Self {
            text: text.map_err(|e| refused(&file.name, e))?,
            name: file.name.clone(),
        })
    }

    fn rows<'t, T>(
        &'t self,
        read: impl FnOnce(&Source<'t>) -> Result<T, Refused>,
        options: &'t ReadOptions,
        currency: Currency,
    ) -> Outcome<T> {
        let source = Source {
            name: &self.name,
            text: &self.text,
            options,
            currency,
        };
        read(&source).map_err(|why| refused(&self.name, why))
    }
}

fn refused(name: &str, why: impl std::fmt::Display) -> Failure {
    Failure::failed(format!("{name}: refused: {why}")).with_code(REFUSED)
}

/// Advice lines of receipts that there are; the others are told.
fn addressed<'t>(
    read: Read<Advice<'t>>,
    receipts: &[Receipt<'_>],
    file: &str,
    problems: &mut Problems,
) -> Vec<Advice<'t>> {
    let known: HashSet<&str> = receipts.iter().map(|r| r.id).collect();
    let lines = read.lines.clone();
    let mut advices = problems.told(read);
    for (advice, line) in advices.iter().zip(lines) {
        if !known.contains(advice.receipt) {
            problems.push(Problem {
                file: file.to_owned(),
                line: line.into(),
                column: "receipt_id",
                code: Problem::UNKNOWN,
                message: format!("no receipt {:?}; the row is left out", advice.receipt),
            });
        }
    }
    advices.retain(|a| known.contains(a.receipt));
    advices
}

/// Two pieces of work at once.
fn both<A: Send, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let left = scope.spawn(a);
        let right = b();
        match left.join() {
            Ok(left) => (left, right),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
