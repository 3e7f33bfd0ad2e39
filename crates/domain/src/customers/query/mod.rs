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
use crate::access::Scope;
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

/// Which customers to list.
#[derive(Debug, Clone, Default)]
pub struct CustomerFilter {
    /// Code or part of the name.
    pub search: Option<String>,
    /// Status.
    pub status: Option<CustomerStatus>,
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
    .bind_if(
        "and c.owner_id = ?",
        scope.owner().as_ref().map(|v| v as &dyn ToV),
    )
    .bind_if(
        "and c.department_id = ?",
        scope.department().as_ref().map(|v| v as &dyn ToV),
    )
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
    if let Some((code, id)) = &page.after {
        build = build.bind("and (c.code, c.id) > (?, ?)", &[code, id]);
    }
    let (sql, values) = build
        .bind(
            "order by c.code, c.id limit ?",
            &[&page.limit.saturating_add(1)],
        )
        .finish();
    let rows = tx.all::<CustomerRow>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| {
        (r.code.clone(), r.id.raw())
    }))
}
