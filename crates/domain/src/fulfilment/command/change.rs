//! What may change while a delivery is on its way.

use super::super::store;
use super::{facts, lock_dispatched};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde_json::json;

/// Changes carrier, tracking number, address or note; absent ones stay.
#[derive(Debug, Clone)]
pub struct ChangeDelivery {
    /// Which.
    pub id: Id<wire::Delivery>,
    /// The version the change was made against.
    pub version: i64,
    /// Carrier.
    pub carrier: Option<String>,
    /// Tracking number.
    pub tracking_no: Option<String>,
    /// Address.
    pub ship_to: Option<String>,
    /// Note.
    pub note: Option<String>,
}

impl Command for ChangeDelivery {
    type Out = Id<wire::Delivery>;
    const PERMISSION: Permission = Permission::DeliveriesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        for (path, text, max) in [
            ("carrier", &self.carrier, 100),
            ("tracking_no", &self.tracking_no, 100),
            ("ship_to", &self.ship_to, 300),
            ("note", &self.note, 2_000),
        ] {
            if let Some(text) = text {
                wire::check_text(&mut errors, path, text, max);
            }
        }
        wire::finish(errors)?;
        let (order, mut head) = lock_dispatched(tx, ctx, scope, self.id, self.version)?;
        let before = json!({
            "carrier": head.carrier, "tracking_no": head.tracking_no, "ship_to": head.ship_to,
        });
        for (to, from) in [
            (&mut head.carrier, &self.carrier),
            (&mut head.tracking_no, &self.tracking_no),
            (&mut head.ship_to, &self.ship_to),
            (&mut head.note, &self.note),
        ] {
            if let Some(from) = from {
                to.clone_from(from);
            }
        }
        store::update(tx, ctx, &head)?;
        let mut facts = facts(&order, &head);
        if let Some(map) = facts.as_object_mut() {
            map.insert("before".to_owned(), before);
            map.insert("carrier".to_owned(), head.carrier.clone().into());
            map.insert("tracking_no".to_owned(), head.tracking_no.clone().into());
            map.insert("ship_to".to_owned(), head.ship_to.clone().into());
        }
        record(
            tx,
            ctx,
            "delivery",
            head.id.raw(),
            "delivery.changed",
            &facts,
        )?;
        Ok(head.id)
    }
}
