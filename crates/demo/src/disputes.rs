//! What buyers contest, and how it ends.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::receivables::query::{ItemFilter, list_items};
use jieqing_domain::receivables::{DisputeReason, DisputeResolution, RaiseDispute, ResolveDispute};
use jieqing_domain::wire;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

impl Engine {
    /// The salesperson writes down what the buyer holds back of an invoice.
    pub(crate) fn dispute(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        who: usize,
        invoice: Id<wire::Invoice>,
        amount: i64,
    ) -> Result<()> {
        let buyer = self.buyer(who)?.clone();
        let filter = ItemFilter {
            customer: Some(buyer.id),
            debit: Some(true),
            billed: Some(true),
            ..ItemFilter::default()
        };
        let page = PageRequest {
            after: None,
            limit: 500,
        };
        let items = list_items(tx, &self.ctx, &SCOPE, &filter, &page)?.items;
        let found = items
            .iter()
            .find(|i| i.source_type == "invoice" && i.source_id == invoice.raw());
        let Some(item) = found.filter(|i| i.open - i.disputed > 0) else {
            return Ok(());
        };
        let (reason, note) = self
            .rng
            .choice([
                (DisputeReason::Quality, "到货外包装破损，客户要求换货后付款"),
                (
                    DisputeReason::Quantity,
                    "客户称实收数量少于送货单，待核对签收单",
                ),
                (DisputeReason::Price, "单价与客户合同价不一致，正在核对"),
            ])
            .unwrap_or((DisputeReason::Quality, "到货外包装破损"));
        let command = RaiseDispute {
            item: item.id,
            amount: Some(amount.min(item.open - item.disputed)),
            reason,
            note: note.to_owned(),
        };
        let id = command.run(tx, &self.as_(buyer.seller), &SCOPE)?;
        let wait = self.rng.u64(50..110);
        self.agenda.after(day, wait, Act::Resolve(id));
        Ok(())
    }

    pub(crate) fn resolve(&mut self, tx: &mut WriteTx<'_>, id: Id<wire::Dispute>) -> Result<()> {
        let (resolution, note) = self
            .rng
            .choice([
                (DisputeResolution::Paid, "已补货，客户同意付款"),
                (DisputeResolution::Paid, "核对无误，客户同意付款"),
                (DisputeResolution::Withdrawn, "客户查到签收记录，撤回异议"),
            ])
            .unwrap_or((DisputeResolution::Paid, "客户同意付款"));
        let command = ResolveDispute {
            id,
            version: 1,
            resolution,
            note: note.to_owned(),
        };
        match tx.attempt(|tx| command.run(tx, &self.as_(self.staff.clerk), &SCOPE)) {
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
