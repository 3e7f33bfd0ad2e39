//! `jieqing inspect`: what any file is and what is in it, without a database.

mod json;
mod problems;
mod text;

use crate::failure::{Failure, Outcome};
use jieqing_formats::FormatError;
use jieqing_formats::bank::{self, BankFile};
use jieqing_formats::inspect::{Found, of_bytes, of_table};
use jieqing_formats::table::ReadOptions;
use jieqing_formats::unpack;
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
    /// Words in Chinese
    #[arg(long)]
    zh: bool,
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
            super::say(json::of(&seen));
        } else {
            super::say(text::of(&name, &seen, self.zh));
        }
        Ok(ExitCode::from(code))
    }
}

/// Bank formats first, then what a package holds, then everything that is known by its bytes, then
/// tables.
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
    match unpack::members(bytes, name) {
        Ok(Some(members)) => {
            if let [only] = members.as_slice()
                && !packed(&only.bytes)
            {
                return look(&only.bytes, &only.name);
            }
        }
        Ok(None) => {}
        Err(error) => return Ok(refused("unknown", "unknown", error)),
    }
    if !matches!(
        error.code,
        "bank.not_a_statement" | "file.not_a_table" | "file.damaged" | "csv.nul_byte"
    ) {
        return Ok(refused("unknown", "unknown", error));
    }
    // A zip that was read as a table is a workbook.
    let workbook = bytes.starts_with(b"PK") && error.code == "bank.not_a_statement";
    match of_bytes(bytes) {
        _ if workbook => {}
        Ok(found) if found.kind != "unknown" => return Ok(Seen::Other(found)),
        Ok(_) => {}
        Err(error) if starts_markup(bytes) => return Ok(refused("unknown", "xml", error)),
        Err(_) => {}
    }
    if error.code != "bank.not_a_statement" {
        return Ok(refused("unknown", "unknown", error));
    }
    let options = ReadOptions::default();
    let rows = run_worker(&program, &args, input, name, &options, &bank_limits());
    Ok(match rows {
        Ok(book) => match of_table(&book) {
            found if found.kind == "table" && is_prose(&book) => Seen::Other(Found {
                kind: "unknown",
                format: "text".to_owned(),
                ..found
            }),
            found => Seen::Other(found),
        },
        Err(error) => refused("table", "unknown", error),
    })
}

/// A gzip or zip again.
fn packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(b"PK")
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
