//! What is to be posted: roles, amounts, and the document behind it. Pure.

use crate::chart::AccountRole;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::refusals;

refusals! {
    /// Why nothing is posted.
    pub enum LedgerRefusal {
        /// A role has no account in this company.
        AccountMissing { role: String } = "ledger.account_missing",
        /// No open period within two years of the document's date.
        NoOpenPeriod { doc_on: String } = "ledger.no_open_period",
        /// The period is not in the state the command needs.
        PeriodState { period: String, status: String } = "ledger.period_state",
        /// An earlier period is still open.
        EarlierOpen { period: String, earlier: String } = "ledger.earlier_period_open",
        /// A later period is closed already.
        LaterClosed { period: String, later: String } = "ledger.later_period_closed",
        /// The entry was reversed before.
        AlreadyReversed { number: String } = "ledger.already_reversed",
    }
}

/// Where a line is posted: by what the account is for, or by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountRef {
    /// The account that plays the role in this company now.
    Role(AccountRole),
    /// The account of this code.
    Code(String),
}

impl From<AccountRole> for AccountRef {
    fn from(role: AccountRole) -> Self {
        Self::Role(role)
    }
}

/// One line of a draft. Amounts are minor units; the sign of `debit` is carried by the side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// Account.
    pub account: AccountRef,
    /// Customer (raw id), 0 for none. Required on the control account.
    pub customer: i64,
    /// Department (raw id), 0 for none.
    pub department: i64,
    /// Document currency.
    pub currency: Currency,
    /// Debit (positive) or credit (negative), document currency.
    pub amount: i64,
    /// The same in company currency.
    pub base: i64,
}

/// An entry to be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Business event, e.g. `delivery.signed`. One entry per (source, event).
    pub event: &'static str,
    /// Kind of the source document.
    pub source_type: &'static str,
    /// Source document (raw id).
    pub source_id: i64,
    /// Its number, for people.
    pub source_no: String,
    /// Date of the document; the posting date unless its period is closed.
    pub doc_on: Date,
    /// 摘要.
    pub memo: String,
    /// At least two lines.
    pub lines: Vec<DraftLine>,
}

impl Draft {
    /// A draft without lines.
    #[must_use]
    pub fn new(
        event: &'static str,
        source: (&'static str, i64, &str),
        doc_on: Date,
        memo: String,
    ) -> Self {
        let (source_type, source_id, source_no) = source;
        Self {
            event,
            source_type,
            source_id,
            source_no: source_no.to_owned(),
            doc_on,
            memo,
            lines: Vec::new(),
        }
    }

    /// Adds a line: positive amounts debit, negative credit; zero lines are left out.
    #[must_use]
    pub fn line(mut self, line: DraftLine) -> Self {
        if line.amount != 0 || line.base != 0 {
            self.lines.push(line);
        }
        self
    }

    /// Checks L1 and L4 before anything is written.
    ///
    /// # Errors
    /// [`Error::Bug`]: an unbalanced draft is a programmer's error, not a user's.
    pub fn check(&self) -> Result<()> {
        if self.lines.len() < 2 {
            return Err(Error::bug(format!("{}: fewer than two lines", self.event)));
        }
        let base: i128 = self.lines.iter().map(|l| i128::from(l.base)).sum();
        if base != 0 {
            return Err(Error::bug(format!(
                "{}: off by {base} in company currency",
                self.event
            )));
        }
        let mut currencies: Vec<Currency> = self.lines.iter().map(|l| l.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            let sum: i128 = self
                .lines
                .iter()
                .filter(|l| l.currency == currency)
                .map(|l| i128::from(l.amount))
                .sum();
            if sum != 0 {
                return Err(Error::bug(format!(
                    "{}: off by {sum} {currency}",
                    self.event
                )));
            }
        }
        Ok(())
    }
}
