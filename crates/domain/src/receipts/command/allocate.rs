//! Using a receipt on the oldest debts.

use super::super::error::ReceiptRefusal;
use super::super::query;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

/// Uses what is open of a receipt on the oldest debts of its customer. Gives `None` when there is
/// nothing to do.
#[derive(Debug, Clone, Copy)]
pub struct AllocateReceipt {
    /// Which.
    pub id: Id<wire::Receipt>,
}

impl Command for AllocateReceipt {
    type Out = Option<receivables::Allocated>;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let receipt = query::get(tx, ctx, scope, self.id)?;
        let (Some(customer), Some(credit)) = (receipt.customer_id, receipt.item_id) else {
            return Err(ReceiptRefusal::State {
                number: receipt.number,
                status: receipt.status.as_str().to_owned(),
            }
            .into());
        };
        let oldest = receivables::AllocateOldestFirst {
            customer,
            currency: receipt.currency,
            credit: Some(credit),
            on: None,
        };
        oldest.run(tx, ctx, scope)
    }
}
