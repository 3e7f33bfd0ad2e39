//! Open items in lists and as the two sides of the allocation screen.

use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::receivables::ItemKind;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// An open item. Amounts are signed minor units: debits positive.
    pub struct ItemView {
        /// Id.
        pub id: Id<wire::OpenItem>,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Its code.
        pub customer_code: String,
        /// Its name.
        pub customer_name: String,
        /// What it stands for.
        pub kind: ItemKind,
        /// Whether it may be paid.
        pub billed: bool,
        /// Kind of source document.
        pub source_type: String,
        /// Source document (raw id).
        pub source_id: i64,
        /// Its number.
        pub doc_no: String,
        /// Its date.
        pub doc_on: Date,
        /// Due date before the holiday roll.
        pub raw_due_on: Date,
        /// Due date.
        pub due_on: Date,
        /// Currency.
        pub currency: Currency,
        /// Amount.
        pub amount: i64,
        /// What is open of it.
        pub open: i64,
        /// What is open in company currency.
        pub base_open: i64,
        /// What is disputed of the open part.
        pub disputed: i64,
        /// Row version.
        pub version: i64,
    }
}

row! {
    /// Sums of open items in one currency, signed minor units.
    pub struct ItemTotals {
        /// Currency.
        pub currency: Currency,
        /// Items.
        pub count: i64,
        /// Σ amount.
        pub amount: i64,
        /// Σ open.
        pub open: i64,
        /// Σ open in company currency.
        pub base_open: i64,
        /// Σ disputed.
        pub disputed: i64,
    }
}

const ITEM: &str = "select i.id, i.customer_id, c.code, c.name, i.kind, i.billed, i.source_type,
  i.source_id, i.doc_no, i.doc_on, i.raw_due_on, i.due_on, i.currency, i.amount_minor, i.open_minor,
  i.base_open_minor,
  case when i.open_minor <= 0 then 0 when i.open_minor < i.disputed_minor then i.open_minor else i.disputed_minor end,
  i.version
from open_items i join customers c on c.company_id = i.company_id and c.id = i.customer_id";

const TOTALS: &str = "select i.currency, cast(count(*) as bigint),
  cast(coalesce(sum(i.amount_minor), 0) as bigint), cast(coalesce(sum(i.open_minor), 0) as bigint),
  cast(coalesce(sum(i.base_open_minor), 0) as bigint),
  cast(coalesce(sum(case when i.open_minor < i.disputed_minor then i.open_minor else i.disputed_minor end)
    filter (where i.open_minor > 0), 0) as bigint)
from open_items i";

crate::listing::list_sort! {
    /// Order of the list of open items; `-` is descending.
    pub enum ItemSort of ItemView, by "i.id" {
        /// Oldest due date first.
        DueFirst = "due_on", asc "i.due_on" text |r| r.due_on.to_string(),
        /// Latest due date first.
        DueLast = "-due_on", desc "i.due_on" text |r| r.due_on.to_string(),
        /// Latest first.
        LatestFirst = "-doc_on", desc "i.doc_on" text |r| r.doc_on.to_string(),
        /// Earliest first.
        EarliestFirst = "doc_on", asc "i.doc_on" text |r| r.doc_on.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "i.doc_no" text |r| r.doc_no.clone(),
        /// By number.
        NumberUp = "number", asc "i.doc_no" text |r| r.doc_no.clone(),
        /// Largest first.
        LargestFirst = "-open", desc "i.open_minor" number |r| r.open.to_string(),
        /// Smallest first.
        SmallestFirst = "open", asc "i.open_minor" number |r| r.open.to_string(),
    }
}

/// Which items to list. Without `settled`, only those with something open.
#[derive(Debug, Clone, Default)]
pub struct ItemFilter {
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Only this currency.
    pub currency: Option<Currency>,
    /// Only billed, or only unbilled ones.
    pub billed: Option<bool>,
    /// Only this kind.
    pub kind: Option<ItemKind>,
    /// Only debits (`true`) or credits (`false`).
    pub debit: Option<bool>,
    /// Only debits due before today.
    pub overdue: bool,
    /// Only those with (`true`) or without a disputed part.
    pub disputed: Option<bool>,
    /// Only those due on or before the day.
    pub due_to: Option<Date>,
    /// Also those with nothing open.
    pub settled: bool,
    /// In which order.
    pub sort: ItemSort,
}

