//! `POST /receipt-desk/{id}/settle`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use crate::wire_money::amount;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::desk::{Settle, SettleLine, Settled};
use jieqing_domain::receipts::query::currency_of;
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the receipt pays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettleReceiptBody {
    /// Items with the amounts.
    lines: Vec<SettleLineBody>,
    /// Why, for the record.
    #[schema(example = "客户电话确认")]
    #[serde(default)]
    reason: String,
}

/// An amount on an item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettleLineBody {
    /// Item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: String,
    /// Amount, in the receipt's currency.
    #[schema(example = "5000.00")]
    amount: String,
}

/// What was applied.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettledBody {
    /// Receipt.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    receipt_id: String,
    /// Handle for the undo.
    #[schema(example = "alb_0c1x2y3z4w5v6")]
    batch_id: String,
    /// Amount applied.
    #[schema(example = "5000.00")]
    amount: String,
    /// Whether the payer's name was learnt for the customer.
    learned: bool,
}

pub(super) fn body(receipt: String, settled: Settled, currency: Currency) -> SettledBody {
    SettledBody {
        receipt_id: receipt,
        batch_id: settled.batch.to_string(),
        amount: amount(settled.amount, currency),
        learned: settled.learned,
    }
}

/// Apply a receipt to items
///
/// Money nobody claimed is given to the items' customer first, which needs `receipts.write`. What is
/// confirmed teaches the payer's name.
#[utoipa::path(post, path = "/api/v1/receipt-desk/{id}/settle", operation_id = "settle_receipt",
    tag = "receipt-desk", params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    request_body = SettleReceiptBody, responses((status = 200, body = SettledBody)))]
pub(crate) async fn settle_receipt(
    call: Call,
    Path(id): Path<String>,
    sent: Body<SettleReceiptBody>,
) -> ApiResult {
    let receipt = call.id::<wire::Receipt>(&id)?;
    let currency = call
        .load(move |tx, ctx, _| currency_of(tx, ctx, receipt))
        .await?;
    let mut fields = Fields::new();
    let lines = sent
        .value
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| SettleLine {
            item: fields.id(format!("lines[{at}].item_id"), &line.item_id),
            amount: fields.money(format!("lines[{at}].amount"), &line.amount, currency),
        })
        .collect();
    let reason = sent.value.reason.trim().to_owned();
    let mut errors = Vec::new();
    wire::check_text(&mut errors, "reason", &reason, 500);
    fields.extend(errors);
    let command = Settle {
        receipt,
        lines,
        reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |_, _, out| {
            Ok(body(receipt.to_string(), out, currency))
        })
        .await
}
