//! `POST /returns`

use super::view::{ReturnView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::returns::{CreateReturn, NewReturn, ReturnLineDraft};
use jieqing_domain::wire;
use jieqing_kernel::decimal::QTY_SCALE;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// Goods that come back from one order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateReturnBody {
    /// Order; taken from the delivery lines when absent.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    order_id: Option<String>,
    /// What comes back.
    lines: Vec<CreateReturnLine>,
    /// Day; today when absent.
    #[schema(example = "2026-11-23")]
    returned_on: Option<String>,
    /// Why.
    #[schema(example = "质量问题")]
    reason: String,
    /// Note.
    #[schema(example = "")]
    #[serde(default)]
    note: String,
}

/// A line that comes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateReturnLine {
    /// Delivery line.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    delivery_line_id: String,
    /// Quantity.
    #[schema(example = "2")]
    qty: String,
}

impl CreateReturnBody {
    fn command(self) -> Result<CreateReturn> {
        let mut fields = Fields::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (i, line) in self.lines.iter().enumerate() {
            let path = format!("lines[{i}].delivery_line_id");
            lines.push(ReturnLineDraft {
                delivery_line: fields.id(path, &line.delivery_line_id),
                qty_e6: fields.scaled(format!("lines[{i}].qty"), &line.qty, QTY_SCALE),
            });
        }
        let goods = NewReturn {
            order: self
                .order_id
                .map(|t| fields.id::<wire::Order>("order_id", &t)),
            lines,
            returned_on: self.returned_on.map(|t| fields.date("returned_on", &t)),
            reason: self.reason,
            note: self.note,
        };
        fields.finish(CreateReturn { goods })
    }
}

/// Take goods back
#[utoipa::path(post, path = "/api/v1/returns", operation_id = "create_return", tag = "returns",
    request_body = CreateReturnBody, responses((status = 201, body = ReturnView)))]
pub(crate) async fn create_return(call: Call, sent: Body<CreateReturnBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
