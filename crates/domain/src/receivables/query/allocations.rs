//! Allocations, live and undone.

use crate::access::{InScope, Scope};
use crate::receivables::How;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Micros;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// One pair of an allocation. Amounts are positive minor units.
    pub struct AllocationView {
        /// Id.
        pub id: Id<wire::Allocation>,
        /// Those made together, the handle for undo.
        pub batch_id: Id<wire::AllocationBatch>,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Its name.
        pub customer_name: String,
        /// Debit item.
        pub debit_item_id: Id<wire::OpenItem>,
        /// Number of its document.
        pub debit_no: String,
        /// Kind of its document.
        pub debit_source_type: String,
        /// Its document (raw id).
        pub debit_source_id: i64,
        /// Credit item.
        pub credit_item_id: Id<wire::OpenItem>,
        /// Number of its document.
        pub credit_no: String,
        /// Kind of its document.
        pub credit_source_type: String,
        /// Its document (raw id).
        pub credit_source_id: i64,
        /// Currency.
        pub currency: Currency,
        /// Amount joined.
        pub amount: i64,
        /// Company-currency value of the debit side.
        pub debit_base: i64,
        /// Company-currency value of the credit side; the difference was realised.
        pub credit_base: i64,
        /// Day it counts from.
        pub allocated_on: Date,
        /// How it came about.
        pub how: How,
        /// Why.
        pub reason: String,
        /// Day it was undone.
        pub reversed_on: Option<Date>,
        /// Who did it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
    }
}

const ALLOCATION: &str =
    "select a.id, a.batch_id, a.customer_id, c.name, a.debit_item_id, d.doc_no,
  d.source_type, d.source_id, a.credit_item_id, k.doc_no, k.source_type, k.source_id, a.currency,
  a.amount_minor, a.debit_base_minor, a.credit_base_minor, a.allocated_on, a.how, a.reason,
  a.reversed_on, coalesce(u.name, ''), a.created_at_us
from allocations a
join open_items d on d.company_id = a.company_id and d.id = a.debit_item_id
join open_items k on k.company_id = a.company_id and k.id = a.credit_item_id
join customers c on c.company_id = a.company_id and c.id = a.customer_id
left join users u on u.id = a.created_by";

/// Which allocations to list.
#[derive(Debug, Clone, Default)]
pub struct AllocationFilter {
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Only those made together.
    pub batch: Option<Id<wire::AllocationBatch>>,
    /// Only those of this document: kind and raw id.
    pub document: Option<(String, i64)>,
    /// Only those that came about so.
    pub how: Option<How>,
    /// Leave out those that were undone.
    pub live_only: bool,
}

/// Allocations, newest first.
///
/// # Errors
/// Database errors.
pub fn list_allocations(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &AllocationFilter,
    page: &PageRequest,
) -> Result<Page<AllocationView>> {
    let mut build = SqlBuilder::new("LIST_ALLOCATIONS", ALLOCATION)
        .bind("where a.company_id = ?", &[&ctx.company])
        .bind_if(
            "and a.customer_id = ?",
            filter.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and a.batch_id = ?",
            filter.batch.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if("and a.how = ?", filter.how.as_ref().map(|v| v as &dyn ToV))
        .within(scope, "d.owner_id", "d.department_id");
    if let Some((kind, id)) = &filter.document {
        build = build.bind(
            "and (a.debit_item_id in (select x.id from open_items x where x.company_id = ? and x.source_type = ? and x.source_id = ?)
               or a.credit_item_id in (select x.id from open_items x where x.company_id = ? and x.source_type = ? and x.source_id = ?))",
            &[&ctx.company, kind, id, &ctx.company, kind, id],
        );
    }
    if filter.live_only {
        build = build.push("and a.reversed_on is null");
    }
    if let Some((_, id)) = &page.after {
        build = build.bind("and a.id < ?", &[id]);
    }
    let (sql, values) = build
        .bind(
            "order by a.id desc limit ?",
            &[&page.limit.saturating_add(1)],
        )
        .finish();
    let rows = tx.all::<AllocationView>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| (String::new(), r.id.raw())))
}

sql!(
    LIVE_OF_SOURCE,
    "select o.doc_no, a.amount_minor
     from open_items i
     join allocations a on a.company_id = i.company_id and a.debit_item_id = i.id and a.reversed_on is null
     join open_items o on o.company_id = a.company_id and o.id = a.credit_item_id
     where i.company_id = $1 and i.source_type = $2 and i.source_id = $3
     union all
     select o.doc_no, a.amount_minor
     from open_items i
     join allocations a on a.company_id = i.company_id and a.credit_item_id = i.id and a.reversed_on is null
     join open_items o on o.company_id = a.company_id and o.id = a.debit_item_id
     where i.company_id = $1 and i.source_type = $2 and i.source_id = $3
     order by 1"
);

/// Numbers of the documents that live allocations join to this one, with the amounts.
///
/// # Errors
/// Database errors.
pub fn live_allocations_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    source: (&str, i64),
) -> Result<Vec<(String, i64)>> {
    let (kind, id) = source;
    Ok(tx.all(&LIVE_OF_SOURCE, params![ctx.company, kind, id])?)
}
