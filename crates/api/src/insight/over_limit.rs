//! `GET /reports/over-limit`

use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use jieqing_domain::insight;
use serde::Serialize;
use utoipa::ToSchema;

/// A customer above the limit; company currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OverLimitBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// `normal`, `hold` or `stop`.
    #[schema(example = "normal")]
    status: String,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Limit.
    #[schema(example = "500000.00")]
    limit: String,
    /// Exposure.
    #[schema(example = "512000.00")]
    exposure: String,
    /// Exposure less limit.
    #[schema(example = "12000.00")]
    excess: String,
}

/// Customers above their limit, largest excess first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OverLimitList {
    /// Company currency.
    #[schema(example = "CNY")]
    currency: String,
    items: Vec<OverLimitBody>,
}

/// List customers over their credit limit
#[utoipa::path(get, path = "/api/v1/reports/over-limit", operation_id = "list_over_limit", tag = "reports",
    responses((status = 200, body = OverLimitList)))]
pub(crate) async fn list_over_limit(call: Call) -> ApiResult {
    call.read(|tx, ctx, scope| {
        let base = ctx.base_currency;
        let items = insight::over_limit(tx, ctx, scope)?;
        Ok(OverLimitList {
            currency: base.to_string(),
            items: items
                .into_iter()
                .map(|c| OverLimitBody {
                    customer_id: c.id.to_string(),
                    customer_code: c.code,
                    customer_name: c.name,
                    status: c.status,
                    owner: c.owner,
                    limit: amount(c.limit, base),
                    exposure: amount(c.exposure, base),
                    excess: amount(c.exposure.saturating_sub(c.limit), base),
                })
                .collect(),
        })
    })
    .await
}
