//! The speed budgets, printed as ratios against baselines of the same run: this machine is never
//! idle, so an absolute rate says little (`cargo xtask bench`).
//!
//! One file a part; each gives rows of a [`report::Report`]. To add one: a module with
//! `pub(crate) fn run(&Options, &mut Report) -> Outcome<()>`, and a variant of [`Part`].
#![expect(
    clippy::float_arithmetic,
    reason = "figures of a measurement, never money"
)]

mod meter;
mod report;
mod spike;

use clap::{Args, Parser, Subcommand};
use report::Report;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Result of a part; the text says what could not be measured.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
#[command(
    name = "jieqing-bench",
    about = "Measures jieqing against baselines of the same run"
)]
struct Cli {
    #[command(subcommand)]
    part: Part,
    #[command(flatten)]
    options: Options,
}

#[derive(Args)]
struct Options {
    /// Seconds each case of a loop runs.
    #[arg(long, global = true, default_value_t = 2)]
    seconds: u64,
    /// Rows of the cases that count rows.
    #[arg(long, global = true, default_value_t = 200_000)]
    rows: i64,
    /// A PostgreSQL server to measure too; it should be durable (fsync on).
    #[arg(long, global = true, env = "TEST_PG_URL")]
    pg: Option<String>,
    /// Where the SQLite files go; a real disk, since a RAM disk makes commits free.
    #[arg(long, global = true, default_value = ".work")]
    folder: PathBuf,
    /// Also writes the figures to this file as JSON.
    #[arg(long, global = true)]
    json: Option<PathBuf>,
}

impl Options {
    fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

#[derive(Subcommand)]
enum Part {
    /// The database layer beside its engines: commits, bulk, streaming.
    Spike,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell it to when stderr is closed.
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Outcome<()> {
    let mut report = Report::new();
    match cli.part {
        Part::Spike => spike::run(&cli.options, &mut report)?,
    }
    report.print(&mut std::io::stdout().lock())?;
    if let Some(path) = &cli.options.json {
        std::fs::write(path, report.json()?)?;
    }
    Ok(())
}
