//! `POST /receipt-desk/accept-exact`

use super::settle::{SettledBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::desk::AcceptExact;
use jieqing_domain::receipts::query::currency_of;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which receipts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptExactBody {
    /// Only these, at most 500; all when empty.
    #[serde(default)]
    #[schema(example = json!(["rcp_0c1x2y3z4w5v6"]))]
    receipt_ids: Vec<String>,
}

/// What was accepted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AcceptedBody {
    /// Receipts applied.
    applied: Vec<SettledBody>,
    /// Receipts whose items have changed since they were proposed: look at them anew.
    #[schema(example = json!([]))]
    outdated: Vec<String>,
    /// Whether more are left: call again.
    more: bool,
}

/// Accept everything that is exact
///
/// Applies the proposals that are exact and unique, for receipts whose payer is known; at most 500 a call.
#[utoipa::path(post, path = "/api/v1/receipt-desk/accept-exact", operation_id = "accept_exact",
    tag = "receipt-desk", request_body = AcceptExactBody, responses((status = 200, body = AcceptedBody)))]
pub(crate) async fn accept_exact(call: Call, sent: Body<AcceptExactBody>) -> ApiResult {
    let mut fields = Fields::new();
    let ids = &sent.value.receipt_ids;
    let receipts = ids
        .iter()
        .enumerate()
        .map(|(at, text)| fields.id(format!("receipt_ids[{at}]"), text))
        .collect();
    if ids.len() > 500 {
        fields.error("receipt_ids", "field.out_of_range");
    }
    let command = AcceptExact {
        receipts,
        automatic: false,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, out| {
            let mut applied = Vec::with_capacity(out.applied.len());
            for (receipt, settled) in out.applied {
                let currency = currency_of(tx, ctx, receipt)?;
                applied.push(body(receipt.to_string(), settled, currency));
            }
            Ok(AcceptedBody {
                applied,
                outdated: out.outdated.iter().map(ToString::to_string).collect(),
                more: out.more,
            })
        })
        .await
}
