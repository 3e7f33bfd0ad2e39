//! Trial balance, control account, and the checks that prove them.

use crate::chart::AccountRole;
use crate::draft::DraftLine;
use crate::store;
use jieqing_db::{ReadTx, params, row, sql};
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

sql!(
    TRIAL,
    "select a.code, a.name, a.name_en, a.side,
       cast(coalesce(sum(b.base_debit_minor - b.base_credit_minor) filter (where b.period < $2), 0) as bigint),
       cast(coalesce(sum(b.base_debit_minor) filter (where b.period >= $2), 0) as bigint),
       cast(coalesce(sum(b.base_credit_minor) filter (where b.period >= $2), 0) as bigint)
     from accounts a
     join ledger_balances b on b.company_id = a.company_id and b.account = a.code and b.period <= $3
     where a.company_id = $1
     group by a.code, a.name, a.name_en, a.side order by a.code"
);
sql!(
    CONTROL,
    "select l.customer_id, l.currency,
       cast(sum(l.debit_minor - l.credit_minor) as bigint),
       cast(sum(l.base_debit_minor - l.base_credit_minor) as bigint)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = $3
     where l.company_id = $1 and l.posted_on <= $2
     group by l.customer_id, l.currency order by l.customer_id, l.currency"
);
sql!(
    RECOUNT,
    "select b.period, b.account, b.currency
     from ledger_balances b
     left join (
       select e.period, l.account, l.currency,
         sum(l.debit_minor) d, sum(l.credit_minor) c, sum(l.base_debit_minor) bd, sum(l.base_credit_minor) bc
       from ledger_lines l join ledger_entries e on e.company_id = l.company_id and e.id = l.entry_id
       where l.company_id = $1 group by e.period, l.account, l.currency
     ) s on s.period = b.period and s.account = b.account and s.currency = b.currency
     where b.company_id = $1 and (s.d is null or s.d <> b.debit_minor or s.c <> b.credit_minor
       or s.bd <> b.base_debit_minor or s.bc <> b.base_credit_minor)
     limit 20"
);
sql!(
    UNBALANCED,
    "select entry_id, currency from ledger_lines where company_id = $1
     group by entry_id, currency having sum(debit_minor) <> sum(credit_minor) limit 20"
);
sql!(
    UNBALANCED_BASE,
    "select entry_id, 'base' from ledger_lines where company_id = $1
     group by entry_id having sum(base_debit_minor) <> sum(base_credit_minor) or count(*) < 2 limit 20"
);
sql!(
    DIGESTS,
    "select e.id, e.event, e.posted_on, e.digest, l.account, l.customer_id, l.department_id,
       l.currency, l.debit_minor - l.credit_minor, l.base_debit_minor - l.base_credit_minor
     from ledger_entries e join ledger_lines l on l.company_id = e.company_id and l.entry_id = e.id
     where e.company_id = $1 order by e.id, l.line_no"
);

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
    Ok(tx.all(&TRIAL, params![company, from, to])?)
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
    Ok(tx.all(&CONTROL, params![company, on, AccountRole::Receivable])?)
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
    let rows = tx.all::<(String, String, String)>(&RECOUNT, params![company])?;
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
    for sql in [&UNBALANCED, &UNBALANCED_BASE] {
        for (id, currency) in tx.all::<(i64, String)>(sql, params![company])? {
            bad.push(format!("entry {id} does not balance in {currency}"));
        }
    }
    let mut open: Option<(i64, String, Date, Vec<u8>, Vec<String>, Vec<DraftLine>)> = None;
    let mut check = |entry: &Option<(i64, String, Date, Vec<u8>, Vec<String>, Vec<DraftLine>)>| {
        if let Some((id, event, on, stored, accounts, lines)) = entry
            && store::digest(*id, event, *on, accounts, lines)[..] != stored[..]
        {
            bad.push(format!("entry {id} was changed after posting"));
        }
    };
    tx.each(&DIGESTS, params![company], |row| {
        let id: i64 = row.get(0)?;
        if open.as_ref().is_none_or(|o| o.0 != id) {
            check(&open);
            let on: String = row.get(2)?;
            let on = date::parse(&on).unwrap_or_default();
            open = Some((id, row.get(1)?, on, row.get(3)?, Vec::new(), Vec::new()));
        }
        if let Some((_, _, _, _, accounts, lines)) = &mut open {
            accounts.push(row.get(4)?);
            lines.push(DraftLine {
                role: AccountRole::Receivable,
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
