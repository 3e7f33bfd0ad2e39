//! What a receipt is and when the data hold together. Pure.

use super::error::ReceiptRefusal;
use crate::wire;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{MAX_MINOR, Money};
use jieqing_ledger::AccountRole;

jieqing_db::text_enum! {
    /// Where a receipt stands.
    pub enum ReceiptStatus {
        /// Nobody knows whose money it is (待认领).
        Unclaimed = "unclaimed",
        /// It belongs to a customer.
        Claimed = "claimed",
        /// Taken back (已冲销).
        Reversed = "reversed",
    }
}

jieqing_db::text_enum! {
    /// How the money came.
    pub enum PaymentMethod {
        /// 银行
        Bank = "bank",
        /// 现金
        Cash = "cash",
        /// 第三方支付
        Wallet = "wallet",
    }
}

impl PaymentMethod {
    /// The account the money is on.
    #[must_use]
    pub fn role(self) -> AccountRole {
        match self {
            Self::Bank => AccountRole::Bank,
            Self::Cash => AccountRole::Cash,
            Self::Wallet => AccountRole::OtherMoney,
        }
    }
}

/// What a person or a bank file says about money received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptDraft {
    /// Whose money it is; `None` when nobody knows yet.
    pub customer: Option<Id<wire::Customer>>,
    /// Name of the payer as the bank gives it.
    pub payer: String,
    /// Account of the payer.
    pub payer_account: String,
    /// Our account or wallet.
    pub bank_account: Id<wire::BankAccount>,
    /// The bank's reference, unique per account when given.
    pub bank_ref: Option<String>,
    /// The bank's date.
    pub received_on: Date,
    /// What the customer paid, fee included; in the account's currency.
    pub amount: Money,
    /// What the bank kept, minor units of the same currency.
    pub fee: i64,
    /// Purpose, note.
    pub text: String,
}

const NAME_MAX: usize = 200;
const REF_MAX: usize = 100;
const TEXT_MAX: usize = 2_000;

impl ReceiptDraft {
    /// All field errors at once. `today` is the company's business day.
    ///
    /// # Errors
    /// [`Error::Invalid`]; `receipts.fee_too_large`.
    pub fn check(&self, today: Date) -> Result<()> {
        let mut errors = Vec::new();
        if self.amount.minor <= 0 || self.amount.minor > MAX_MINOR {
            errors.push(FieldError::new("amount", "field.out_of_range").with(
                "allowed",
                format!("0 < … ≤ {}", Money::new(MAX_MINOR, self.amount.currency)),
            ));
        }
        if self.fee < 0 {
            errors.push(FieldError::new("fee", "field.out_of_range").with("allowed", "≥ 0"));
        }
        if self.received_on > today {
            errors.push(
                FieldError::new("received_on", "field.out_of_range")
                    .with("allowed", format!("≤ {today}")),
            );
        }
        if self.customer.is_none() && self.payer.trim().is_empty() {
            errors.push(FieldError::new("payer", "field.required"));
        }
        let none = String::new();
        let texts = [
            ("payer", &self.payer, NAME_MAX),
            ("payer_account", &self.payer_account, NAME_MAX),
            ("bank_ref", self.bank_ref.as_ref().unwrap_or(&none), REF_MAX),
            ("text", &self.text, TEXT_MAX),
        ];
        for (path, text, max) in texts {
            wire::check_text(&mut errors, path, text, max);
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        if self.fee >= self.amount.minor {
            return Err(ReceiptRefusal::FeeTooLarge {
                fee: Money::new(self.fee, self.amount.currency).to_string(),
                amount: self.amount.to_string(),
            }
            .into());
        }
        Ok(())
    }

    /// The bank's reference without blanks; `None` when empty.
    #[must_use]
    pub fn reference(&self) -> Option<String> {
        let text = self.bank_ref.as_deref().unwrap_or_default().trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::currency::Currency;

    fn draft() -> ReceiptDraft {
        ReceiptDraft {
            customer: None,
            payer: "上海某某公司".to_owned(),
            payer_account: String::new(),
            bank_account: Id::from_raw(1),
            bank_ref: Some("  T-1 ".to_owned()),
            received_on: Date::from_ymd_opt(2026, 11, 24).expect("day"),
            amount: Money::new(10_000, Currency::CNY),
            fee: 0,
            text: String::new(),
        }
    }

    #[test]
    fn tells_all_field_errors_at_once() {
        let today = Date::from_ymd_opt(2026, 11, 24).expect("day");
        assert!(draft().check(today).is_ok());
        assert_eq!(draft().reference().as_deref(), Some("T-1"));
        let mut bad = draft();
        bad.payer = " ".to_owned();
        bad.amount.minor = 0;
        bad.fee = -1;
        bad.received_on = today.succ_opt().expect("day");
        bad.text = "\u{7}".to_owned();
        let Err(Error::Invalid(errors)) = bad.check(today) else {
            panic!("accepted");
        };
        let paths: Vec<_> = errors.iter().map(|e| e.path.as_ref()).collect();
        assert_eq!(paths, ["amount", "fee", "received_on", "payer", "text"]);
    }

    #[test]
    fn a_fee_leaves_something() {
        let mut all = draft();
        all.fee = 10_000;
        let out = all.check(all.received_on);
        assert!(matches!(out, Err(Error::Refused(r)) if r.code == "receipts.fee_too_large"));
    }
}
