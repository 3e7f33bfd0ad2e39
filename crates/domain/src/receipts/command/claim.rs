//! Giving unclaimed money to a customer.

use super::super::model::ReceiptStatus;
use super::super::posting::{self, Figures};
use super::super::store;
use super::{customer_of, lock, open_credit, wrong_state};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::json;

/// Gives unclaimed money to the customer it belongs to (认款).
#[derive(Debug, Clone)]
pub struct ClaimReceipt {
    /// Which.
    pub id: Id<wire::Receipt>,
    /// The version it was looked at.
    pub version: i64,
    /// Whose money it is.
    pub customer: Id<wire::Customer>,
}

impl Command for ClaimReceipt {
    type Out = Id<wire::OpenItem>;
    const PERMISSION: Permission = Permission::ReceiptsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        if now.status != ReceiptStatus::Unclaimed {
            return Err(wrong_state(&now));
        }
        let customer = customer_of(tx, ctx, scope, self.customer)?;
        let figures = Figures {
            id: self.id,
            number: now.number.clone(),
            received_on: now.received_on,
            currency: now.currency,
            amount: now.amount_minor,
            base: now.base_amount_minor,
            fee: 0,
            fee_base: 0,
            department: customer.department,
        };
        let on = ctx.today().max(now.received_on);
        let entry = posting::claimed(&figures, self.customer, &customer.name, on)?;
        let posted = jieqing_ledger::post(tx, ctx, &entry)?;
        tx.exec_one(
            &store::CLAIM,
            params![
                ctx.company,
                self.id,
                self.version,
                ReceiptStatus::Claimed,
                self.customer,
                on,
                customer.owner,
                customer.department
            ],
        )?;
        let who = (self.customer, customer.owner, customer.department);
        let item = open_credit(tx, ctx, &figures, now.rate_e9, who, &posted)?;
        let facts = json!({
            "number": now.number, "customer": customer.name,
            "amount": Money::new(now.amount_minor, now.currency).text(),
            "currency": now.currency.code(), "entry": posted.number,
        });
        record(tx, ctx, "receipt", self.id.raw(), "receipt.claimed", &facts)?;
        Ok(item)
    }
}