/// A page of items.
///
/// # Errors
/// [`Error::Invalid`](jieqing_kernel::error::Error::Invalid) for a cursor of another sort.
pub fn list_items(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &ItemFilter,
    page: &PageRequest,
) -> Result<Page<ItemView>> {
    let build = filtered(SqlBuilder::new("LIST_ITEMS", ITEM), ctx, scope, filter);
    sorted_page(tx, build, filter.sort, page)
}

/// Sums of everything the filter finds, by currency.
///
/// # Errors
/// Database errors.
pub fn item_totals(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &ItemFilter,
) -> Result<Vec<ItemTotals>> {
    let (sql, values) = filtered(SqlBuilder::new("ITEM_TOTALS", TOTALS), ctx, scope, filter)
        .push("group by i.currency order by i.currency")
        .finish();
    Ok(tx.all(&sql, &values)?)
}

fn filtered(build: SqlBuilder, ctx: &Ctx, scope: &Scope, filter: &ItemFilter) -> SqlBuilder {
    let mut build = build.bind("where i.company_id = ?", &[&ctx.company]);
    if !filter.settled {
        build = build.push("and i.open_minor <> 0");
    }
    build = scoped(build, scope)
        .bind_if(
            "and i.customer_id = ?",
            filter.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and i.currency = ?",
            filter.currency.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and i.billed = ?",
            filter.billed.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and i.kind = ?",
            filter.kind.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and i.due_on <= ?",
            filter.due_to.as_ref().map(|v| v as &dyn ToV),
        );
    build = match filter.debit {
        Some(true) => build.push("and i.amount_minor > 0"),
        Some(false) => build.push("and i.amount_minor < 0"),
        None => build,
    };
    build = match filter.disputed {
        Some(true) => build.push("and i.disputed_minor > 0"),
        Some(false) => build.push("and i.disputed_minor = 0"),
        None => build,
    };
    if filter.overdue {
        build = build.bind("and i.amount_minor > 0 and i.due_on < ?", &[&ctx.today()]);
    }
    build
}

pub(super) fn scoped(build: SqlBuilder, scope: &Scope) -> SqlBuilder {
    build.within(scope, "i.owner_id", "i.department_id")
}

/// What can be joined: debts on one side, money and credits on the other.
#[derive(Debug, Clone, Default)]
pub struct Sides {
    /// Billed debits with something open, by due date.
    pub debits: Vec<ItemView>,
    /// Credits with something open, by date.
    pub credits: Vec<ItemView>,
    /// Σ open of the debits shown, minor units.
    pub debit_total: i64,
    /// Σ open of the credits shown, minor units (negative).
    pub credit_total: i64,
    /// Whether more exists than is shown.
    pub more: bool,
}

/// Most items per side on the allocation screen.
const SIDE_MAX: i64 = 500;

/// Both sides of a customer in one currency.
///
/// # Errors
/// Database errors.
pub fn sides_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    customer: Id<wire::Customer>,
    currency: Currency,
) -> Result<Sides> {
    let mut side = |debit: bool| {
        let filter = ItemFilter {
            customer: Some(customer),
            currency: Some(currency),
            billed: Some(true),
            debit: Some(debit),
            ..ItemFilter::default()
        };
        let page = PageRequest {
            after: None,
            limit: SIDE_MAX,
        };
        list_items(tx, ctx, scope, &filter, &page)
    };
    let (debits, credits) = (side(true)?, side(false)?);
    let total = |rows: &[ItemView]| jieqing_kernel::money::sum(rows.iter().map(|r| r.open));
    Ok(Sides {
        debit_total: total(&debits.items)?,
        credit_total: total(&credits.items)?,
        more: debits.next.is_some() || credits.next.is_some(),
        debits: debits.items,
        credits: credits.items,
    })
}
