//! `jieqing import bank`: a bank file into the statements of our accounts.

use super::super::say;
use super::super::workplace::Work;
use crate::failure::{Failure, Outcome};
use jieqing_domain::access::Permission;
use jieqing_domain::bank::query::accounts;
use jieqing_domain::bank::{BankReader, ImportBankFile, SeenStatement, Summary, read_bank_file};
use jieqing_domain::imports::SourceFile;
use std::process::ExitCode;
use std::sync::Arc;

/// Most rows printed for people.
const SHOWN: usize = 50;

/// Looks, or stores; `account` is the code, number or name of one of our accounts.
pub(super) fn run(
    work: &Work,
    file: &SourceFile,
    account: Option<&str>,
    commit: bool,
    json: bool,
    (rows_fail, refused): (u8, u8),
) -> Outcome<ExitCode> {
    let w = work.open()?;
    let done = (|| {
        let account = match account {
            None => None,
            Some(word) => {
                let all = w
                    .jieqing
                    .read(&w.ctx, Permission::BankRead, |tx, ctx, _| accounts(tx, ctx))?;
                let found = all
                    .iter()
                    .find(|a| a.code == word || a.number == word || a.name == word);
                let unknown =
                    || jieqing_kernel::error::Error::field("account", "field.unknown_reference");
                Some(found.ok_or_else(unknown)?.id)
            }
        };
        let read = Arc::new(read_bank_file(&BankReader::own(), &file.bytes, &file.name)?);
        let command = ImportBankFile {
            import: w.ctx.new_id(),
            file: read,
            account,
        };
        if commit {
            w.jieqing.execute(&w.ctx, command)
        } else {
            w.jieqing.preview(&w.ctx, command)
        }
    })();
    let summary = done.map_err(|e| Failure::from(e).with_code(refused))?;
    if json {
        let text = serde_json::to_string(&summary).map_err(|e| Failure::failed(e.to_string()))?;
        say(text);
    } else {
        table(&summary, commit);
    }
    let wrong =
        summary.statements.iter().any(|s| s.difference.is_some()) || !summary.problems.is_empty();
    Ok(if wrong {
        ExitCode::from(rows_fail)
    } else {
        ExitCode::SUCCESS
    })
}

fn table(summary: &Summary, stored: bool) {
    for s in &summary.statements {
        say(statement(s));
    }
    for row in summary.rows.iter().take(SHOWN) {
        say(format!(
            "  {}  {:>16}  {:<10} {:<12} {} {}",
            row.booked_on,
            row.amount,
            row.fate.as_str(),
            row.kind.as_str(),
            row.counterparty,
            row.text
        ));
    }
    let fates: Vec<_> = summary
        .fates
        .iter()
        .map(|(fate, n)| format!("{fate} {n}"))
        .collect();
    say(format!("{} rows: {}", summary.total, fates.join(", ")));
    for (place, code, message) in &summary.problems {
        say(format!("! {place}: {message} ({code})"));
    }
    say(if stored {
        "stored"
    } else {
        "nothing is stored; --commit does"
    });
}

fn statement(s: &SeenStatement) -> String {
    let show = |amount: &Option<String>| amount.clone().unwrap_or_else(|| "?".to_owned());
    let mut out = format!(
        "{} {} … {}: opening {} + {} = closing {} {}, {} rows, {} new, foots: {}",
        s.account,
        s.from,
        s.to,
        show(&s.opening),
        s.sum,
        show(&s.closing),
        s.currency,
        s.rows,
        s.new,
        s.foots.as_str()
    );
    for (word, amount) in [("difference", &s.difference), ("gap before", &s.gap)] {
        if let Some(amount) = amount {
            out.push_str(&format!(", {word} {amount}"));
        }
    }
    out
}
