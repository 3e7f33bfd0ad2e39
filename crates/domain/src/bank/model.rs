//! Words and results of an import. Pure.

use crate::wire;
use jieqing_formats::bank::EntryKind;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};

macro_rules! stored_word {
    ($($name:ident),*) => { $(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = String::deserialize(from)?;
                Self::parse(&word).ok_or_else(|| serde::de::Error::custom(word))
            }
        }
    )* };
}

jieqing_db::text_enum! {
    /// What a row is. Only a payment that came in is a candidate for receivables.
    pub enum RowKind {
        /// 收付款
        Payment = "payment",
        /// 内部转账
        OwnTransfer = "own_transfer",
        /// 利息
        Interest = "interest",
        /// 手续费
        Fee = "fee",
        /// 税费
        Tax = "tax",
        /// 退款
        Refund = "refund",
        /// 理财与贷款
        Finance = "finance",
        /// 不计收支
        Neutral = "neutral",
    }
}

impl From<EntryKind> for RowKind {
    fn from(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Payment => Self::Payment,
            EntryKind::OwnTransfer => Self::OwnTransfer,
            EntryKind::Interest => Self::Interest,
            EntryKind::Fee => Self::Fee,
            EntryKind::Tax => Self::Tax,
            EntryKind::Refund => Self::Refund,
            EntryKind::Finance => Self::Finance,
            EntryKind::Neutral => Self::Neutral,
        }
    }
}

jieqing_db::text_enum! {
    /// Whether opening and rows are the closing balance.
    pub enum Foots {
        /// They are.
        Yes = "yes",
        /// They are not.
        No = "no",
        /// A balance is not stated.
        Unstated = "unstated",
    }
}

jieqing_db::text_enum! {
    /// What becomes of a row.
    pub enum RowFate {
        /// It is stored already.
        Known = "known",
        /// It becomes a receipt of a customer.
        Receipt = "receipt",
        /// It becomes a receipt that waits to be claimed.
        Pool = "pool",
        /// Its receipt was entered before.
        Linked = "linked",
        /// It takes another row back.
        Reversal = "reversal",
        /// Another row takes it back.
        Reversed = "reversed",
        /// Money that went out.
        Outgoing = "outgoing",
        /// A fee, interest, own transfer, …: kept out of receivables.
        KeptOut = "kept_out",
    }
}

jieqing_db::text_enum! {
    /// What is done with a statement that does not foot.
    pub enum Unfooted {
        /// Stored and marked.
        Mark = "mark",
        /// Refused.
        Refuse = "refuse",
    }
}

jieqing_db::text_enum! {
    /// What is applied without a person.
    pub enum Automatic {
        /// Nothing.
        Off = "off",
        /// What is exact and unique.
        Exact = "exact",
    }
}

stored_word!(RowKind, Foots, RowFate);

impl RowKind {
    /// What becomes of a new row of this kind that nothing takes back; `None` for money of a payer.
    #[must_use]
    pub fn kept_out(self, amount: i64) -> Option<RowFate> {
        match self {
            Self::Payment if amount > 0 => None,
            Self::Payment => Some(RowFate::Outgoing),
            _ => Some(RowFate::KeptOut),
        }
    }
}

/// A row as the import saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRow {
    /// Booking day.
    pub booked_on: String,
    /// Signed amount as text.
    pub amount: String,
    /// Name of the other side.
    pub counterparty: String,
    /// Its account.
    pub counterparty_account: String,
    /// Purpose.
    pub text: String,
    /// The bank's number.
    pub bank_ref: String,
    /// What it is.
    pub kind: RowKind,
    /// What becomes of it.
    pub fate: RowFate,
    /// Name of the customer, when the payer is known.
    pub customer: String,
    /// Number of the receipt that is linked.
    pub receipt: String,
}

/// A statement as the import saw it. Amounts as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenStatement {
    /// Our account: id on the wire.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Currency.
    pub currency: String,
    /// Number of the statement.
    pub number: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Opening balance, when stated.
    pub opening: Option<String>,
    /// Closing balance, when stated.
    pub closing: Option<String>,
    /// Sum of the rows.
    pub sum: String,
    /// Whether it foots.
    pub foots: Foots,
    /// Closing less opening less rows.
    pub difference: Option<String>,
    /// Rows.
    pub rows: i64,
    /// Rows that were not stored before.
    pub new: i64,
    /// Opening less the closing balance before it, when that is known and differs.
    pub gap: Option<String>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Format of the file.
    pub format: String,
    /// Statements.
    pub statements: Vec<SeenStatement>,
    /// Rows by fate.
    pub fates: std::collections::BTreeMap<String, i64>,
    /// Rows in file order, the first 1,000.
    pub rows: Vec<SeenRow>,
    /// Rows in all.
    pub total: i64,
    /// What the reader found wrong: place, code, message.
    pub problems: Vec<(String, String, String)>,
}

/// A known receipt that a row may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownReceipt {
    pub(super) id: Id<wire::Receipt>,
    pub(super) number: String,
    pub(super) bank_ref: Option<String>,
    pub(super) on: Date,
    pub(super) amount: i64,
    pub(super) currency: Currency,
    pub(super) payer: String,
}

/// The receipt that was entered for this money before: by the bank's number, day and amount; entered
/// without a number, by day, amount and payer's name, if there is only one like it.
pub(super) fn same_money(
    known: &[KnownReceipt],
    bank_ref: &str,
    on: Date,
    amount: i64,
    payer_key: &str,
) -> Option<usize> {
    let fits = |r: &KnownReceipt| r.on == on && r.amount == amount;
    let by_ref = known
        .iter()
        .position(|r| !bank_ref.is_empty() && r.bank_ref.as_deref() == Some(bank_ref) && fits(r));
    if by_ref.is_some() {
        return by_ref;
    }
    let mut alike = known.iter().enumerate().filter(|(_, r)| {
        r.bank_ref.is_none()
            && fits(r)
            && !payer_key.is_empty()
            && jieqing_kernel::taxid::search_key(&r.payer) == payer_key
    });
    match (alike.next(), alike.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_payments_that_came_in_are_candidates() {
        assert_eq!(RowKind::Payment.kept_out(1), None);
        assert_eq!(RowKind::Payment.kept_out(-1), Some(RowFate::Outgoing));
        for kind in RowKind::ALL {
            if *kind != RowKind::Payment {
                assert_eq!(kind.kept_out(1), Some(RowFate::KeptOut));
            }
        }
    }

    #[test]
    fn a_receipt_entered_before_is_known_again_only_without_doubt() {
        let day = Date::from_ymd_opt(2026, 11, 20).expect("day");
        let receipt = |id: i64, bank_ref: Option<&str>| KnownReceipt {
            id: Id::from_raw(id),
            number: format!("RC-{id}"),
            bank_ref: bank_ref.map(str::to_owned),
            on: day,
            amount: 100,
            currency: Currency::CNY,
            payer: "上海甲（中国）有限公司".to_owned(),
        };
        let key = jieqing_kernel::taxid::search_key("上海甲(中国)有限公司");
        let one = [receipt(1, None), receipt(2, Some("T1"))];
        assert_eq!(same_money(&one, "T1", day, 100, &key), Some(1));
        assert_eq!(same_money(&one, "T9", day, 100, &key), Some(0));
        assert_eq!(same_money(&one, "T1", day, 101, &key), None);
        assert_eq!(same_money(&one, "", day, 100, ""), None);
        let twins = [receipt(1, None), receipt(2, None)];
        assert_eq!(same_money(&twins, "", day, 100, &key), None);
    }
}
