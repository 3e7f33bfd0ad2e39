//! `GET /receipt-rules`, `PUT /receipt-rules`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use crate::wire_money::amount;
use axum::http::StatusCode;
use jieqing_domain::bank::{Automatic, ReceiptRules, SetReceiptRules, Unfooted, receipt_rules};
use jieqing_kernel::currency::Currency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the company allows with bank statements and receipts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptRulesBody {
    /// Statements that do not foot: `mark` or `refuse`.
    #[schema(example = "mark")]
    unfooted: &'static str,
    /// Applied without a person: `off`, or `exact` for what is exact and unique.
    #[schema(example = "off")]
    automatic: &'static str,
    /// A receipt short of a named item by up to this is proposed for it, company currency.
    #[schema(example = "50.00")]
    short_cap: String,
    /// The same as a share of the item, per mille.
    #[schema(example = 30)]
    short_permille: i64,
    /// Currency of `short_cap`.
    #[schema(example = "CNY")]
    currency: String,
    /// Version.
    #[schema(example = 1)]
    version: i64,
}

/// The rules as they shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetReceiptRulesBody {
    /// `mark` or `refuse`.
    #[schema(example = "mark")]
    unfooted: String,
    /// `off` or `exact`.
    #[schema(example = "exact")]
    automatic: String,
    /// Company currency.
    #[schema(example = "50.00")]
    short_cap: String,
    /// Per mille, 0–500.
    #[schema(example = 30)]
    short_permille: i64,
}

fn body(rules: &ReceiptRules, base: Currency) -> ReceiptRulesBody {
    ReceiptRulesBody {
        unfooted: rules.unfooted.as_str(),
        automatic: rules.automatic.as_str(),
        short_cap: amount(rules.short_cap, base),
        short_permille: rules.short_permille,
        currency: base.to_string(),
        version: rules.version,
    }
}

/// Get the rules for receipts
#[utoipa::path(get, path = "/api/v1/receipt-rules", operation_id = "get_receipt_rules", tag = "settings",
    responses((status = 200, body = ReceiptRulesBody)))]
pub(crate) async fn get_receipt_rules(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| Ok(body(&receipt_rules(tx, ctx)?, ctx.base_currency)))
        .await
}

/// Set the rules for receipts
///
/// `If-Match` carries their version.
#[utoipa::path(put, path = "/api/v1/receipt-rules", operation_id = "set_receipt_rules", tag = "settings",
    request_body = SetReceiptRulesBody, responses((status = 200, body = ReceiptRulesBody)))]
pub(crate) async fn set_receipt_rules(call: Call, sent: Body<SetReceiptRulesBody>) -> ApiResult {
    let version = call.if_match()?;
    let base = call.ctx()?.base_currency;
    let mut fields = Fields::new();
    let given = &sent.value;
    let rules = ReceiptRules {
        unfooted: fields.word("unfooted", Unfooted::parse(&given.unfooted), Unfooted::Mark),
        automatic: fields.word(
            "automatic",
            Automatic::parse(&given.automatic),
            Automatic::Off,
        ),
        short_cap: fields.money("short_cap", &given.short_cap, base),
        short_permille: given.short_permille,
        version,
    };
    let command = fields
        .finish(SetReceiptRules { rules })
        .map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, ()| {
            Ok(body(&receipt_rules(tx, ctx)?, ctx.base_currency))
        })
        .await
}
