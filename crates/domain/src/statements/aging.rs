//! What the closing balance is made of: ageing, invoiced or not, credits not applied.

use super::model::{StatementAging, StatementBucket, StatementFacts, Unapplied};
use crate::access::Scope;
use crate::insight::{AgingItemsQuery, BucketPick, aging_items};
use crate::wire;
use jieqing_db::ReadTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::aging::{AgingBuckets, AgingRow};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{add, sub};

/// Ageing as of `on`; adds billed, unbilled and unapplied to `facts`.
pub(super) fn closing(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
    currency: Currency,
    on: Date,
    facts: &mut StatementFacts,
) -> Result<StatementAging> {
    let buckets = AgingBuckets::default_overdue();
    let query = AgingItemsQuery {
        as_of: on,
        buckets: buckets.clone(),
        customer,
        currency: Some(currency),
        pick: BucketPick::All,
    };
    let mut row = AgingRow::new(&buckets);
    for item in aging_items(tx, ctx, &Scope::Company, &query)? {
        let bucket = buckets.bucket_of(item.due_on, on);
        row.add(bucket, item.open)
            .map_err(|e| Error::bug(e.code()))?;
        if item.open < 0 {
            facts.unapplied.push(Unapplied {
                no: item.doc_no,
                on: item.doc_on.to_string(),
                open: sub(0, item.open)?,
            });
        } else if item.billed {
            facts.billed = add(facts.billed, item.open)?;
        } else {
            facts.unbilled = add(facts.unbilled, item.open)?;
        }
    }
    let totals = row.totals().map_err(|e| Error::bug(e.code()))?;
    Ok(StatementAging {
        buckets: buckets
            .buckets()
            .into_iter()
            .zip(totals.buckets)
            .map(|(bucket, amount)| StatementBucket {
                from: bucket.from,
                to: bucket.to,
                amount,
            })
            .collect(),
        credits: totals.credits,
    })
}
