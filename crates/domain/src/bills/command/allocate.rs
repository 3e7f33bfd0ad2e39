//! Using a bill on the oldest debts.

use super::super::query;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

/// Uses what is open of a bill's credit on the oldest debts of its customer. Gives `None` when there is
/// nothing to do.
#[derive(Debug, Clone, Copy)]
pub struct AllocateBill {
    /// Which; of a part, the bill that was entered.
    pub id: Id<wire::Bill>,
}

impl Command for AllocateBill {
    type Out = Option<receivables::Allocated>;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let bill = query::get(tx, ctx, scope, self.id)?;
        let oldest = receivables::AllocateOldestFirst {
            customer: bill.customer_id,
            currency: Currency::CNY,
            credit: Some(bill.item_id),
            on: None,
        };
        oldest.run(tx, ctx, scope)
    }
}
