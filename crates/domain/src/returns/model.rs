//! What a return is. Pure.

use crate::fulfilment::{BillingStep, ReturnStep, SignedLine, share_of_rest};
use crate::wire;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::id::Id;

jieqing_db::text_enum! {
    /// Where a return stands.
    pub enum ReturnStatus {
        /// 已收货: a red invoice is still to be issued.
        Received = "received",
        /// 已结清: nothing is left to document.
        Settled = "settled",
    }
}

/// Goods of a delivery line that come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLineDraft {
    /// Delivery line.
    pub delivery_line: Id<wire::DeliveryLine>,
    /// Quantity, e6.
    pub qty_e6: i64,
}

/// Goods that come back from one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReturn {
    /// Order the lines must belong to; theirs, when absent.
    pub order: Option<Id<wire::Order>>,
    /// What.
    pub lines: Vec<ReturnLineDraft>,
    /// Day; today when absent.
    pub returned_on: Option<Date>,
    /// Why.
    pub reason: String,
    /// Note.
    pub note: String,
}

impl NewReturn {
    /// All field errors at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub(super) fn check(&self, today: Date) -> Result<()> {
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "returned_on", self.returned_on, today);
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::check_text(&mut errors, "reason", &self.reason, 300);
        wire::check_text(&mut errors, "note", &self.note, 2_000);
        if self.lines.is_empty() {
            errors.push(FieldError::new("lines", "field.required"));
        }
        for (i, line) in self.lines.iter().enumerate() {
            if line.qty_e6 <= 0 {
                let error = FieldError::new(format!("lines[{i}].qty"), "field.out_of_range");
                errors.push(error.with("allowed", "> 0"));
            }
            let mut earlier = self.lines.iter().take(i);
            if earlier.any(|l| l.delivery_line == line.delivery_line) {
                let path = format!("lines[{i}].delivery_line_id");
                errors.push(FieldError::new(path, "field.duplicate"));
            }
        }
        wire::finish(errors)
    }
}

/// Splits what comes back of a line: first what is not invoiced, then what is.
pub(super) fn step(line: &SignedLine, qty: i64) -> Result<ReturnStep> {
    let free = qty.min(line.billable_e6());
    let billed = qty.saturating_sub(free);
    Ok(ReturnStep {
        unbilled: BillingStep {
            qty_e6: free,
            total: line.billable_total(free)?,
            tax: line.billable_tax(free)?,
        },
        billed: BillingStep {
            qty_e6: billed,
            total: share_of_rest(line.invoiced_total_minor, billed, line.invoiced_e6)?,
            tax: share_of_rest(line.invoiced_tax_minor, billed, line.invoiced_e6)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::currency::Currency;
    use jieqing_kernel::date;
    use proptest::prelude::*;

    fn line(signed: i64, total: i64, invoiced: i64, invoiced_total: i64) -> SignedLine {
        let day = date::parse("2026-11-01").expect("a day");
        SignedLine {
            id: Id::from_raw(1),
            delivery: Id::from_raw(1),
            delivery_no: String::new(),
            line_no: 1,
            dispatched_on: day,
            signed_on: day,
            currency: Currency::CNY,
            rate_e9: 1_000_000_000,
            order_line: Id::from_raw(1),
            signed_e6: signed,
            returned_e6: 0,
            invoiced_e6: invoiced,
            tax_minor: total / 9,
            total_minor: total,
            cost_minor: total / 2,
            invoiced_total_minor: invoiced_total,
            invoiced_tax_minor: invoiced_total / 9,
            returned_total_minor: 0,
            returned_tax_minor: 0,
        }
    }

    proptest! {
        #[test]
        fn returning_everything_in_parts_takes_everything_back(
            parts in prop::collection::vec(1i64..1_000, 1..7),
            total in 0i64..1_000_000,
            share in 0i64..=100,
        ) {
            let signed: i64 = parts.iter().sum();
            let invoiced = signed * share / 100;
            let invoiced_total = total * invoiced / signed;
            let mut l = line(signed, total, invoiced, invoiced_total);
            let (mut value, mut tax, mut cost) = (0, 0, 0);
            for q in parts {
                let s = step(&l, q).expect("fits");
                prop_assert!(s.unbilled.total >= 0 && s.billed.total >= 0);
                cost += l.cost_back(q).expect("fits");
                l.returned_e6 += q;
                l.invoiced_e6 -= s.billed.qty_e6;
                l.invoiced_total_minor -= s.billed.total;
                l.invoiced_tax_minor -= s.billed.tax;
                l.returned_total_minor += s.unbilled.total + s.billed.total;
                l.returned_tax_minor += s.unbilled.tax + s.billed.tax;
                value += s.unbilled.total + s.billed.total;
                tax += s.unbilled.tax + s.billed.tax;
            }
            prop_assert_eq!((value, tax, cost), (total, l.tax_minor, l.cost_minor));
            prop_assert_eq!((l.invoiced_e6, l.invoiced_total_minor), (0, 0));
        }
    }
}
