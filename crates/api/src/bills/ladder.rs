//! `GET /bills/ladder`, `GET /bills/alerts`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::wire_money::amount;
use jieqing_domain::bills::query;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What falls due in a month, CNY.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LadderBody {
    /// Month.
    #[schema(example = "2026-12")]
    month: String,
    /// Bills.
    #[schema(example = 4)]
    count: i64,
    /// On hand, pledged or presented.
    #[schema(example = "200000.00")]
    held: String,
    /// Endorsed; we stand behind them.
    #[schema(example = "50000.00")]
    endorsed: String,
    /// Discounted; we stand behind them.
    #[schema(example = "0.00")]
    discounted: String,
}

/// The ladder of due dates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LadderList {
    /// The earliest month first.
    items: Vec<LadderBody>,
}

/// Get the maturity ladder of unpaid bills
#[utoipa::path(get, path = "/api/v1/bills/ladder", operation_id = "get_bill_ladder", tag = "bills",
    responses((status = 200, body = LadderList)))]
pub(crate) async fn get_bill_ladder(call: Call) -> ApiResult {
    call.read(|tx, ctx, scope| {
        let money = |minor| amount(minor, Currency::CNY);
        let rows = query::ladder(tx, ctx, scope)?;
        Ok(LadderList {
            items: rows
                .into_iter()
                .map(|r| LadderBody {
                    month: r.month,
                    count: r.count,
                    held: money(r.held),
                    endorsed: money(r.endorsed),
                    discounted: money(r.discounted),
                })
                .collect(),
        })
    })
    .await
}

/// How far to look ahead.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AlertsQuery {
    /// Days, 0–366; 30 when absent.
    days: Option<u64>,
}

/// A bill that needs somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillAlertBody {
    /// `due_soon`, `present` (may be presented now), `window_over`, `no_answer` (presented three days ago)
    /// or `confirm_paid` (passed on and due).
    #[schema(example = "present")]
    alert: &'static str,
    /// The bill.
    #[schema(example = "bil_0c1x2y3z4w5v6")]
    id: String,
    /// Its number.
    #[schema(example = "BL-202611-0001")]
    number: String,
    /// Its state.
    #[schema(example = "on_hand")]
    status: &'static str,
    /// Day it is due.
    #[schema(example = "2026-11-20")]
    due_on: String,
    /// Last day of the presentment window.
    #[schema(example = "2026-11-30")]
    window_ends_on: String,
    /// Face, CNY.
    #[schema(example = "50000.00")]
    amount: String,
    /// Acceptor.
    #[schema(example = "中国建设银行杭州分行")]
    acceptor: String,
    /// Customer.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
}

/// Bills that need somebody, the earliest due first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillAlertList {
    items: Vec<BillAlertBody>,
}

/// List bills that fall due or need a step
#[utoipa::path(get, path = "/api/v1/bills/alerts", operation_id = "list_bill_alerts", tag = "bills",
    params(AlertsQuery), responses((status = 200, body = BillAlertList)))]
pub(crate) async fn list_bill_alerts(call: Call, Params(asked): Params<AlertsQuery>) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let days = asked.days.unwrap_or(30);
        if days > 366 {
            let error = FieldError::new("days", "field.out_of_range").with("allowed", "0–366");
            return Err(Error::Invalid(vec![error]));
        }
        let rows = query::alerts(tx, ctx, scope, days)?;
        Ok(BillAlertList {
            items: rows
                .into_iter()
                .map(|a| BillAlertBody {
                    alert: a.alert.as_str(),
                    id: a.id.to_string(),
                    number: a.number,
                    status: a.status.as_str(),
                    due_on: a.due_on.to_string(),
                    window_ends_on: a.last_on.to_string(),
                    amount: amount(a.amount, Currency::CNY),
                    acceptor: a.acceptor,
                    customer_name: a.customer_name,
                })
                .collect(),
        })
    })
    .await
}
