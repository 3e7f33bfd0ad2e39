//! `POST /allocations`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use crate::wire_money::amount;
use axum::http::StatusCode;
use jieqing_domain::receivables::{Allocate, Allocated, AllocationLine};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A debit and a credit to be joined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AllocationLineBody {
    /// Debit item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    debit_id: String,
    /// Credit item.
    #[schema(example = "itm_0c1x2y3z4w5v7")]
    credit_id: String,
    /// Positive amount.
    #[schema(example = "1130.00")]
    amount: String,
}

/// Pairs to be joined, all or none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AllocateBody {
    /// Currency of the items.
    #[schema(example = "CNY")]
    currency: String,
    /// Pairs.
    lines: Vec<AllocationLineBody>,
    /// Business day; today when absent.
    #[schema(example = "2026-11-24")]
    on: Option<String>,
    /// Why.
    #[schema(example = "")]
    #[serde(default)]
    reason: String,
}

/// What an allocation did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllocatedBody {
    /// The handle for undo; null when there was nothing to do.
    #[schema(example = "alb_0c1x2y3z4w5v6")]
    batch_id: Option<String>,
    /// Pairs written.
    #[schema(example = 2)]
    lines: usize,
    /// Sum of the pairs.
    #[schema(example = "1130.00")]
    amount: String,
}

pub(super) fn answer(out: Option<Allocated>, currency: Currency) -> AllocatedBody {
    AllocatedBody {
        batch_id: out.map(|o| o.batch.to_string()),
        lines: out.map_or(0, |o| o.lines),
        amount: amount(out.map_or(0, |o| o.amount), currency),
    }
}

impl AllocateBody {
    fn command(self) -> Result<(Allocate, Currency)> {
        let mut fields = Fields::new();
        let currency = fields.currency("currency", &self.currency);
        let mut lines = Vec::with_capacity(self.lines.len());
        for (i, line) in self.lines.iter().enumerate() {
            lines.push(AllocationLine {
                debit: fields.id(format!("lines[{i}].debit_id"), &line.debit_id),
                credit: fields.id(format!("lines[{i}].credit_id"), &line.credit_id),
                amount: fields.money(format!("lines[{i}].amount"), &line.amount, currency),
            });
        }
        let command = Allocate {
            lines,
            on: self.on.map(|t| fields.date("on", &t)),
            reason: self.reason,
        };
        fields.finish((command, currency))
    }
}

/// Allocate debits and credits
#[utoipa::path(post, path = "/api/v1/allocations", operation_id = "allocate", tag = "receivables",
    request_body = AllocateBody, responses((status = 201, body = AllocatedBody)))]
pub(crate) async fn allocate(call: Call, sent: Body<AllocateBody>) -> ApiResult {
    let (command, currency) = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, move |_, _, out| {
            Ok(answer(Some(out), currency))
        })
        .await
}
