//! Tax in the books when an invoice is issued or flushed (china.md §4.2: 2d, 6, 7).

use crate::fulfilment::SaleParty;
use jieqing_kernel::error::Result;
use jieqing_kernel::money::sub;
use jieqing_ledger::{AccountRole, Draft, DraftLine};

/// An amount in document and company currency, minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) minor: i64,
    pub(super) base: i64,
}

impl Amount {
    pub(super) fn neg(self) -> Result<Self> {
        Ok(Self {
            minor: sub(0, self.minor)?,
            base: sub(0, self.base)?,
        })
    }
    fn less(self, other: Self) -> Result<Self> {
        Ok(Self {
            minor: sub(self.minor, other.minor)?,
            base: sub(self.base, other.base)?,
        })
    }
}

fn line(role: AccountRole, customer: i64, party: &SaleParty, amount: Amount) -> DraftLine {
    DraftLine {
        account: role.into(),
        customer,
        department: party.department,
        currency: party.currency,
        amount: amount.minor,
        base: amount.base,
    }
}

/// Dr deferred output tax / Cr output tax; what the invoice rounds otherwise than the delivery goes
/// to revenue. Negative amounts take it back.
pub(super) fn tax_due(
    draft: Draft,
    party: &SaleParty,
    deferred: Amount,
    output: Amount,
) -> Result<Draft> {
    Ok(draft
        .line(line(AccountRole::DeferredTax, 0, party, deferred))
        .line(line(AccountRole::OutputTax, 0, party, output.neg()?))
        .line(line(AccountRole::Revenue, 0, party, output.less(deferred)?)))
}

/// Dr revenue A, Dr output tax T / Cr receivable P: value given back. `total` and `tax` positive.
pub(super) fn value_credited(
    draft: Draft,
    party: &SaleParty,
    total: Amount,
    tax: Amount,
) -> Result<Draft> {
    Ok(draft
        .line(line(AccountRole::Revenue, 0, party, total.less(tax)?))
        .line(line(AccountRole::OutputTax, 0, party, tax))
        .line(line(
            AccountRole::Receivable,
            party.customer,
            party,
            total.neg()?,
        )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::currency::Currency;
    use jieqing_kernel::date;

    #[test]
    fn both_balance_with_a_cent_of_rounding() {
        let party = SaleParty {
            customer: 7,
            department: 0,
            currency: Currency::CNY,
            base_currency: Currency::CNY,
        };
        let day = date::parse("2026-11-24").expect("a day");
        let blank = || Draft::new("invoice.issued", ("invoice", 1, "IN-1"), day, String::new());
        let cny = |minor| Amount { minor, base: minor };
        let issued = tax_due(blank(), &party, cny(1300), cny(1301)).expect("fits");
        issued.check().expect("balances");
        assert_eq!(issued.lines.len(), 3);
        let exact = tax_due(blank(), &party, cny(1300), cny(1300)).expect("fits");
        assert_eq!(exact.lines.len(), 2);
        let red = value_credited(blank(), &party, cny(11_300), cny(1300)).expect("fits");
        red.check().expect("balances");
        let control = red.lines.last().map(|l| (l.customer, l.amount));
        assert_eq!(control, Some((7, -11_300)));
    }
}
