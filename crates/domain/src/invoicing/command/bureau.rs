//! The number the tax bureau gave.

use super::super::error::InvoicingRefusal;
use super::super::model::{InvoiceStatus, check_bureau_number};
use super::super::store;
use super::{lock, refuse_taken_bureau_number};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use chrono::Datelike;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde_json::json;

/// Records the bureau's 20-digit number of an issued invoice, once.
#[derive(Debug, Clone)]
pub struct RecordBureauNumber {
    /// Which.
    pub id: Id<wire::Invoice>,
    /// The version it was decided on.
    pub version: i64,
    /// 20 digits.
    pub bureau_number: String,
}

impl Command for RecordBureauNumber {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesIssue;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let head = lock(tx, ctx, scope, self.id, self.version)?;
        if head.status != InvoiceStatus::Issued {
            return Err(InvoicingRefusal::NotIssued.into());
        }
        if let Some(known) = head.bureau_number {
            return Err(InvoicingRefusal::BureauNumberKept {
                number: head.number,
                bureau_number: known,
            }
            .into());
        }
        let mut errors = Vec::new();
        let year = head.issued_on.map(|d| d.year());
        check_bureau_number(&mut errors, &self.bureau_number, year);
        wire::finish(errors)?;
        refuse_taken_bureau_number(tx, ctx, &self.bureau_number)?;
        tx.exec_one(
            &store::SET_BUREAU,
            params![ctx.company, self.id, self.version, self.bureau_number],
        )?;
        let facts = json!({ "number": head.number, "bureau_number": self.bureau_number });
        record(
            tx,
            ctx,
            "invoice",
            self.id.raw(),
            "invoice.bureau_number_recorded",
            &facts,
        )?;
        Ok(self.id)
    }
}
