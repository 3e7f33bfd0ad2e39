//! `GET /ledger/entries/{id}`

use super::entries::{EntryBody, body};
use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use axum::extract::Path;
use jieqing_domain::books::{self, EntryDetail, EntryLine};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// A line of an entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryLineBody {
    /// From 1.
    #[schema(example = 1)]
    line_no: i64,
    /// Account code.
    #[schema(example = "1122")]
    account: String,
    /// Account name.
    #[schema(example = "应收账款")]
    account_name: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: Option<String>,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: Option<String>,
    /// Document currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Debit.
    #[schema(example = "50000.00")]
    debit: String,
    /// Credit.
    #[schema(example = "0.00")]
    credit: String,
    /// Debit in company currency.
    #[schema(example = "50000.00")]
    base_debit: String,
    /// Credit in company currency.
    #[schema(example = "0.00")]
    base_credit: String,
}

/// An entry with its lines.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryDetailBody {
    /// The entry.
    entry: EntryBody,
    /// Its lines.
    lines: Vec<EntryLineBody>,
}

fn line(l: EntryLine, base: Currency) -> EntryLineBody {
    let (row, customer) = (l.row, l.customer);
    EntryLineBody {
        line_no: row.line_no,
        account: row.account,
        account_name: row.account_name,
        customer_id: (row.customer_id != 0)
            .then(|| Id::<wire::Customer>::from_raw(row.customer_id).to_string()),
        customer_name: customer.map(|(_, name)| name),
        currency: row.currency.to_string(),
        debit: amount(row.debit_minor, row.currency),
        credit: amount(row.credit_minor, row.currency),
        base_debit: amount(row.base_debit_minor, base),
        base_credit: amount(row.base_credit_minor, base),
    }
}

pub(super) fn detail(found: EntryDetail, base: Currency) -> EntryDetailBody {
    EntryDetailBody {
        entry: body(found.entry, base),
        lines: found.lines.into_iter().map(|l| line(l, base)).collect(),
    }
}

/// Get a ledger entry
#[utoipa::path(get, path = "/api/v1/ledger/entries/{id}", operation_id = "get_ledger_entry", tag = "books",
    params(("id" = String, Path, example = "ent_0c1x2y3z4w5v6")),
    responses((status = 200, body = EntryDetailBody)))]
pub(crate) async fn get_ledger_entry(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Entry>(&id)?;
    call.read(move |tx, ctx, scope| {
        Ok(detail(books::entry(tx, ctx, scope, id)?, ctx.base_currency))
    })
    .await
}
