//! What a delivery is and what may be delivered. Pure.

use super::error::FulfilmentRefusal;
use super::rules::{allowed_qty, quantity_text};
use crate::orders::{LockedLine, LockedOrder};
use crate::wire;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::id::Id;

jieqing_db::text_enum! {
    /// Where a delivery stands.
    pub enum DeliveryStatus {
        /// 已发货: on its way.
        Dispatched = "dispatched",
        /// 已签收: the customer has signed.
        Signed = "signed",
        /// 已取消: never arrived.
        Cancelled = "cancelled",
    }
}

/// A line to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryLineDraft {
    /// Order line.
    pub order_line: Id<wire::OrderLine>,
    /// Quantity, e6.
    pub qty_e6: i64,
}

/// A delivery to be made from a confirmed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// Order.
    pub order: Id<wire::Order>,
    /// What goes out; everything that remains when empty.
    pub lines: Vec<DeliveryLineDraft>,
    /// Day it leaves; today when absent.
    pub dispatched_on: Option<Date>,
    /// Carrier.
    pub carrier: String,
    /// Tracking number.
    pub tracking_no: String,
    /// Address; the order's when absent.
    pub ship_to: Option<String>,
    /// Note.
    pub note: String,
    /// Number in the system it comes from; unique.
    pub source_no: Option<String>,
}

impl NewDelivery {
    /// All that remains of `order`, today.
    #[must_use]
    pub fn of(order: Id<wire::Order>) -> Self {
        Self {
            order,
            lines: Vec::new(),
            dispatched_on: None,
            carrier: String::new(),
            tracking_no: String::new(),
            ship_to: None,
            note: String::new(),
            source_no: None,
        }
    }

    /// All field errors at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub(super) fn check(&self, today: Date) -> Result<()> {
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "dispatched_on", self.dispatched_on, today);
        let empty = String::new();
        for (path, text, max) in [
            ("carrier", &self.carrier, 100),
            ("tracking_no", &self.tracking_no, 100),
            ("ship_to", self.ship_to.as_ref().unwrap_or(&empty), 300),
            ("note", &self.note, 2_000),
            ("source_no", self.source_no.as_ref().unwrap_or(&empty), 100),
        ] {
            wire::check_text(&mut errors, path, text, max);
        }
        for (i, line) in self.lines.iter().enumerate() {
            if line.qty_e6 <= 0 {
                let error = FieldError::new(format!("lines[{i}].qty"), "field.out_of_range");
                errors.push(error.with("allowed", "> 0"));
            }
            let earlier = self.lines.iter().take(i);
            if earlier.into_iter().any(|l| l.order_line == line.order_line) {
                errors.push(FieldError::new(
                    format!("lines[{i}].order_line_id"),
                    "field.duplicate",
                ));
            }
        }
        wire::finish(errors)
    }
}

/// What the customer did with one delivered line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedQuantity {
    /// Delivery line.
    pub line: Id<wire::DeliveryLine>,
    /// Accepted, e6.
    pub signed_e6: i64,
    /// Refused, e6: goes back to undispatched.
    pub rejected_e6: i64,
    /// Why it was refused.
    pub reason: String,
}

/// Which lines of `order` go out, each within its tolerance (inclusive).
pub(super) fn plan<'o>(
    order: &'o LockedOrder,
    wanted: &[DeliveryLineDraft],
) -> Result<Vec<(&'o LockedLine, i64)>> {
    let out_there = |l: &LockedLine| l.dispatched_e6.saturating_sub(l.returned_e6);
    if wanted.is_empty() {
        let rest: Vec<_> = order
            .lines
            .iter()
            .filter(|l| !l.closed)
            .map(|l| (l, l.qty_e6.saturating_sub(out_there(l))))
            .filter(|(_, rest)| *rest > 0)
            .collect();
        if rest.is_empty() {
            return Err(FulfilmentRefusal::NothingToDeliver {
                order: order.number.clone(),
            }
            .into());
        }
        return Ok(rest);
    }
    let mut planned = Vec::with_capacity(wanted.len());
    let mut errors = Vec::new();
    for (i, draft) in wanted.iter().enumerate() {
        match order.line(draft.order_line) {
            Some(line) => planned.push((line, draft.qty_e6)),
            None => errors.push(FieldError::new(
                format!("lines[{i}].order_line_id"),
                "field.unknown_reference",
            )),
        }
    }
    wire::finish(errors)?;
    for (line, qty) in &planned {
        let delivered = out_there(line);
        if line.closed && delivered < line.qty_e6 {
            return Err(FulfilmentRefusal::LineClosed {
                line: line.line_no,
                product: line.name.clone(),
            }
            .into());
        }
        let allowed = allowed_qty(line.qty_e6, order.over_tolerance_e9);
        if qty.saturating_add(delivered) > allowed {
            return Err(FulfilmentRefusal::OverTolerance {
                line: line.line_no,
                product: line.name.clone(),
                ordered: quantity_text(line.qty_e6, &line.unit),
                delivered: quantity_text(delivered, &line.unit),
                wanted: quantity_text(*qty, &line.unit),
                allowed: quantity_text(allowed, &line.unit),
            }
            .into());
        }
    }
    planned.sort_unstable_by_key(|(line, _)| line.line_no);
    Ok(planned)
}
