//! A sale in the books: receivable, revenue, deferred output tax, cost (china.md §4.2, 2b).

use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::money::sub;
use jieqing_kernel::tax::Split;
use jieqing_ledger::{AccountRole, Draft, DraftLine};

/// Who a sale is with.
#[derive(Debug, Clone, Copy)]
pub struct SaleParty {
    /// Customer (raw id).
    pub customer: i64,
    /// Department (raw id).
    pub department: i64,
    /// Document currency.
    pub currency: Currency,
    /// Company currency.
    pub base_currency: Currency,
}

/// What is sold; negative when it is taken back. Minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SaleAmounts {
    /// Document currency.
    pub split: Split,
    /// Total in company currency.
    pub base_total: i64,
    /// Tax in company currency; the rest of the total is revenue.
    pub base_tax: i64,
    /// Cost in company currency.
    pub cost: i64,
}

/// Dr receivable P / Cr revenue A, Cr deferred output tax T; Dr cost of sales C / Cr inventory C.
/// Lines without an amount are left out; the draft may end up without any.
///
/// # Errors
/// [`jieqing_kernel::error::Error::Bug`] on overflow.
pub fn sale_draft(draft: Draft, party: &SaleParty, amounts: &SaleAmounts) -> Result<Draft> {
    let line = |role: AccountRole, customer, amount, base| DraftLine {
        account: role.into(),
        customer,
        department: party.department,
        currency: party.currency,
        amount,
        base,
    };
    let stock = |role: AccountRole, amount| DraftLine {
        account: role.into(),
        customer: 0,
        department: party.department,
        currency: party.base_currency,
        amount,
        base: amount,
    };
    let SaleAmounts {
        split,
        base_total,
        base_tax,
        cost,
    } = *amounts;
    Ok(draft
        .line(line(
            AccountRole::Receivable,
            party.customer,
            split.total,
            base_total,
        ))
        .line(line(
            AccountRole::Revenue,
            0,
            sub(0, split.net)?,
            sub(base_tax, base_total)?,
        ))
        .line(line(
            AccountRole::DeferredTax,
            0,
            sub(0, split.tax)?,
            sub(0, base_tax)?,
        ))
        .line(stock(AccountRole::CostOfSales, cost))
        .line(stock(AccountRole::Inventory, sub(0, cost)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::date;

    #[test]
    fn balances_in_both_currencies_and_back() {
        let usd: Currency = "USD".parse().expect("known");
        let party = SaleParty {
            customer: 7,
            department: 3,
            currency: usd,
            base_currency: Currency::CNY,
        };
        let day = date::parse("2026-11-24").expect("a day");
        for sign in [1, -1] {
            let amounts = SaleAmounts {
                split: Split {
                    net: sign * 100_000,
                    tax: sign * 13_000,
                    total: sign * 113_000,
                },
                base_total: sign * 802_301,
                base_tax: sign * 92_303,
                cost: sign * 50_000,
            };
            let draft = Draft::new(
                "delivery.signed",
                ("delivery", 1, "DN-1"),
                day,
                String::new(),
            );
            let draft = sale_draft(draft, &party, &amounts).expect("fits");
            assert_eq!(draft.lines.len(), 5);
            draft.check().expect("balances");
            assert_eq!(
                draft.lines.first().map(|l| (l.customer, l.base)),
                Some((7, sign * 802_301))
            );
        }
    }
}
