//! Trial balance, control account, and the checks that prove them.

use crate::chart::AccountRole;
use crate::draft::{AccountRef, DraftLine};
use crate::store;
use crate::store::report as sql;
use jieqing_db::{ReadTx, params, row};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::Result;
use sha2::{Digest, Sha256};

row! {
    /// An account in a trial balance (试算平衡表), company currency, minor units.
    pub struct TrialRow {
        /// Code.
        pub account: String,
        /// Chinese name.
        pub name: String,
        /// English name.
        pub name_en: String,
        /// Normal side.
        pub side: String,
        /// Balance before the range: debit minus credit.
        pub opening: i64,
        /// Debits in the range.
        pub debit: i64,
        /// Credits in the range.
        pub credit: i64,
    }
}

/// Trial balance over the periods `from..=to` (`YYYY-MM`).
///
/// # Errors
/// Database errors.
pub fn trial_balance(
    tx: &mut ReadTx<'_>,
    company: i64,
    from: &str,
    to: &str,
) -> Result<Vec<TrialRow>> {
    Ok(tx.all(&sql::TRIAL, params![company, from, to])?)
}

/// Balance of the receivable control account at the end of `on`, by (customer, currency):
/// document currency and company currency, debit positive.
///
/// # Errors
/// Database errors.
pub fn control_balance(
    tx: &mut ReadTx<'_>,
    company: i64,
    on: Date,
) -> Result<Vec<(i64, Currency, i64, i64)>> {
    Ok(tx.all(&sql::CONTROL, params![company, on, AccountRole::Receivable])?)
}

/// Digest of the trial balance of a period (L11).
///
/// # Errors
/// Database errors.
pub fn digest_of_period(tx: &mut ReadTx<'_>, company: i64, period: &str) -> Result<String> {
    let mut hash = Sha256::new();
    for row in trial_balance(tx, company, period, period)? {
        hash.update(format!(
            "{}|{}|{}|{}\n",
            row.account, row.opening, row.debit, row.credit
        ));
    }
    Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

/// Stored balances that differ from the sum of their lines.
///
/// # Errors
/// Database errors.
pub fn verify_balances(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let rows = tx.all::<(String, String, String)>(&sql::RECOUNT, params![company])?;
    Ok(rows
        .into_iter()
        .map(|(p, a, c)| format!("balance of {a} in {p} ({c}) is not the sum of its lines"))
        .collect())
}

/// Entries that do not balance or whose digest does not fit their rows.
///
/// # Errors
/// Database errors.
pub fn verify_entries(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for sql in [&sql::UNBALANCED, &sql::UNBALANCED_BASE] {
        for (id, currency) in tx.all::<(i64, String)>(sql, params![company])? {
            bad.push(format!("entry {id} does not balance in {currency}"));
        }
    }
    let mut open: Option<Reading> = None;
    let mut check = |entry: &Option<Reading>| {
        if let Some(entry) = entry
            && !entry.fits()
        {
            bad.push(format!("entry {} was changed after posting", entry.id));
        }
    };
    tx.each(&sql::DIGESTS, params![company], |row| {
        let id: i64 = row.get(0)?;
        if open.as_ref().is_none_or(|o| o.id != id) {
            check(&open);
            let on: String = row.get(2)?;
            let on = date::parse(&on).unwrap_or_default();
            open = Some(Reading {
                id,
                event: row.get(1)?,
                on,
                stored: row.get(3)?,
                accounts: Vec::new(),
                lines: Vec::new(),
            });
        }
        if let Some(Reading {
            accounts, lines, ..
        }) = &mut open
        {
            accounts.push(row.get(4)?);
            lines.push(DraftLine {
                account: AccountRef::Role(AccountRole::Receivable),
                customer: row.get(5)?,
                department: row.get(6)?,
                currency: row.get(7)?,
                amount: row.get(8)?,
                base: row.get(9)?,
            });
        }
        Ok::<_, jieqing_db::DbError>(())
    })?;
    check(&open);
    Ok(bad)
}

/// An entry whose digest is being recomputed.
struct Reading {
    id: i64,
    event: String,
    on: Date,
    stored: Vec<u8>,
    accounts: Vec<String>,
    lines: Vec<DraftLine>,
}

impl Reading {
    fn fits(&self) -> bool {
        store::digest(self.id, &self.event, self.on, &self.accounts, &self.lines)[..]
            == self.stored[..]
    }
}
