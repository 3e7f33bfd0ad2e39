//! `POST /write-offs`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::receivables::{WriteOffDifference, WriteOffKind};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A small difference to be written off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteOffBody {
    /// The item it is left on.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: String,
    /// `rounding`, `bank_fee` or `discount`.
    #[schema(example = "rounding")]
    kind: String,
    /// Currency of the item.
    #[schema(example = "CNY")]
    currency: String,
    /// Positive amount.
    #[schema(example = "0.32")]
    amount: String,
    /// Why.
    #[schema(example = "尾差")]
    #[serde(default)]
    reason: String,
}

/// The write-off.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WrittenOffBody {
    /// Id.
    #[schema(example = "wof_0c1x2y3z4w5v6")]
    id: String,
}

impl WriteOffBody {
    fn command(self) -> Result<WriteOffDifference> {
        let mut fields = Fields::new();
        let currency = fields.currency("currency", &self.currency);
        let command = WriteOffDifference {
            item: fields.id("item_id", &self.item_id),
            kind: fields.word(
                "kind",
                WriteOffKind::parse(&self.kind),
                WriteOffKind::Rounding,
            ),
            amount: fields.money("amount", &self.amount, currency),
            reason: self.reason,
        };
        fields.finish(command)
    }
}

/// Write off a small difference
#[utoipa::path(post, path = "/api/v1/write-offs", operation_id = "write_off_difference", tag = "receivables",
    request_body = WriteOffBody, responses((status = 201, body = WrittenOffBody)))]
pub(crate) async fn write_off_difference(call: Call, sent: Body<WriteOffBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |_, _, id| {
            Ok(WrittenOffBody { id: id.to_string() })
        })
        .await
}
