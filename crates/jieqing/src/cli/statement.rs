//! `jieqing statement`: statements of account as files.

use super::workplace::{Work, Workplace};
use crate::documents;
use crate::failure::{Failure, Outcome};
use crate::place::make_folder;
use clap::Subcommand;
use jieqing_domain::access::Permission;
use jieqing_domain::statements::{MadeStatement, Rendered, RunStatements, query, rendered};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Statements of account
#[derive(clap::Args)]
pub(super) struct Statement {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make a statement for every customer with movements or a balance
    Run(Run),
}

#[derive(clap::Args)]
struct Run {
    #[command(flatten)]
    work: Work,
    /// First day
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2000-01-01")]
    from: String,
    /// Last day; today when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<String>,
    /// Folder for CODE.pdf and CODE.xlsx of each customer with a balance
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Statement {
    /// Does it.
    pub(super) fn run(self) -> Outcome {
        match self.what {
            What::Run(run) => run.run(),
        }
    }
}

impl Run {
    fn run(self) -> Outcome {
        let from = day(&self.from)?;
        let w = self.work.open()?;
        let to = match &self.to {
            Some(text) => day(text)?,
            None => w.ctx.today(),
        };
        let command = RunStatements {
            from,
            to,
            customers: Vec::new(),
        };
        let report = w.jieqing.execute(&w.ctx, command)?;
        let mut files = 0;
        if let Some(out) = &self.out {
            make_folder(out)?;
            files = write_files(&w, &report.made, out)?;
        }
        super::say(format!(
            "{} statements, {} customers without one, {files} files",
            report.made.len(),
            report.none.len()
        ));
        Ok(())
    }
}

/// PDF and workbook of every statement that does not close with nothing.
fn write_files(w: &Workplace, made: &[(MadeStatement, Currency)], out: &Path) -> Outcome<usize> {
    let documents = documents::open(&w.config.data)?;
    let mut per_name: HashMap<String, usize> = HashMap::new();
    let mut files = 0;
    for (statement, currency) in made.iter().filter(|(s, _)| s.closing != 0) {
        let row = w
            .jieqing
            .read(&w.ctx, Permission::StatementsRead, |tx, ctx, scope| {
                query::get(tx, ctx, scope, statement.id)
            })?
            .row;
        let mut name = safe(&row.customer_code);
        let seen = per_name.entry(name.clone()).or_default();
        *seen += 1;
        if *seen > 1 {
            name = format!("{name}-{currency}-{seen}");
        }
        for kind in [Rendered::Pdf, Rendered::Xlsx] {
            let (file, bytes) = rendered(
                &w.jieqing,
                &documents,
                (&w.ctx, Permission::StatementsRead),
                statement.id,
                kind,
            )?;
            let ending = file.rsplit_once('.').map_or("bin", |(_, ending)| ending);
            let path = out.join(format!("{name}.{ending}"));
            std::fs::write(&path, bytes)
                .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))?;
            files += 1;
        }
    }
    Ok(files)
}

/// A customer's code as a file name.
fn safe(code: &str) -> String {
    code.chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .take(100)
        .collect()
}

fn day(text: &str) -> Outcome<Date> {
    date::parse(text).ok_or_else(|| Failure::usage(format!("{text} is no day; write 2026-11-24")))
}
