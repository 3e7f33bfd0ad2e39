//! Disputes in lists.

use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::receivables::dispute::{DisputeReason, DisputeResolution, DisputeStatus};
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A dispute. Amounts are positive minor units.
    pub struct DisputeView {
        /// Id.
        pub id: Id<wire::Dispute>,
        /// The open item.
        pub item_id: Id<wire::OpenItem>,
        /// Kind of its document.
        pub source_type: String,
        /// Its document (raw id).
        pub source_id: i64,
        /// Number of its document.
        pub doc_no: String,
        /// Due date of the item.
        pub due_on: Date,
        /// What is open of the item.
        pub open: i64,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Its code.
        pub customer_code: String,
        /// Its name.
        pub customer_name: String,
        /// Currency.
        pub currency: Currency,
        /// What is contested.
        pub amount: i64,
        /// The same in company currency.
        pub base: i64,
        /// Why.
        pub reason: DisputeReason,
        /// What the customer says.
        pub note: String,
        /// Where it stands.
        pub status: DisputeStatus,
        /// Since when.
        pub raised_on: Date,
        /// Who wrote it down (raw user id).
        pub raised_by: i64,
        /// Their name.
        pub raised_by_name: String,
        /// How it ended.
        pub resolution: Option<DisputeResolution>,
        /// What was agreed.
        pub resolution_note: String,
        /// When it ended.
        pub resolved_on: Option<Date>,
        /// Who ended it.
        pub resolved_by_name: String,
        /// Row version.
        pub version: i64,
    }
}

const DISPUTE: &str = "select d.id, d.item_id, i.source_type, i.source_id, i.doc_no, i.due_on, i.open_minor,
  d.customer_id, c.code, c.name, d.currency, d.amount_minor, d.base_minor, d.reason, d.note, d.status,
  d.raised_on, d.raised_by, coalesce(u.name, ''), d.resolution, d.resolution_note, d.resolved_on,
  coalesce(e.name, ''), d.version
from disputes d
join open_items i on i.company_id = d.company_id and i.id = d.item_id
join customers c on c.company_id = d.company_id and c.id = d.customer_id
left join users u on u.id = d.raised_by
left join users e on e.id = d.resolved_by";

crate::listing::list_sort! {
    /// Order of the list of disputes; `-` is descending.
    pub enum DisputeSort of DisputeView, by "d.id" {
        /// Latest first.
        LatestFirst = "-raised_on", desc "d.raised_on" text |r| r.raised_on.to_string(),
        /// Longest open first.
        EarliestFirst = "raised_on", asc "d.raised_on" text |r| r.raised_on.to_string(),
        /// Largest first.
        LargestFirst = "-amount", desc "d.amount_minor" number |r| r.amount.to_string(),
        /// Smallest first.
        SmallestFirst = "amount", asc "d.amount_minor" number |r| r.amount.to_string(),
    }
}

/// Which disputes to list.
#[derive(Debug, Clone, Default)]
pub struct DisputeFilter {
    /// Only those that stand so.
    pub status: Option<DisputeStatus>,
    /// Only this reason.
    pub reason: Option<DisputeReason>,
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Only this open item.
    pub item: Option<Id<wire::OpenItem>>,
    /// Only this document (kind, raw id).
    pub source: Option<(String, i64)>,
    /// In which order.
    pub sort: DisputeSort,
}

/// A page of disputes.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list_disputes(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &DisputeFilter,
    page: &PageRequest,
) -> Result<Page<DisputeView>> {
    let build =
        SqlBuilder::new("LIST_DISPUTES", DISPUTE).bind("where d.company_id = ?", &[&ctx.company]);
    let mut build = build
        .within(scope, "d.owner_id", "d.department_id")
        .bind_if(
            "and d.status = ?",
            filter.status.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and d.reason = ?",
            filter.reason.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and d.customer_id = ?",
            filter.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and d.item_id = ?",
            filter.item.as_ref().map(|v| v as &dyn ToV),
        );
    if let Some((kind, id)) = &filter.source {
        build = build.bind("and i.source_type = ? and i.source_id = ?", &[kind, id]);
    }
    sorted_page(tx, build, filter.sort, page)
}

/// One dispute.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_dispute(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Dispute>,
) -> Result<DisputeView> {
    let build = SqlBuilder::new("GET_DISPUTE", DISPUTE)
        .bind("where d.company_id = ? and d.id = ?", &[&ctx.company, &id]);
    let (sql, values) = build
        .within(scope, "d.owner_id", "d.department_id")
        .finish();
    tx.opt(&sql, &values)?.ok_or(Error::NotFound)
}
