//! Dispatching, and dispatching with sign-off in one go.

use super::super::error::FulfilmentRefusal;
use super::super::model::{DeliveryStatus, NewDelivery, plan};
use super::super::store::{self, DeliveryHead, DeliveryLine};
use super::facts;
use super::recognise::{Recognised, recognise, value};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::orders::{LineProgress, LockedOrder, apply_progress, lock_order};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::id::Id;

/// Dispatches goods of a confirmed order.
#[derive(Debug, Clone)]
pub struct CreateDelivery {
    /// What goes out.
    pub delivery: NewDelivery,
}

impl Command for CreateDelivery {
    type Out = Id<wire::Delivery>;
    const PERMISSION: Permission = Permission::DeliveriesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut made = prepare(tx, ctx, scope, &self.delivery)?;
        if made.on_dispatch {
            made.recognise_all(tx, ctx)?;
        }
        made.write(tx, ctx, &self.delivery, "delivery.dispatched")
    }
}

/// Dispatches and has everything signed for at once: imports, demo, counter sales.
#[derive(Debug, Clone)]
pub struct DeliverAndSign {
    /// What goes out.
    pub delivery: NewDelivery,
    /// Day of sign-off; the day of dispatch when absent.
    pub signed_on: Option<Date>,
    /// Who signed.
    pub signed_by: String,
}

impl Command for DeliverAndSign {
    type Out = Id<wire::Delivery>;
    const PERMISSION: Permission = Permission::DeliveriesSign;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "signed_on", self.signed_on, ctx.today());
        wire::check_text(&mut errors, "signed_by", &self.signed_by, 100);
        wire::finish(errors)?;
        let mut made = prepare(tx, ctx, scope, &self.delivery)?;
        let day = self.signed_on.unwrap_or(made.head.dispatched_on);
        if day < made.head.dispatched_on {
            let error = FieldError::new("signed_on", "field.out_of_range");
            return wire::finish(vec![
                error.with("allowed", format!("≥ {}", made.head.dispatched_on)),
            ])
            .map(|()| made.head.id);
        }
        made.head.status = DeliveryStatus::Signed;
        made.head.signed_on = Some(day);
        made.head.signed_by.clone_from(&self.signed_by);
        for line in &mut made.lines {
            line.signed_e6 = line.qty_e6;
        }
        made.recognise_all(tx, ctx)?;
        made.write(tx, ctx, &self.delivery, "delivery.signed")
    }
}

/// A delivery on its way into the database.
struct Made {
    order: LockedOrder,
    head: DeliveryHead,
    lines: Vec<DeliveryLine>,
    on_dispatch: bool,
}

fn prepare(tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope, new: &NewDelivery) -> Result<Made> {
    new.check(ctx.today())?;
    let order = lock_order(tx, ctx, scope, new.order)?;
    order.require_confirmed()?;
    let policy = store::policy(tx, ctx, order.customer)?;
    if policy.customer_status == "stop" {
        return Err(FulfilmentRefusal::CustomerStopped {
            customer: policy.customer_name,
        }
        .into());
    }
    if let Some(source_no) = &new.source_no
        && let Some((number,)) =
            tx.opt::<(String,)>(&store::BY_SOURCE, params![ctx.company, source_no])?
    {
        return Err(FulfilmentRefusal::SourceTaken {
            source_no: source_no.clone(),
            number,
        }
        .into());
    }
    let lines: Vec<DeliveryLine> = (1_i64..)
        .zip(plan(&order, &new.lines)?)
        .map(|(line_no, (line, qty))| DeliveryLine {
            line_no,
            id: ctx.new_id(),
            order_line_id: line.id,
            product_id: line.product_id,
            qty_e6: qty,
            signed_e6: 0,
            rejected_e6: 0,
            reject_reason: String::new(),
            net_minor: 0,
            tax_minor: 0,
            total_minor: 0,
            cost_minor: 0,
        })
        .collect();
    let day = new.dispatched_on.unwrap_or_else(|| ctx.today());
    let head = DeliveryHead {
        id: ctx.new_id(),
        number: numbering::next(tx, ctx, Series::Delivery, day)?,
        order_id: order.id,
        customer_id: order.customer,
        status: DeliveryStatus::Dispatched,
        dispatched_on: day,
        signed_on: None,
        signed_by: String::new(),
        recognised_on: None,
        carrier: new.carrier.clone(),
        tracking_no: new.tracking_no.clone(),
        ship_to: new.ship_to.clone().unwrap_or_else(|| order.ship_to.clone()),
        note: new.note.clone(),
        currency: order.currency,
        rate_e9: order.rate_e9,
        net_minor: 0,
        tax_minor: 0,
        total_minor: 0,
        base_total_minor: 0,
        cost_minor: 0,
        owner_id: order.owner,
        department_id: order.department,
        version: 1,
    };
    Ok(Made {
        order,
        head,
        lines,
        on_dispatch: policy.receivable_on == "dispatch",
    })
}

impl Made {
    /// Opens the receivable for the full quantity.
    fn recognise_all(&mut self, tx: &mut WriteTx<'_>, ctx: &Ctx) -> Result<()> {
        let (event, day) = match self.head.signed_on {
            Some(day) if !self.on_dispatch => ("delivery.signed", day),
            _ => ("delivery.dispatched", self.head.dispatched_on),
        };
        // Nothing of this delivery is in the order's progress yet.
        let known = Recognised::load(tx, ctx, &self.order, self.on_dispatch, &[])?;
        value(
            ctx,
            &self.order,
            &mut self.head,
            &mut self.lines,
            &known,
            |l| l.qty_e6,
        )?;
        self.head.recognised_on = Some(day);
        recognise(tx, ctx, &self.order, &self.head, event, day)
    }

    fn write(
        self,
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        new: &NewDelivery,
        kind: &'static str,
    ) -> Result<Id<wire::Delivery>> {
        let source = new.source_no.as_deref();
        store::insert(tx, ctx, &self.head, source, &self.lines)?;
        let steps: Vec<LineProgress> = self
            .lines
            .iter()
            .map(|l| LineProgress {
                dispatched_e6: l.qty_e6,
                signed_e6: l.signed_e6,
                signed_total_minor: l.total_minor,
                ..LineProgress::of(l.order_line_id)
            })
            .collect();
        apply_progress(tx, ctx, &self.order, &steps)?;
        let mut facts = facts(&self.order, &self.head);
        if let (Some(map), Some(day)) = (facts.as_object_mut(), self.head.signed_on) {
            map.insert("signed_on".to_owned(), day.to_string().into());
            map.insert("signed_by".to_owned(), self.head.signed_by.clone().into());
        }
        record(tx, ctx, "delivery", self.head.id.raw(), kind, &facts)?;
        Ok(self.head.id)
    }
}
