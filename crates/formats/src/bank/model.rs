//! The one model of a bank statement.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{BankFormat, MAX_ENTRIES};
use crate::FormatError;
use crate::table::Date;

/// Most problems kept; the rest is counted.
const MAX_PROBLEMS: usize = 1_000;
/// Longest text kept of one field, in characters.
const MAX_TEXT: usize = 4_000;

/// What a bank file holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BankFile {
    /// Format, by content.
    pub format: BankFormat,
    /// Statements in file order.
    pub statements: Vec<BankStatement>,
    /// What is wrong or was read leniently, in file order.
    pub problems: Vec<Problem>,
}

/// One statement of one account in one currency.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BankStatement {
    /// Account number or IBAN as written, without blanks.
    pub account: Option<String>,
    /// Name of the account's holder.
    pub holder: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Number of the statement and page, as written.
    pub number: Option<String>,
    /// Booked balance before the first entry.
    pub opening: Option<Decimal>,
    /// Booked balance after the last entry.
    pub closing: Option<Decimal>,
    /// Booked entries in file order.
    pub entries: Vec<Entry>,
    /// Where it starts, e.g. `line 12`.
    pub place: String,
}

impl BankStatement {
    /// Opening + entries = closing; `None` when a balance is not stated.
    #[must_use]
    pub fn foots(&self) -> Option<bool> {
        let (opening, closing) = (self.opening?, self.closing?);
        Some(
            self.sum()
                .and_then(|sum| opening.checked_add(sum))
                .is_some_and(|total| total == closing),
        )
    }

    /// Zero has no sign: `-0.00` is `0.00`.
    pub(crate) fn without_signed_zeros(&mut self) {
        let balances = [&mut self.opening, &mut self.closing];
        for amount in balances.into_iter().flatten().chain(
            self.entries
                .iter_mut()
                .flat_map(|e| std::iter::once(&mut e.amount).chain(&mut e.balance)),
        ) {
            if amount.is_zero() {
                amount.set_sign_positive(true);
            }
        }
    }

    /// Number and sum of money in (`true`) or money out; the sum is `None` when it leaves the range
    /// of exact decimals. Entries of zero are neither.
    #[must_use]
    pub fn side(&self, income: bool) -> (usize, Option<Decimal>) {
        let of_side = |e: &&Entry| !e.amount.is_zero() && e.amount.is_sign_positive() == income;
        let own = || self.entries.iter().filter(of_side);
        let sum = own().try_fold(Decimal::ZERO, |sum, e| sum.checked_add(e.amount));
        (own().count(), sum)
    }

    /// Sum of the entries; `None` when it leaves the range of exact decimals.
    #[must_use]
    pub fn sum(&self) -> Option<Decimal> {
        self.entries
            .iter()
            .try_fold(Decimal::ZERO, |sum, entry| sum.checked_add(entry.amount))
    }
}

/// What an entry is, as far as the file tells. Only [`EntryKind::Payment`] is a candidate for
/// receivables; the others are shown and kept out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum EntryKind {
    /// A payment by or to somebody else.
    #[default]
    Payment,
    /// Between accounts of the same holder.
    OwnTransfer,
    /// Interest paid or charged.
    Interest,
    /// Fee of the bank or of the wallet.
    Fee,
    /// Taxes and social insurance.
    Tax,
    /// Money that went back.
    Refund,
    /// Loans, wealth products.
    Finance,
    /// Counted neither as income nor as expense by the wallet that wrote the file; amount zero.
    Neutral,
}

impl EntryKind {
    /// Stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::OwnTransfer => "own_transfer",
            Self::Interest => "interest",
            Self::Fee => "fee",
            Self::Tax => "tax",
            Self::Refund => "refund",
            Self::Finance => "finance",
            Self::Neutral => "neutral",
        }
    }
}

