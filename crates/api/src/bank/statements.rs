//! `GET /bank/accounts/{id}/statements`

use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use axum::extract::Path;
use jieqing_domain::bank::Continuity;
use jieqing_domain::bank::query::{self, StatementView};
use jieqing_domain::wire;
use jieqing_kernel::clock::rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

/// A stored statement of a bank.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankStatementBody {
    /// Id.
    #[schema(example = "bst_0c1x2y3z4w5v6")]
    id: String,
    /// Account.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    account_id: String,
    /// Its name.
    #[schema(example = "基本户")]
    account_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Number of the statement.
    #[schema(example = "11")]
    number: String,
    /// Format of the file: `mt940`, `camt053`, `csv`, …
    #[schema(example = "csv")]
    format: String,
    /// Name of the file; empty when it came from the command line.
    #[schema(example = "工行202611.csv")]
    file_name: String,
    /// First day.
    #[schema(example = "2026-11-01")]
    from: String,
    /// Last day.
    #[schema(example = "2026-11-23")]
    to: String,
    /// Opening balance, when stated.
    #[schema(example = "10000.00")]
    opening: Option<String>,
    /// Closing balance, when stated.
    #[schema(example = "15000.00")]
    closing: Option<String>,
    /// Sum of the rows.
    #[schema(example = "5000.00")]
    sum: String,
    /// `yes`, `no` or `unstated`.
    #[schema(example = "yes")]
    foots: &'static str,
    /// Rows in the file.
    #[schema(example = 12)]
    rows: i64,
    /// Rows that it brought.
    #[schema(example = 12)]
    new: i64,
    /// How it joins the one before: `first`, `continuous`, `overlap`, `gap` or `unknown`.
    #[schema(example = "continuous")]
    link: &'static str,
    /// Gap: opening less the closing balance before.
    #[schema(example = "0.00")]
    missing: Option<String>,
    /// Gap: days between the two on which nothing is stored.
    #[schema(example = 0)]
    missing_days: i64,
    /// Who imported it; empty for the system.
    #[schema(example = "王芳")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T08:00:00Z")]
    created_at: String,
}

/// Statements, newest first; the newest 2,000.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankStatementList {
    items: Vec<BankStatementBody>,
    /// The list comes whole.
    next_cursor: Option<String>,
}

fn body((s, link): (StatementView, Continuity)) -> BankStatementBody {
    let show = |minor| amount(minor, s.currency);
    BankStatementBody {
        id: s.id.to_string(),
        account_id: s.account_id.to_string(),
        account_name: s.account_name,
        currency: s.currency.to_string(),
        number: s.number,
        format: s.format,
        file_name: s.file_name,
        from: s.from.to_string(),
        to: s.to.to_string(),
        opening: s.opening.map(show),
        closing: s.closing.map(show),
        sum: show(s.sum),
        foots: s.foots.as_str(),
        rows: s.rows,
        new: s.new,
        link: link.link.as_str(),
        missing: link.missing.map(show),
        missing_days: link.days,
        created_by: s.created_by,
        created_at: rfc3339(s.created_at_us),
    }
}

/// List the statements of an account with their continuity
#[utoipa::path(get, path = "/api/v1/bank/accounts/{id}/statements", operation_id = "list_bank_statements",
    tag = "bank", params(("id" = String, Path, example = "bnk_0c1x2y3z4w5v6")),
    responses((status = 200, body = BankStatementList)))]
pub(crate) async fn list_bank_statements(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::BankAccount>(&id)?;
    call.read(move |tx, ctx, _| {
        jieqing_domain::settings::query::bank_account(tx, ctx, id)?;
        let all = query::statements(tx, ctx, id)?;
        Ok(BankStatementList {
            items: all.into_iter().map(body).collect(),
            next_cursor: None,
        })
    })
    .await
}
