//! What every customer ordered, was invoiced, paid and owes, in company currency.

use crate::access::{InScope, Scope};
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

row! {
    /// A customer's totals, minor units of the company currency.
    pub struct CustomerTotals {
        /// Id.
        pub id: Id<wire::Customer>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Credit limit; `None` is unlimited.
        pub credit_limit: Option<i64>,
        /// Orders, cancelled ones included.
        pub orders: i64,
        /// Value of the orders, cancelled ones included.
        pub ordered: i64,
        /// Invoiced, red invoices taken off.
        pub invoiced: i64,
        /// Received, reversed receipts left out.
        pub received: i64,
        /// What they owe: Σ of the open items, unapplied receipts taken off.
        pub balance: i64,
    }
}

impl CustomerTotals {
    /// Whether they owe more than their limit; exactly at the limit is within it.
    #[must_use]
    pub fn over_limit(&self) -> bool {
        self.credit_limit.is_some_and(|limit| self.balance > limit)
    }
}

/// Totals of every customer the actor may see, by code.
///
/// # Errors
/// Database errors.
pub fn customer_totals(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
) -> Result<Vec<CustomerTotals>> {
    let company = &ctx.company;
    let (sql, values) = SqlBuilder::new(
        "CUSTOMER_TOTALS",
        "select c.id, c.code, c.name, c.credit_limit_minor, coalesce(o.n, 0), coalesce(o.total, 0),
           coalesce(i.total, 0), coalesce(r.total, 0), coalesce(b.total, 0)
         from customers c",
    )
    .bind(
        "left join (select customer_id, count(*) n, cast(sum(base_total_minor) as bigint) total
           from sales_orders where company_id = ? group by customer_id) o on o.customer_id = c.id",
        &[company],
    )
    .bind(
        "left join (select customer_id, cast(sum(base_total_minor) as bigint) total
           from invoices where company_id = ? and issued_on is not null
           group by customer_id) i on i.customer_id = c.id",
        &[company],
    )
    .bind(
        "left join (select customer_id, cast(sum(base_amount_minor) as bigint) total
           from receipts where company_id = ? and status <> 'reversed'
           group by customer_id) r on r.customer_id = c.id",
        &[company],
    )
    .bind(
        "left join (select customer_id, cast(sum(base_open_minor) as bigint) total
           from open_items where company_id = ? and open_minor <> 0
           group by customer_id) b on b.customer_id = c.id",
        &[company],
    )
    .bind("where c.company_id = ?", &[company])
    .within(scope, "c.owner_id", "c.department_id")
    .push("order by c.code")
    .finish();
    Ok(tx.all(&sql, &values)?)
}
