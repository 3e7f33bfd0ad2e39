//! `GET /customers/{id}/overview`

use super::balance::{BalanceBody, MonthBody, balance, month};
use crate::call::{ApiResult, Call};
use crate::wire_money::{amount, document};
use axum::extract::Path;
use jieqing_domain::insight::{self, RecentDocument};
use jieqing_domain::wire;
use jieqing_kernel::error::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// A recent document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecentBody {
    /// Id.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    id: Option<String>,
    /// Number.
    #[schema(example = "SO-202611-0001")]
    number: String,
    /// Date.
    #[schema(example = "2026-11-20")]
    on: String,
    /// Status.
    #[schema(example = "confirmed")]
    status: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Total.
    #[schema(example = "1130.00")]
    total: String,
}

/// A customer at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OverviewBody {
    /// Id.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "KH-202611-0001")]
    code: String,
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// `normal`, `hold` or `stop`.
    #[schema(example = "normal")]
    status: String,
    /// Why, when on hold.
    #[schema(example = "")]
    hold_reason: String,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Payment terms.
    #[schema(example = "月结30天")]
    terms: String,
    /// Currency of new orders.
    #[schema(example = "CNY")]
    currency: String,
    /// Company currency, of the four amounts below.
    #[schema(example = "CNY")]
    base_currency: String,
    /// Credit limit; null is unlimited.
    #[schema(example = "500000.00")]
    credit_limit: Option<String>,
    /// Exposure: balances, undelivered orders and unpaid bills.
    #[schema(example = "3000.00")]
    exposure: String,
    /// Limit less exposure; null is unlimited.
    #[schema(example = "497000.00")]
    room: Option<String>,
    /// Overdue debts.
    #[schema(example = "4000.00")]
    overdue: String,
    /// What the exposure is made of, by currency.
    balances: Vec<BalanceBody>,
    /// Balances at the last month ends.
    months: Vec<MonthBody>,
    /// Last orders.
    orders: Vec<RecentBody>,
    /// Last deliveries.
    deliveries: Vec<RecentBody>,
    /// Last invoices.
    invoices: Vec<RecentBody>,
    /// Last receipts.
    receipts: Vec<RecentBody>,
}

fn recent(kind: &str, documents: Vec<RecentDocument>) -> Vec<RecentBody> {
    documents
        .into_iter()
        .map(|d| RecentBody {
            id: document(kind, d.id),
            number: d.number,
            on: d.on.to_string(),
            status: d.status,
            currency: d.currency.to_string(),
            total: amount(d.total, d.currency),
        })
        .collect()
}

/// Get a customer at a glance
#[utoipa::path(get, path = "/api/v1/customers/{id}/overview", operation_id = "get_customer_overview",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    responses((status = 200, body = OverviewBody)))]
pub(crate) async fn get_customer_overview(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Customer>(&id)?;
    call.read(move |tx, ctx, scope| {
        let base = ctx.base_currency;
        let o = insight::overview(tx, ctx, scope, id)?;
        let show = |minor| amount(minor, base);
        Ok(OverviewBody {
            id: o.head.id.to_string(),
            code: o.head.code,
            name: o.head.name,
            status: o.head.status,
            hold_reason: o.head.hold_reason,
            owner: o.head.owner,
            terms: o.head.terms,
            currency: o.head.currency.to_string(),
            base_currency: base.to_string(),
            credit_limit: o.head.credit_limit.map(show),
            exposure: show(o.exposure),
            room: o.room.map(show),
            overdue: show(o.overdue),
            balances: o
                .balances
                .iter()
                .map(|b| balance(b, base))
                .collect::<Result<_>>()?,
            months: o.months.iter().map(|m| month(m, base)).collect(),
            orders: recent("order", o.orders),
            deliveries: recent("delivery", o.deliveries),
            invoices: recent("invoice", o.invoices),
            receipts: recent("receipt", o.receipts),
        })
    })
    .await
}
