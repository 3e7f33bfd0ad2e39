//! Read models of customers.

mod detail;
mod payer;
mod prices;
mod warnings;

pub use detail::{CustomerDetail, get};
pub use payer::{PayerCandidate, PayerMatch, resolve_payer};
pub use prices::{AgreedPriceRow, agreed_prices};
pub use warnings::{CustomerWarning, warnings};

use super::model::CustomerStatus;
use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A customer in a list.
    pub struct CustomerRow {
        /// Id.
        pub id: Id<wire::Customer>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Status.
        pub status: CustomerStatus,
        /// Currency.
        pub currency: Currency,
        /// Limit in company currency, minor units.
        pub credit_limit_minor: Option<i64>,
        /// Owner's name.
        pub owner: String,
        /// Name of the terms.
        pub terms: String,
        /// What they owe net of credits in their currency, minor units.
        pub balance_minor: i64,
        /// Row version.
        pub version: i64,
    }
}

crate::listing::list_sort! {
    /// Order of the list of customers; `-` is descending.
    pub enum CustomerSort of CustomerRow, by "c.id" {
        /// By code.
        CodeUp = "code", asc "c.code" text |r| r.code.clone(),
        /// By code, descending.
        CodeDown = "-code", desc "c.code" text |r| r.code.clone(),
        /// By name.
        NameUp = "name", asc "c.name" text |r| r.name.clone(),
        /// By name, descending.
        NameDown = "-name", desc "c.name" text |r| r.name.clone(),
        /// Largest first.
        LargestFirst = "-balance", desc "coalesce(b.billed_minor + b.unbilled_minor + b.credit_minor, 0)" number |r| r.balance_minor.to_string(),
        /// Smallest first.
        SmallestFirst = "balance", asc "coalesce(b.billed_minor + b.unbilled_minor + b.credit_minor, 0)" number |r| r.balance_minor.to_string(),
    }
}

/// Which customers to list.
#[derive(Debug, Clone, Default)]
pub struct CustomerFilter {
    /// Code or part of the name.
    pub search: Option<String>,
    /// Status.
    pub status: Option<CustomerStatus>,
    /// In which order.
    pub sort: CustomerSort,
}

/// Customers by code.
///
/// # Errors
/// Database errors.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &CustomerFilter,
    page: &PageRequest,
) -> Result<Page<CustomerRow>> {
    let pattern = filter
        .search
        .as_ref()
        .map(|s| crate::wire::contains_pattern(s));
    let mut build = SqlBuilder::new(
        "LIST_CUSTOMERS",
        "select c.id, c.code, c.name, c.status, c.currency, c.credit_limit_minor,
           coalesce(u.name, ''), coalesce(t.name, ''),
           coalesce(b.billed_minor + b.unbilled_minor + b.credit_minor, 0), c.version
         from customers c left join users u on u.id = c.owner_id
         left join payment_terms t on t.company_id = c.company_id and t.id = c.terms_id
         left join customer_balances b on b.company_id = c.company_id and b.customer_id = c.id
           and b.currency = c.currency",
    )
    .bind("where c.company_id = ?", &[&ctx.company])
    .within(scope, "c.owner_id", "c.department_id")
    .bind_if(
        "and c.status = ?",
        filter.status.as_ref().map(|v| v as &dyn ToV),
    );
    if let Some(pattern) = &pattern {
        build = build.bind(
            "and (lower(c.name) like ? escape '\\' or lower(c.code) like ? escape '\\')",
            &[pattern, pattern],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}
