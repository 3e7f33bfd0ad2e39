//! Read models of receipts.

use super::model::{PaymentMethod, ReceiptStatus};
use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Micros;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A receipt. Amounts are positive minor units of its currency.
    pub struct ReceiptView {
        /// Id.
        pub id: Id<wire::Receipt>,
        /// Number.
        pub number: String,
        /// Status.
        pub status: ReceiptStatus,
        /// Customer, when claimed.
        pub customer_id: Option<Id<wire::Customer>>,
        /// Its name, else empty.
        pub customer_name: String,
        /// Payer as the bank gave it.
        pub payer: String,
        /// Account of the payer.
        pub payer_account: String,
        /// Our account.
        pub bank_account_id: Id<wire::BankAccount>,
        /// Its name.
        pub bank_account_name: String,
        /// How the money came.
        pub method: PaymentMethod,
        /// The bank's reference.
        pub bank_ref: Option<String>,
        /// The bank's date.
        pub received_on: Date,
        /// Purpose.
        pub text: String,
        /// Currency.
        pub currency: Currency,
        /// Rate to company currency, e9.
        pub rate_e9: i64,
        /// What the customer paid.
        pub amount: i64,
        /// The same in company currency.
        pub base_amount: i64,
        /// What the bank kept of it.
        pub fee: i64,
        /// What is not allocated: all of it while unclaimed, nothing once reversed.
        pub open: i64,
        /// Its credit item, when claimed.
        pub item_id: Option<Id<wire::OpenItem>>,
        /// Day it was claimed, when it came in unclaimed.
        pub claimed_on: Option<Date>,
        /// Day it was reversed.
        pub reversed_on: Option<Date>,
        /// Why.
        pub reverse_reason: String,
        /// Owner's name.
        pub owner: String,
        /// Who entered it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
        /// Row version.
        pub version: i64,
    }
}

const RECEIPT: &str = "select r.id, r.number, r.status, r.customer_id, coalesce(c.name, ''), r.payer,
  r.payer_account, r.bank_account_id, coalesce(b.name, ''), r.method, r.bank_ref, r.received_on, r.text,
  r.currency, r.rate_e9, r.amount_minor, r.base_amount_minor, r.fee_minor,
  case when r.status = 'unclaimed' then r.amount_minor else coalesce(-i.open_minor, 0) end,
  i.id, r.claimed_on, r.reversed_on, r.reverse_reason, coalesce(o.name, ''), coalesce(u.name, ''),
  r.created_at_us, r.version
from receipts r
left join customers c on c.company_id = r.company_id and c.id = r.customer_id
left join bank_accounts b on b.company_id = r.company_id and b.id = r.bank_account_id
left join open_items i on i.company_id = r.company_id and i.source_type = 'receipt'
  and i.source_id = r.id and i.instalment = 0
left join users o on o.id = r.owner_id
left join users u on u.id = r.created_by";

crate::listing::list_sort! {
    /// Order of the list of receipts; `-` is descending.
    pub enum ReceiptSort of ReceiptView, by "r.id" {
        /// Latest first.
        LatestFirst = "-received_on", desc "r.received_on" text |r| r.received_on.to_string(),
        /// Earliest first.
        EarliestFirst = "received_on", asc "r.received_on" text |r| r.received_on.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "r.number" text |r| r.number.clone(),
        /// By number.
        NumberUp = "number", asc "r.number" text |r| r.number.clone(),
        /// Largest first.
        LargestFirst = "-amount", desc "r.amount_minor" number |r| r.amount.to_string(),
        /// Smallest first.
        SmallestFirst = "amount", asc "r.amount_minor" number |r| r.amount.to_string(),
    }
}

/// Which receipts to list.
#[derive(Debug, Clone, Default)]
pub struct ReceiptFilter {
    /// Part of the number, payer, customer or bank reference.
    pub search: Option<String>,
    /// Status.
    pub status: Option<ReceiptStatus>,
    /// Customer.
    pub customer: Option<Id<wire::Customer>>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Only those with something left to allocate.
    pub unapplied: bool,
    /// In which order.
    pub sort: ReceiptSort,
}

/// A page of receipts.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &ReceiptFilter,
    page: &PageRequest,
) -> Result<Page<ReceiptView>> {
    let mut build = scoped(SqlBuilder::new("LIST_RECEIPTS", RECEIPT), ctx, scope)
        .bind_if(
            "and r.status = ?",
            filter.status.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and r.customer_id = ?",
            filter.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and r.received_on >= ?",
            filter.from.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and r.received_on <= ?",
            filter.to.as_ref().map(|v| v as &dyn ToV),
        );
    if filter.unapplied {
        build = build
            .push("and r.reversed_on is null and (r.status = 'unclaimed' or i.open_minor <> 0)");
    }
    if let Some(search) = &filter.search {
        let like = wire::contains_pattern(search);
        build = build.bind(
            "and (lower(r.number) like ? escape '\\' or lower(r.payer) like ? escape '\\'
               or lower(c.name) like ? escape '\\' or lower(r.bank_ref) like ? escape '\\')",
            &[&like, &like, &like, &like],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}

/// One receipt.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Receipt>,
) -> Result<ReceiptView> {
    let (sql, values) = scoped(SqlBuilder::new("GET_RECEIPT", RECEIPT), ctx, scope)
        .bind("and r.id = ?", &[&id])
        .finish();
    tx.opt::<ReceiptView>(&sql, &values)?.ok_or(Error::NotFound)
}

sql!(
    CURRENCY,
    "select currency from receipts where company_id = $1 and id = $2"
);

/// The currency of a receipt.
///
/// # Errors
/// [`Error::NotFound`].
pub fn currency_of(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::Receipt>) -> Result<Currency> {
    let found = tx.opt::<(Currency,)>(&CURRENCY, params![ctx.company, id])?;
    found.map(|(currency,)| currency).ok_or(Error::NotFound)
}

fn scoped(build: SqlBuilder, ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    build
        .bind("where r.company_id = ?", &[&ctx.company])
        .within(scope, "r.owner_id", "r.department_id")
}