/// One booked entry.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Booking date.
    pub booked_on: Option<Date>,
    /// Value date.
    pub value_on: Option<Date>,
    /// Time of day as written.
    pub time: Option<String>,
    /// Signed amount.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Name of the other side.
    pub counterparty: Option<String>,
    /// Account of the other side.
    pub counterparty_account: Option<String>,
    /// Everything said about the purpose.
    pub text: String,
    /// The bank's number of the entry; `None` when missing or a placeholder.
    pub bank_ref: Option<String>,
    /// Takes back an earlier entry.
    pub reversal: bool,
    /// Index in the statement of the entry that it takes back.
    pub reverses: Option<usize>,
    /// What it is.
    pub kind: EntryKind,
    /// Balance after it.
    pub balance: Option<Decimal>,
    /// Fee kept back by a wallet, not part of `amount`; negative when it costs.
    pub fee: Option<Decimal>,
    /// Single payments of a batch.
    pub details: Vec<Detail>,
    /// Key for recognising the same entry in another file.
    pub identity: String,
    /// Line or row, e.g. `line 14`.
    pub place: String,
}

/// One payment inside a batch entry.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Detail {
    /// Signed amount, when stated.
    pub amount: Option<Decimal>,
    /// Name of the other side.
    pub counterparty: Option<String>,
    /// Account of the other side.
    pub counterparty_account: Option<String>,
    /// End-to-end reference.
    pub reference: Option<String>,
    /// Purpose.
    pub text: String,
}

/// Something wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Line or row with tag or column, e.g. `line 14 :61:`, `row 9 column 余额`.
    pub place: String,
    /// Stable code.
    pub code: Cow<'static, str>,
    /// What and why, with figures.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.message, self.code)
    }
}

/// A file while it is read.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) format: BankFormat,
    pub(crate) statements: Vec<BankStatement>,
    pub(crate) problems: Vec<Problem>,
    more_problems: usize,
    entries: usize,
}

impl Draft {
    pub(crate) fn new(format: BankFormat) -> Self {
        Self {
            format,
            statements: Vec::new(),
            problems: Vec::new(),
            more_problems: 0,
            entries: 0,
        }
    }

    /// Records a problem.
    pub(crate) fn problem(
        &mut self,
        place: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem {
                place: place.into(),
                code: Cow::Borrowed(code),
                message: cut(&message.into(), 300),
            });
        } else {
            self.more_problems += 1;
        }
    }

    /// Counts one more entry.
    pub(crate) fn count_entry(&mut self) -> Result<(), FormatError> {
        self.entries += 1;
        if self.entries > MAX_ENTRIES {
            return Err(FormatError::new("bank.too_many_entries").fact("limit", MAX_ENTRIES));
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> BankFile {
        if self.more_problems > 0 {
            self.problems.push(Problem {
                place: "file".to_owned(),
                code: Cow::Borrowed("problems.more"),
                message: format!("{} more problems are not listed", self.more_problems),
            });
        }
        BankFile {
            format: self.format,
            statements: self.statements,
            problems: self.problems,
        }
    }
}

/// Text with single blanks, at most `limit` characters.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit * 4));
    let mut count = 0;
    for word in text.split_whitespace() {
        if count > 0 {
            out.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count >= limit {
                out.push('…');
                return out;
            }
            out.push(c);
            count += 1;
        }
    }
    out
}

/// Text of a field: single blanks, cut; `None` when empty.
pub(crate) fn field(text: &str) -> Option<String> {
    let text = cut(text, MAX_TEXT);
    if text.is_empty() { None } else { Some(text) }
}

/// An account number without blanks; `None` when empty.
pub(crate) fn account(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(64)
        .collect();
    if text.is_empty() { None } else { Some(text) }
}

/// Parts of a purpose in one text, without empty and repeated parts.
pub(crate) fn join<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for part in parts {
        let part = part.trim();
        if part.is_empty() || seen.contains(&part) {
            continue;
        }
        if seen.len() < 64 {
            seen.push(part);
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
        if out.len() > MAX_TEXT * 4 {
            break;
        }
    }
    cut(&out, MAX_TEXT)
}
