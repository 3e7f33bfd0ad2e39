//! `GET /customers/{id}/balance`

use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use axum::extract::Path;
use jieqing_domain::insight;
use jieqing_domain::receivables::query::{BalanceView, MonthBalance};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// A customer's balance in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BalanceBody {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Invoiced and open.
    #[schema(example = "9000.00")]
    billed: String,
    /// Signed, not invoiced.
    #[schema(example = "0.00")]
    unbilled: String,
    /// Receipts and credits not applied, zero or negative.
    #[schema(example = "-6000.00")]
    credit: String,
    /// What they owe: the three above.
    #[schema(example = "3000.00")]
    balance: String,
    /// Confirmed, not delivered; no part of the balance.
    #[schema(example = "0.00")]
    undelivered: String,
    /// Bills of exchange not yet honoured, as far as the company counts them; no part of the balance.
    #[schema(example = "0.00")]
    bills: String,
    /// Debts due before today.
    #[schema(example = "4000.00")]
    overdue: String,
    /// Day the oldest of them was due.
    #[schema(example = "2026-10-01")]
    oldest_due_on: Option<String>,
    /// Exposure in company currency: balance, undelivered orders and bills.
    #[schema(example = "3000.00")]
    base_exposure: String,
}

/// Balance at a month's end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MonthBody {
    /// Last day of the month.
    #[schema(example = "2026-10-31")]
    on: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Balance.
    #[schema(example = "9000.00")]
    balance: String,
    /// The same in company currency.
    #[schema(example = "9000.00")]
    base: String,
}

/// Balances of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BalancesBody {
    /// Now, one row per currency.
    balances: Vec<BalanceBody>,
    /// At the last twelve month ends.
    months: Vec<MonthBody>,
}

pub(super) fn balance(b: &BalanceView, base: Currency) -> Result<BalanceBody> {
    let show = |minor| amount(minor, b.currency);
    Ok(BalanceBody {
        currency: b.currency.to_string(),
        billed: show(b.billed),
        unbilled: show(b.unbilled),
        credit: show(b.credit),
        balance: show(b.balance()?),
        undelivered: show(b.undelivered),
        bills: show(b.bills),
        overdue: show(b.overdue),
        oldest_due_on: b.oldest_due_on.map(|d| d.to_string()),
        base_exposure: amount(b.base_exposure, base),
    })
}

pub(super) fn month(m: &MonthBalance, base: Currency) -> MonthBody {
    MonthBody {
        on: m.on.to_string(),
        currency: m.currency.to_string(),
        balance: amount(m.balance, m.currency),
        base: amount(m.base, base),
    }
}

/// Get a customer's balance
#[utoipa::path(get, path = "/api/v1/customers/{id}/balance", operation_id = "get_customer_balance",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    responses((status = 200, body = BalancesBody)))]
pub(crate) async fn get_customer_balance(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Customer>(&id)?;
    call.read(move |tx, ctx, scope| {
        let base = ctx.base_currency;
        let (now, months) = insight::balances(tx, ctx, scope, id)?;
        Ok(BalancesBody {
            balances: now
                .iter()
                .map(|b| balance(b, base))
                .collect::<Result<_>>()?,
            months: months.iter().map(|m| month(m, base)).collect(),
        })
    })
    .await
}
