//! `jieqing import`: files into the database, looked at first.

mod bank;
mod print;

use super::workplace::Work;
use crate::failure::{Failure, Outcome};
use clap::ValueEnum;
use jieqing_domain::access::Permission;
use jieqing_domain::imports::{
    Done, FieldSource, ImportInput, ImportKind, ImportRequest, Mapping, Reader, SourceFile, commit,
    preview, remembered,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Without --commit nothing is stored: the answer says what would be.\n\
    Exit codes: 0 all rows are good, 3 some rows fail, 4 the import is refused as a whole."
)]
pub(super) struct Import {
    /// What the file holds
    kind: Kind,
    /// csv (also .gz), xlsx, xls or ods; for `bank` any bank file (docs/bank-files.md)
    file: PathBuf,
    /// Bank: code, number or name of our account; found by the number in the file when absent
    #[arg(long)]
    account: Option<String>,
    /// Orders: second file with the lines
    #[arg(long, value_name = "FILE")]
    lines: Option<PathBuf>,
    /// JSON file {"field": "Column" | {"const": "…"} | null, "lines": {…}}
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The same text for a field in every row
    #[arg(long = "set", value_name = "FIELD=TEXT")]
    constants: Vec<String>,
    /// sheet, header_row, encoding, delimiter, date_order=dmy|mdy, skip_failed=true,
    /// repeated=first, order_state=confirmed, credit=off, prices=without_tax, walk_in=CODE,
    /// missing_date=order
    #[arg(long = "option", value_name = "KEY=VALUE")]
    options: Vec<String>,
    /// Store it: all rows or none
    #[arg(long)]
    commit: bool,
    /// One line of JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    work: Work,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Customers,
    Products,
    Orders,
    Deliveries,
    Invoices,
    Receipts,
    Bank,
    Bills,
}

impl Kind {
    /// The kind of table; `None` for bank files, which are no table with columns to choose.
    fn table(self) -> Option<ImportKind> {
        match self {
            Self::Customers => Some(ImportKind::Customers),
            Self::Products => Some(ImportKind::Products),
            Self::Orders => Some(ImportKind::Orders),
            Self::Deliveries => Some(ImportKind::Deliveries),
            Self::Invoices => Some(ImportKind::Invoices),
            Self::Receipts => Some(ImportKind::Receipts),
            Self::Bank => None,
            Self::Bills => Some(ImportKind::Bills),
        }
    }
}

/// Some rows are wrong.
const ROWS_FAIL: u8 = 3;
/// The import as a whole is refused.
const REFUSED: u8 = 4;

impl Import {
    /// Looks, or stores.
    pub(super) fn run(self) -> Outcome<ExitCode> {
        let Some(kind) = self.kind.table() else {
            let file = read(&self.file)?;
            let codes = (ROWS_FAIL, REFUSED);
            let account = self.account.as_deref();
            return bank::run(&self.work, &file, account, self.commit, self.json, codes);
        };
        let request = self.request(kind)?;
        let w = self.work.open()?;
        let done = (|| {
            let mut input = ImportInput::read(&Reader::own(), &request)?;
            let known = w
                .jieqing
                .read(&w.ctx, Permission::ImportsWrite, |tx, ctx, _| {
                    remembered(tx, ctx, &input)
                })?;
            input.map(&request.mapping, &known)?;
            let input = Arc::new(input);
            let done: Done = if self.commit {
                commit(&w.jieqing, &w.ctx, None, &input)?
            } else {
                preview(&w.jieqing, &w.ctx, None, &input)?
            };
            Ok::<_, jieqing_kernel::error::Error>((input, done))
        })();
        let (input, done) = match done {
            Ok(done) => done,
            Err(error) => {
                return Err(Failure::from(error).with_code(REFUSED));
            }
        };
        if self.json {
            super::say(print::json(&input, &done));
        } else {
            print::table(&input, &done);
        }
        Ok(if done.report.counts.failed > 0 {
            ExitCode::from(ROWS_FAIL)
        } else {
            ExitCode::SUCCESS
        })
    }

    fn request(&self, kind: ImportKind) -> Outcome<ImportRequest> {
        let mut files = vec![read(&self.file)?];
        if let Some(lines) = &self.lines {
            files.push(read(lines)?);
        }
        let mut mapping = match &self.mapping {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))?;
                Mapping::parse(&text).map_err(|e| Failure::from(e).with_code(REFUSED))?
            }
            None => Mapping::default(),
        };
        for (field, text) in pairs("--set", &self.constants)? {
            let source = FieldSource::Const(text);
            match field.strip_prefix("lines.") {
                Some(field) => mapping.lines.insert(field.to_owned(), source),
                None => mapping.fields.insert(field, source),
            };
        }
        Ok(ImportRequest {
            kind,
            files,
            mapping,
            options: pairs("--option", &self.options)?,
        })
    }
}

fn pairs(name: &str, given: &[String]) -> Outcome<BTreeMap<String, String>> {
    given
        .iter()
        .map(|text| match text.split_once('=') {
            Some((key, value)) => Ok((key.trim().to_owned(), value.to_owned())),
            None => Err(Failure::usage(format!("{name} {text}: write KEY=VALUE"))),
        })
        .collect()
}

fn read(path: &Path) -> Outcome<SourceFile> {
    let failed = |e: std::io::Error| Failure::failed(format!("{}: {e}", path.display()));
    Ok(SourceFile {
        name: path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default(),
        bytes: std::fs::read(path).map_err(failed)?,
    })
}
