//! What an action on a bill does, shown before it is done and answered after it.

use super::view::{BillBody, body};
use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use axum::http::StatusCode;
use jieqing_domain::Command;
use jieqing_domain::access::Scope;
use jieqing_domain::bills::{Done, query};
use jieqing_kernel::currency::Currency;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whether to show only.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ShowOnly {
    /// `true` says what would happen and changes nothing.
    #[serde(default)]
    preview: bool,
}

/// An account that the entry moves.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillLineBody {
    /// Role of the account, as in the settings of the chart.
    #[schema(example = "notes_receivable")]
    role: &'static str,
    /// Debit in CNY.
    #[schema(example = "0.00")]
    debit: String,
    /// Credit in CNY.
    #[schema(example = "50000.00")]
    credit: String,
}

/// What was done, or would be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillDoneBody {
    /// State before.
    #[schema(example = "on_hand")]
    status_before: &'static str,
    /// State after.
    #[schema(example = "discounted")]
    status: &'static str,
    /// Voucher number of the entry; null when the books do not move, and in a preview.
    #[schema(example = "记-202611-0042")]
    entry: Option<String>,
    /// The entry.
    lines: Vec<BillLineBody>,
    /// Change of the customer's exposure, CNY.
    #[schema(example = "0.00")]
    exposure_change: String,
    /// Documents that are open again.
    #[schema(example = json!(["IN-202611-0001"]))]
    reopened: Vec<String>,
    /// Number of parts, when it was split.
    #[schema(example = 0)]
    parts: usize,
    /// The bill after it; null in a preview.
    bill: Option<BillBody>,
}

fn told(done: &Done, bill: Option<BillBody>) -> BillDoneBody {
    let money = |minor| amount(minor, Currency::CNY);
    BillDoneBody {
        status_before: done.before.as_str(),
        status: done.status.as_str(),
        entry: bill.as_ref().and(done.entry.clone()),
        lines: done
            .lines
            .iter()
            .map(|(role, minor)| BillLineBody {
                role: role.as_str(),
                debit: money((*minor).max(0)),
                credit: money(minor.saturating_neg().max(0)),
            })
            .collect(),
        exposure_change: money(done.exposure),
        reopened: done.reopened.clone(),
        parts: done.parts.len(),
        bill,
    }
}

/// Runs the command, or shows what it would do.
pub(super) async fn act<C>(call: Call, show: &ShowOnly, hash: [u8; 32], command: C) -> ApiResult
where
    C: Command<Out = Done>,
{
    if show.preview {
        return call.preview(command, |done| told(&done, None)).await;
    }
    call.with_body(hash)
        .write(StatusCode::OK, command, |tx, ctx, done| {
            let bill = query::get(tx, ctx, &Scope::Company, done.id)?;
            Ok(told(&done, Some(body(bill, ctx))))
        })
        .await
}
