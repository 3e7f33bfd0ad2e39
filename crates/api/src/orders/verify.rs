//! `POST /orders/verify`

use super::draft::OrderBody;
use super::view::OrderFinding;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use jieqing_domain::orders::query;
use jieqing_kernel::money::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An order to be looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerifyOrderBody {
    /// Its content.
    order: OrderBody,
    /// The order it would replace.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    editing_id: Option<String>,
}

/// Amounts of a line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VerifiedLine {
    /// Line.
    #[schema(example = 1)]
    line_no: i64,
    /// Without tax.
    #[schema(example = "1106.19")]
    net: String,
    /// Tax.
    #[schema(example = "143.81")]
    tax: String,
    /// With tax.
    #[schema(example = "1250.00")]
    total: String,
}

/// What the order would be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VerifiedOrder {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Without tax.
    #[schema(example = "1106.19")]
    net: String,
    /// Tax.
    #[schema(example = "143.81")]
    tax: String,
    /// With tax.
    #[schema(example = "1250.00")]
    total: String,
    /// Lines whose product is known.
    lines: Vec<VerifiedLine>,
    /// What verification noticed.
    findings: Vec<OrderFinding>,
}

/// Verify an order without saving it
#[utoipa::path(post, path = "/api/v1/orders/verify", operation_id = "verify_order", tag = "orders",
    request_body = VerifyOrderBody, responses((status = 200, body = VerifiedOrder)))]
pub(crate) async fn verify_order(call: Call, body: Body<VerifyOrderBody>) -> ApiResult {
    let lang = call.teller.lang;
    let editing = body.value.editing_id.map(|id| call.id(&id)).transpose()?;
    let draft = body.value.order.draft().map_err(|e| call.fail(&e))?;
    call.read(move |tx, ctx, scope| {
        let seen = query::verify(tx, ctx, scope, &draft, editing)?;
        let text = |minor| Money::new(minor, seen.currency).text();
        Ok(VerifiedOrder {
            currency: seen.currency.to_string(),
            net: text(seen.sum.net),
            tax: text(seen.sum.tax),
            total: text(seen.sum.total),
            lines: seen
                .lines
                .iter()
                .map(|(line_no, split)| VerifiedLine {
                    line_no: *line_no,
                    net: text(split.net),
                    tax: text(split.tax),
                    total: text(split.total),
                })
                .collect(),
            findings: seen
                .findings
                .iter()
                .map(|f| OrderFinding::fresh(f, lang))
                .collect(),
        })
    })
    .await
}
