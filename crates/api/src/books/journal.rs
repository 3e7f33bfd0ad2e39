//! `POST /ledger/entries`, `POST /ledger/entries/{id}/reverse`

use super::entry::{EntryDetailBody, detail};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::books::{self, JournalLine, PostJournal, ReverseJournal};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// A line of an entry by hand: a debit or a credit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JournalLineBody {
    /// Code of the account.
    #[schema(example = "1405")]
    account: String,
    /// Debit in company currency; empty when it is a credit.
    #[schema(example = "50000.00")]
    #[serde(default)]
    debit: String,
    /// Credit in company currency; empty when it is a debit.
    #[schema(example = "")]
    #[serde(default)]
    credit: String,
}

/// An entry by hand, in company currency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JournalBody {
    /// Day; today when absent.
    #[schema(example = "2026-11-24")]
    on: Option<String>,
    /// 摘要: what happened.
    #[schema(example = "期初库存商品")]
    memo: String,
    /// Number of the paper behind it.
    #[schema(example = "盘点表 2026-11")]
    #[serde(default)]
    reference: String,
    /// Two or more lines whose debits and credits are equal.
    lines: Vec<JournalLineBody>,
}

jieqing_kernel::known_codes!("field.debit_or_credit");

fn signed(fields: &mut Fields, i: usize, line: &JournalLineBody, base: Currency) -> i64 {
    match (line.debit.is_empty(), line.credit.is_empty()) {
        (false, true) => positive(fields, format!("lines[{i}].debit"), &line.debit, base),
        (true, false) => {
            positive(fields, format!("lines[{i}].credit"), &line.credit, base).saturating_neg()
        }
        _ => {
            fields.error(format!("lines[{i}].debit"), "field.debit_or_credit");
            0
        }
    }
}

fn positive(fields: &mut Fields, path: String, text: &str, base: Currency) -> i64 {
    let amount = fields.money(path.clone(), text, base);
    if amount < 0 {
        fields.error(path, "field.not_an_amount");
    }
    amount
}

impl JournalBody {
    fn command(&self, base: Currency) -> Result<PostJournal> {
        let mut fields = Fields::new();
        let on = self.on.as_deref().map(|t| fields.date("on", t));
        let mut lines = Vec::with_capacity(self.lines.len());
        for (i, line) in self.lines.iter().enumerate() {
            lines.push(JournalLine {
                account: line.account.clone(),
                amount: signed(&mut fields, i, line, base),
            });
        }
        fields.finish(PostJournal {
            on,
            memo: self.memo.clone(),
            reference: self.reference.clone(),
            lines,
        })
    }
}

/// Post an entry by hand
///
/// For what no document posts: opening balances, purchases, wages. Accounts that documents keep (receivables,
/// unclaimed receipts) are refused. When the period is closed the entry counts from the first open day.
#[utoipa::path(post, path = "/api/v1/ledger/entries", operation_id = "post_ledger_entry", tag = "books",
    request_body = JournalBody, responses((status = 201, body = EntryDetailBody)))]
pub(crate) async fn post_ledger_entry(call: Call, sent: Body<JournalBody>) -> ApiResult {
    let base = call.ctx()?.base_currency;
    let command = sent.value.command(base).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            Ok(detail(
                books::entry(tx, ctx, &Scope::Company, id)?,
                ctx.base_currency,
            ))
        })
        .await
}

/// Why an entry is reversed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReverseJournalBody {
    /// Reason.
    #[schema(example = "金额录错")]
    reason: String,
    /// Day of the reversal; today when absent.
    #[schema(example = "2026-11-24")]
    on: Option<String>,
}

/// Reverse an entry made by hand
#[utoipa::path(post, path = "/api/v1/ledger/entries/{id}/reverse", operation_id = "reverse_ledger_entry", tag = "books",
    params(("id" = String, Path, example = "ent_0c1x2y3z4w5v6")),
    request_body = ReverseJournalBody, responses((status = 201, body = EntryDetailBody)))]
pub(crate) async fn reverse_ledger_entry(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ReverseJournalBody>,
) -> ApiResult {
    let id = call.id::<wire::Entry>(&id)?;
    let mut fields = Fields::new();
    let on = sent.value.on.as_deref().map(|t| fields.date("on", t));
    let command = ReverseJournal {
        id,
        reason: sent.value.reason,
        on,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            Ok(detail(
                books::entry(tx, ctx, &Scope::Company, id)?,
                ctx.base_currency,
            ))
        })
        .await
}
