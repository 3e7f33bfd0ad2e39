//! The speed budgets, printed as ratios against baselines of the same run: this machine is never
//! idle, so an absolute rate says little (`make bench`; docs/benchmarks.md has results).
//!
//! One file a part; each gives rows of a [`report::Report`] and says how it stands to its budget.
//! To add one: a module with `pub(crate) fn run(&Options, &mut Report) -> Outcome<()>`, and a
//! variant of [`Part`]. Budgets are reported and gate nothing, since rates differ between machines;
//! a part that fails does end the program.
#![expect(
    clippy::float_arithmetic,
    reason = "figures of a measurement, never money"
)]

mod bare;
mod chain;
mod http;
mod import;
mod items;
mod load;
mod matching;
mod meter;
mod process;
mod reads;
mod report;
mod scratch;
mod spike;
mod start;
mod world;

use clap::{Parser, ValueEnum};
use jieqing_kernel::error::Error;
use report::Report;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Result of a part; the text says what could not be measured.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measures jieqing against baselines of the same run.
#[derive(Parser)]
#[command(name = "jieqing-bench")]
struct Options {
    /// What to measure; everything but the spike when absent.
    parts: Vec<Part>,
    /// Seconds each case of a loop runs.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Rows of the cases that count rows.
    #[arg(long, default_value_t = 200_000)]
    rows: i64,
    /// Clients of the chain.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32])]
    clients: Vec<usize>,
    /// Order lines of the import.
    #[arg(long, default_value_t = 100_000)]
    lines: i64,
    /// Open items of the reads; the growth is told between the first and the last.
    #[arg(long, value_delimiter = ',', default_values_t = [100_000, 1_000_000])]
    items: Vec<i64>,
    /// Small sizes: whether every part still runs, in seconds. Its figures mean nothing.
    #[arg(long)]
    quick: bool,
    /// A PostgreSQL server to measure too; it should be durable (fsync on).
    #[arg(long, env = "BENCH_PG_URL")]
    pg: Option<String>,
    /// The `jieqing` binary for HTTP, start-up and memory; they are left out without one.
    #[arg(long)]
    server: Option<PathBuf>,
    /// A Python with polars and pyarrow, for the baseline of `apply`; it is left out without one.
    #[arg(long, env = "BENCH_PYTHON")]
    python: Option<PathBuf>,
    /// Where the SQLite files go; a real disk, since a RAM disk makes commits free.
    #[arg(long, default_value = ".work")]
    folder: PathBuf,
    /// Also writes the figures to this file as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

impl Options {
    fn time(&self) -> Duration {
        if self.quick {
            Duration::from_millis(200)
        } else {
            Duration::from_secs(self.seconds)
        }
    }

    /// The sizes of `--quick`.
    fn sized(mut self) -> Self {
        if self.quick {
            self.rows = 2_000;
            self.clients = vec![1, 8];
            self.lines = 500;
            self.items = vec![1_000, 2_000];
        }
        if self.parts.is_empty() {
            let all = [
                Part::Chain,
                Part::Import,
                Part::Reads,
                Part::Http,
                Part::Start,
                Part::Match,
            ];
            self.parts = all.to_vec();
        }
        self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Order to allocation as durable commands, beside raw commits.
    Chain,
    /// Import of order lines, beside parsing alone and raw insert.
    Import,
    /// Open-item list, customer balance and ageing over many open items.
    Reads,
    /// A list over HTTP under load.
    Http,
    /// Start-up time and idle memory of the server.
    Start,
    /// `jieqing apply` on generated files, beside polars.
    Match,
    /// The database layer beside its engines: commits, bulk, streaming.
    Spike,
}

fn main() -> ExitCode {
    let options = Options::parse().sized();
    let mut report = Report::new();
    let mut whole = true;
    for part in &options.parts {
        say(&format!("measuring: {part:?}"));
        if let Err(error) = measure(part, &options, &mut report) {
            say(&format!("bench: {part:?} ended early: {}", told(&*error)));
            whole = false;
        }
    }
    match tell(&options, &report) {
        Ok(()) if whole => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("bench: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// The error with its fields, when it is about fields.
fn told(error: &(dyn std::error::Error + 'static)) -> String {
    match error.downcast_ref::<Error>() {
        Some(Error::Invalid(fields)) => format!("{error}: {fields:?}"),
        _ => error.to_string(),
    }
}

/// Tells a person who waits.
fn say(text: &str) {
    // Nothing is left to tell it to when stderr is closed.
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn measure(part: &Part, options: &Options, report: &mut Report) -> Outcome<()> {
    match part {
        Part::Chain => chain::run(options, report),
        Part::Import => import::run(options, report),
        Part::Reads => reads::run(options, report),
        Part::Http => http::run(options, report),
        Part::Start => start::run(options, report),
        Part::Match => matching::run(options, report),
        Part::Spike => spike::run(options, report),
    }
}

/// What was measured, also when a part ended early.
fn tell(options: &Options, report: &Report) -> Outcome<()> {
    report.print(&mut std::io::stdout().lock())?;
    if let Some(path) = &options.json {
        std::fs::write(path, report.json()?)?;
    }
    Ok(())
}
