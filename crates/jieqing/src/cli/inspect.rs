//! `jieqing inspect`: what any file is and what is in it, without a database.

mod print;

use crate::failure::{Failure, Outcome};
use jieqing_formats::FormatError;
use jieqing_formats::bank::{self, BankFile};
use jieqing_formats::inspect::{Found, of_bytes, of_table};
use jieqing_formats::table::ReadOptions;
use jieqing_formats::worker::{Input, bank_limits, run_bank_worker, run_worker};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 read, 3 read with problems, 4 refused; the reason is told.")]
pub(super) struct Inspect {
    /// Bank statement, electronic invoice, table, pdf, zip or anything else
    file: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Read, but not everything is as it should be.
const PROBLEMS: u8 = 3;
/// Not read.
const REFUSED: u8 = 4;

/// What came of it.
enum Seen {
    Bank(BankFile),
    Other(Found),
    Refused {
        kind: &'static str,
        format: String,
        error: FormatError,
    },
}

impl Inspect {
    /// Looks at the file and tells.
    pub(super) fn run(self) -> Outcome<ExitCode> {
        let failed = |e: std::io::Error| Failure::failed(format!("{}: {e}", self.file.display()));
        let size = std::fs::metadata(&self.file).map_err(failed)?.len();
        let name = self
            .file
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let seen = if size > bank::MAX_BYTES {
            Seen::Refused {
                kind: "unknown",
                format: "unknown".to_owned(),
                error: FormatError::new("file.too_large")
                    .fact("limit_bytes", bank::MAX_BYTES)
                    .fact("bytes", size),
            }
        } else {
            look(&std::fs::read(&self.file).map_err(failed)?, &name)?
        };
        let code = match &seen {
            Seen::Bank(file) if file.problems.is_empty() => 0,
            Seen::Bank(_) => PROBLEMS,
            Seen::Other(found) if found.kind == "unknown" => REFUSED,
            Seen::Other(_) => 0,
            Seen::Refused { .. } => REFUSED,
        };
        if self.json {
            super::say(print::json(&seen));
        } else {
            print::text(&name, &seen);
        }
        Ok(ExitCode::from(code))
    }
}

/// Bank formats first, then tables, then everything that is known by its bytes.
fn look(bytes: &[u8], name: &str) -> Outcome<Seen> {
    let program = std::env::current_exe()?;
    let args = [super::WORKER];
    let input = Input::Bytes(bytes);
    let error = match run_bank_worker(&program, &args, input, name, &bank_limits()) {
        Ok(file) => return Ok(Seen::Bank(file)),
        Err(error) => error,
    };
    let refused = |kind, format: &str, error| Seen::Refused {
        kind,
        format: format.to_owned(),
        error,
    };
    if let Some(format) = bank::sniff(bytes) {
        return Ok(refused("bank_statement", format.as_str(), error));
    }
    Ok(match error.code {
        "bank.not_a_statement" if starts_markup(bytes) => match of_bytes(bytes) {
            Ok(found) => Seen::Other(found),
            Err(error) => refused("unknown", "xml", error),
        },
        "bank.not_a_statement" => {
            let rows = run_worker(
                &program,
                &args,
                input,
                name,
                &ReadOptions::default(),
                &bank_limits(),
            );
            match rows {
                Ok(book) => match of_table(&book) {
                    found if found.kind == "table" && is_prose(&book) => Seen::Other(Found {
                        kind: "unknown",
                        format: "text".to_owned(),
                        ..found
                    }),
                    found => Seen::Other(found),
                },
                Err(error) => refused("table", "unknown", error),
            }
        }
        "file.not_a_table" | "file.damaged" | "csv.nul_byte" | "file.zip_name" => {
            match of_bytes(bytes) {
                Ok(found) if found.kind == "unknown" => refused("unknown", "unknown", error),
                Ok(found) => Seen::Other(found),
                Err(error) => refused("unknown", "unknown", error),
            }
        }
        _ => refused("unknown", "unknown", error),
    })
}

/// A `<` is the first character behind a byte order mark and blanks.
fn starts_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<')
}

/// Text in one column is no table.
fn is_prose(book: &jieqing_formats::table::Workbook) -> bool {
    book.sheets
        .iter()
        .flat_map(|s| &s.rows)
        .all(|row| row.len() <= 1)
}
