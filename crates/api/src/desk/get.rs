//! `GET /receipt-desk/{id}`

use super::list::{DeskReceiptBody, body as receipt_body};
use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use axum::extract::Path;
use jieqing_domain::desk::query::{self, DeskDetail};
use jieqing_domain::texts::Lang;
use jieqing_domain::wire;
use serde::Serialize;
use utoipa::ToSchema;

/// A receipt with its proposal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeskDetailBody {
    /// Receipt.
    receipt: DeskReceiptBody,
    /// Lines of the proposal; empty when no run has seen it.
    lines: Vec<DeskLineBody>,
    /// Items that were nearly chosen, best first.
    alternatives: Vec<DeskAlternativeBody>,
    /// Whether every line still fits what is open.
    fresh: bool,
}

/// A line of a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeskLineBody {
    /// Item; null for what nothing was found for.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: Option<String>,
    /// Number of its document.
    #[schema(example = "IN-202611-0001")]
    document_no: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: Option<String>,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Due date.
    #[schema(example = "2026-11-30")]
    due_on: Option<String>,
    /// What is open of the item now.
    #[schema(example = "5000.00")]
    item_open: String,
    /// Proposed amount.
    #[schema(example = "5000.00")]
    amount: String,
    /// Confidence, per mille.
    #[schema(example = 998)]
    score: i64,
    /// Which way of thinking led to it.
    #[schema(example = "named_exact")]
    rule: String,
    /// Exact and unique.
    exact: bool,
    /// Why, in the caller's language.
    #[schema(example = json!(["附言写明 IN-202611-0001", "金额完全一致"]))]
    reasons: Vec<String>,
}

/// Another item.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeskAlternativeBody {
    /// Item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: String,
    /// Number of its document.
    #[schema(example = "IN-202611-0002")]
    document_no: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Due date.
    #[schema(example = "2026-11-30")]
    due_on: String,
    /// What is open of it.
    #[schema(example = "5000.00")]
    open: String,
}

pub(super) fn body(d: DeskDetail, lang: Lang) -> DeskDetailBody {
    let currency = d.receipt.currency;
    DeskDetailBody {
        lines: d
            .lines
            .into_iter()
            .map(|l| DeskLineBody {
                item_id: l.item_id.map(|id| id.to_string()),
                document_no: l.doc_no,
                customer_id: l.customer_id.map(|id| id.to_string()),
                customer_name: l.customer_name,
                due_on: l.due_on.map(|d| d.to_string()),
                item_open: amount(l.item_open, currency),
                amount: amount(l.amount, currency),
                score: l.score,
                rule: l.rule,
                exact: l.exact,
                reasons: match lang {
                    Lang::Zh => &l.reasons_zh,
                    Lang::En => &l.reasons_en,
                }
                .lines()
                .map(str::to_owned)
                .collect(),
            })
            .collect(),
        alternatives: d
            .alternatives
            .into_iter()
            .map(|a| DeskAlternativeBody {
                item_id: a.item_id.to_string(),
                document_no: a.doc_no,
                customer_id: a.customer_id.to_string(),
                customer_name: a.customer_name,
                due_on: a.due_on.to_string(),
                open: amount(a.open, currency),
            })
            .collect(),
        fresh: d.fresh,
        receipt: receipt_body(d.receipt),
    }
}

/// Get a receipt of the desk with its proposal
#[utoipa::path(get, path = "/api/v1/receipt-desk/{id}", operation_id = "get_desk_receipt", tag = "receipt-desk",
    params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    responses((status = 200, body = DeskDetailBody)))]
pub(crate) async fn get_desk_receipt(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Receipt>(&id)?;
    let lang = call.teller.lang;
    call.read(move |tx, ctx, scope| Ok(body(query::detail(tx, ctx, scope, id)?, lang)))
        .await
}
