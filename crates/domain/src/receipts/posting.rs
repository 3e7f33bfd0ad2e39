//! Receipts in the books: entered, claimed. Reversal is the ledger's.

use crate::access::Scope;
use crate::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;
use jieqing_ledger::{AccountRole, Draft, DraftLine};

/// Event of the entry that puts the money on our account.
pub(super) const ENTERED: &str = "receipt.entered";
/// Event of the entry that gives unclaimed money to a customer.
pub(super) const CLAIMED: &str = "receipt.claimed";

/// Figures of a receipt, all in minor units; `base` ones in company currency.
pub(super) struct Figures {
    pub(super) id: Id<wire::Receipt>,
    pub(super) number: String,
    pub(super) received_on: Date,
    pub(super) currency: Currency,
    pub(super) amount: i64,
    pub(super) base: i64,
    pub(super) fee: i64,
    pub(super) fee_base: i64,
    pub(super) department: i64,
}

/// Dr bank (net) and bank charges / Cr receivable of the customer, or unclaimed.
pub(super) fn entered(
    receipt: &Figures,
    money: AccountRole,
    customer: Option<Id<wire::Customer>>,
    payer: &str,
) -> Result<Draft> {
    let line = lines_of(receipt);
    let credit = match customer {
        Some(customer) => (AccountRole::Receivable, customer.raw()),
        None => (AccountRole::Unclaimed, 0),
    };
    let draft = Draft::new(
        ENTERED,
        ("receipt", receipt.id.raw(), &receipt.number),
        receipt.received_on,
        format!("收款 {payer}"),
    );
    Ok(draft
        .line(line(
            money,
            0,
            sub(receipt.amount, receipt.fee)?,
            sub(receipt.base, receipt.fee_base)?,
        ))
        .line(line(
            AccountRole::BankCharges,
            0,
            receipt.fee,
            receipt.fee_base,
        ))
        .line(line(
            credit.0,
            credit.1,
            sub(0, receipt.amount)?,
            sub(0, receipt.base)?,
        )))
}

/// Dr unclaimed / Cr receivable of the customer.
pub(super) fn claimed(
    receipt: &Figures,
    customer: Id<wire::Customer>,
    name: &str,
    on: Date,
) -> Result<Draft> {
    let line = lines_of(receipt);
    let draft = Draft::new(
        CLAIMED,
        ("receipt", receipt.id.raw(), &receipt.number),
        on,
        format!("认领收款 {name}"),
    );
    Ok(draft
        .line(line(
            AccountRole::Unclaimed,
            0,
            receipt.amount,
            receipt.base,
        ))
        .line(line(
            AccountRole::Receivable,
            customer.raw(),
            sub(0, receipt.amount)?,
            sub(0, receipt.base)?,
        )))
}

fn lines_of(receipt: &Figures) -> impl Fn(AccountRole, i64, i64, i64) -> DraftLine {
    let (department, currency) = (receipt.department, receipt.currency);
    move |role, customer, amount, base| DraftLine {
        account: role.into(),
        customer,
        department,
        currency,
        amount,
        base,
    }
}

/// Owner and department of a receipt: the customer's, or the clerk's own for unclaimed money.
pub(super) fn belongs_to(customer: Option<(i64, i64)>, scope: &Scope, actor: i64) -> (i64, i64) {
    match (customer, scope) {
        (Some(of_customer), _) => of_customer,
        (None, Scope::Part { departments, .. }) => {
            (actor, departments.first().copied().unwrap_or(0))
        }
        (None, Scope::Company) => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_balances() {
        let receipt = Figures {
            id: Id::from_raw(7),
            number: "RC-202611-0001".to_owned(),
            received_on: Date::from_ymd_opt(2026, 11, 24).expect("day"),
            currency: "USD".parse().expect("known"),
            amount: 100_000,
            base: 712_340,
            fee: 1_500,
            fee_base: 10_685,
            department: 3,
        };
        let customer = Id::from_raw(9);
        let entry = entered(&receipt, AccountRole::Bank, Some(customer), "A").expect("draft");
        entry.check().expect("balanced");
        let figures: Vec<_> = entry
            .lines
            .iter()
            .map(|l| (l.account.clone(), l.amount, l.base))
            .collect();
        assert_eq!(
            figures,
            [
                (AccountRole::Bank.into(), 98_500, 701_655),
                (AccountRole::BankCharges.into(), 1_500, 10_685),
                (AccountRole::Receivable.into(), -100_000, -712_340),
            ]
        );
        let unclaimed = entered(&receipt, AccountRole::Cash, None, "A").expect("draft");
        unclaimed.check().expect("balanced");
        assert_eq!(unclaimed.lines[2].account, AccountRole::Unclaimed.into());
        let given = claimed(&receipt, customer, "A", receipt.received_on).expect("draft");
        given.check().expect("balanced");
        assert_eq!(given.lines[1].customer, 9);
    }
}
