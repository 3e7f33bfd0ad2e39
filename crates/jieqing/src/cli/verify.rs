//! `jieqing verify`: all invariants, read-only.

use crate::config::{Config, Place};
use crate::failure::{Failure, Outcome};
use crate::{place, verify};
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Verify {
    #[command(flatten)]
    place: Place,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    /// Verifies; gives exit code 1 when something does not hold.
    pub(super) fn run(self) -> Outcome<ExitCode> {
        let config = Config::load(&self.place, None)?;
        super::start_logging(&config);
        let db = place::open_existing(&config)?;
        let report = verify::verify(&db)?;
        if self.json {
            let text =
                serde_json::to_string(&report).map_err(|e| Failure::failed(e.to_string()))?;
            super::say(text);
        } else {
            for problem in &report.problems {
                super::say(format!("✗ {problem}"));
            }
            let verdict = match report.problems.len() {
                0 => "all invariants hold".to_owned(),
                n => format!("{n} problems"),
            };
            super::say(format!(
                "{} companies, {} events: {verdict}",
                report.companies, report.events
            ));
        }
        Ok(ExitCode::from(u8::from(!report.problems.is_empty())))
    }
}
