//! `jieqing reconcile`: our file and the customer's, line by line, without a database.

mod input;
mod json;
mod print;

use crate::failure::{Failure, Outcome};
use jieqing_kernel::clock::Clock;
use jieqing_reconcile::balance::Balance;
use jieqing_reconcile::book::{Report, write};
use jieqing_reconcile::{Policy, reconcile};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Files: csv, txt (pasted table), xlsx, xls, ods, any layout. Columns are recognised; correct them with
--ours-map / --theirs-map: role=Column pairs separated by commas, or a .toml or .json file of them. A column
is given by its name, its letter or its number. Roles: doc delivery invoice order po line item party kind
currency date due amount net tax rate qty price debit credit direction balance text serial.

  jieqing reconcile ours.xlsx theirs.xlsx --out diff.xlsx
  jieqing reconcile ours.csv theirs.xls --theirs-map 'doc=对方单号,amount=H' --tolerance 0.05

Exit codes: 0 reconciled, 3 reconciled but something in a file could not be read, 4 refused; the reason is told."
)]
pub(super) struct Reconcile {
    /// Our list
    ours: PathBuf,
    /// The customer's list
    theirs: PathBuf,
    /// What our columns are, where it is not recognised
    #[arg(long, value_name = "MAP")]
    ours_map: Option<String>,
    /// What their columns are
    #[arg(long, value_name = "MAP")]
    theirs_map: Option<String>,
    /// Amounts this close agree, e.g. 0.05
    #[arg(long, default_value = "0", value_name = "AMOUNT")]
    tolerance: String,
    /// Days that rows without a common number may lie apart
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=366))]
    days: u16,
    /// Write the result as a workbook
    #[arg(long, value_name = "DIFF.xlsx")]
    out: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// With --json: also adjusted balances, causes, columns and rows left out
    #[arg(long, requires = "json")]
    details: bool,
}

/// Reconciled, but not everything could be read.
const PROBLEMS: u8 = 3;
/// Not reconciled.
const REFUSED: u8 = 4;

impl Reconcile {
    /// Reads both, compares, tells.
    pub(super) fn run(self) -> Outcome<ExitCode> {
        let start = Instant::now();
        let tolerance = jieqing_kernel::decimal::parse_scaled(
            &self.tolerance,
            jieqing_reconcile::amount::SCALE,
        )
        .ok()
        .filter(|t| *t >= 0)
        .ok_or_else(|| Failure::usage("--tolerance is an amount such as 0.05"))?;
        let ours_map = input::mapping(self.ours_map.as_deref())?;
        let theirs_map = input::mapping(self.theirs_map.as_deref())?;
        let (ours, theirs) = std::thread::scope(|scope| {
            let ours = scope.spawn(|| input::load(&self.ours, &ours_map));
            let theirs = input::load(&self.theirs, &theirs_map);
            let ours = ours
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (ours, theirs)
        });
        let refuse = |refusal: input::Refusal| {
            if self.json {
                super::say(json::refusal(&refusal));
            } else {
                super::say(&refusal);
            }
            ExitCode::from(REFUSED)
        };
        let ours = match ours? {
            Ok(loaded) => loaded,
            Err(refusal) => return Ok(refuse(refusal)),
        };
        let mut theirs = match theirs? {
            Ok(loaded) => loaded,
            Err(refusal) => return Ok(refuse(refusal)),
        };
        let policy = Policy {
            tolerance,
            days: i32::from(self.days),
            ..Policy::default()
        };
        let outcome = reconcile(&ours.side, &mut theirs.side, policy);
        let balance = Balance::of(&outcome, ours.side.total(), theirs.side.total());
        let (our_name, their_name) = (input::name(&self.ours), input::name(&self.theirs));
        let report = Report {
            ours: &ours,
            theirs: &theirs,
            our_name: &our_name,
            their_name: &their_name,
            outcome: &outcome,
            balance: &balance,
            made_unix: Clock::System.now() / 1_000_000,
        };
        if let Some(path) = &self.out {
            let bytes = write(&report).map_err(|e| Failure::failed(e.to_string()))?;
            std::fs::write(path, bytes)
                .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))?;
        }
        let millis = start.elapsed().as_millis();
        if self.json {
            json::print(&report, millis, self.details)?;
        } else {
            print::text(&report, millis, self.out.as_deref());
        }
        let clean = ours.problems.is_empty() && theirs.problems.is_empty();
        Ok(ExitCode::from(if clean { 0 } else { PROBLEMS }))
    }
}
