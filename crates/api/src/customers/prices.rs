//! `GET /customers/{id}/prices`

use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::ReadTx;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::query::{AgreedPriceRow, agreed_prices, get};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::{PRICE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// A price agreed with the customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgreedPrice {
    #[schema(example = "prd_0c1x2y3z4w5v6")]
    product_id: String,
    #[schema(example = "BRG-6204")]
    sku: String,
    #[schema(example = "深沟球轴承")]
    name: String,
    #[schema(example = "CNY")]
    currency: String,
    /// First day.
    #[schema(example = "2026-01-01")]
    valid_from: String,
    /// Last day; null for open.
    #[schema(example = "2026-12-31")]
    valid_to: Option<String>,
    #[schema(example = "11.8")]
    price: String,
}

/// Prices agreed with the customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgreedPrices {
    items: Vec<AgreedPrice>,
}

/// All prices of a customer inside `scope`.
pub(super) fn load_prices(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Customer>,
) -> Result<AgreedPrices> {
    get(tx, ctx, scope, id)?;
    let view = |row: AgreedPriceRow| AgreedPrice {
        product_id: row.product.to_string(),
        sku: row.sku,
        name: row.name,
        currency: row.currency.to_string(),
        valid_from: row.from.to_string(),
        valid_to: row.to.map(|d| d.to_string()),
        price: format_trimmed(row.price_e8, PRICE_SCALE),
    };
    let rows = agreed_prices(tx, ctx, id)?;
    Ok(AgreedPrices {
        items: rows.into_iter().map(view).collect(),
    })
}

/// List prices agreed with a customer
#[utoipa::path(get, path = "/api/v1/customers/{id}/prices", operation_id = "list_customer_prices",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    responses((status = 200, body = AgreedPrices)))]
pub(crate) async fn list_customer_prices(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id(&id)?;
    call.read(move |tx, ctx, scope| load_prices(tx, ctx, scope, id))
        .await
}
