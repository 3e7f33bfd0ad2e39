//! `GET /bank/rows`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::bank::RowKind;
use jieqing_domain::bank::query::{self, RowFilter, RowSort, RowView};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListBankRowsQuery {
    /// Only this account.
    account_id: Option<String>,
    /// Only those that this statement brought.
    statement_id: Option<String>,
    /// `payment`, `own_transfer`, `interest`, `fee`, `tax`, `refund`, `finance` or `neutral`.
    kind: Option<String>,
    /// Only money in (`true`) or out (`false`).
    incoming: Option<bool>,
    /// Part of the other side, purpose or the bank's number.
    search: Option<String>,
    /// First day.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// `-booked_on` (when absent), `booked_on`, `-amount` or `amount`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A row of a bank statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankRowBody {
    /// Id.
    #[schema(example = "brw_0c1x2y3z4w5v6")]
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
    /// Booking day.
    #[schema(example = "2026-11-20")]
    booked_on: String,
    /// Time as the bank wrote it.
    #[schema(example = "10:21:33")]
    time: String,
    /// Amount; money out is negative.
    #[schema(example = "5000.00")]
    amount: String,
    /// Balance after it, when stated.
    #[schema(example = "15000.00")]
    balance: Option<String>,
    /// Other side.
    #[schema(example = "杭州云栖贸易有限公司")]
    counterparty: String,
    /// Its account.
    #[schema(example = "6222000011112222")]
    counterparty_account: String,
    /// Purpose.
    #[schema(example = "货款 IN-202611-0001")]
    text: String,
    /// The bank's number.
    #[schema(example = "202611200001")]
    bank_ref: String,
    /// What it is; only a payment that came in is money of a payer.
    #[schema(example = "payment")]
    kind: &'static str,
    /// Who said so; null when the file did.
    #[schema(example = "王芳")]
    kind_by: Option<String>,
    /// Takes another row back.
    reversal: bool,
    /// Day of the row it takes back, or that takes it back.
    #[schema(example = "2026-11-21")]
    other_half_on: Option<String>,
    /// Its receipt.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    receipt_id: Option<String>,
    /// The receipt's number.
    #[schema(example = "RC-202611-0001")]
    receipt_no: Option<String>,
    /// The receipt's status.
    #[schema(example = "claimed")]
    receipt_status: Option<&'static str>,
    /// The receipt's customer.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: Option<String>,
    /// Row version.
    #[schema(example = 1)]
    version: i64,
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankRowList {
    items: Vec<BankRowBody>,
    next_cursor: Option<String>,
}

pub(super) fn body(r: RowView) -> BankRowBody {
    BankRowBody {
        id: r.id.to_string(),
        account_id: r.account_id.to_string(),
        account_name: r.account_name,
        currency: r.currency.to_string(),
        booked_on: r.booked_on.to_string(),
        time: r.time,
        amount: amount(r.amount, r.currency),
        balance: r.balance.map(|b| amount(b, r.currency)),
        counterparty: r.counterparty,
        counterparty_account: r.counterparty_account,
        text: r.text,
        bank_ref: r.bank_ref,
        kind: r.kind.as_str(),
        kind_by: r.kind_by,
        reversal: r.reversal,
        other_half_on: r.other_half_on.map(|d| d.to_string()),
        receipt_id: r.receipt_id.map(|id| id.to_string()),
        receipt_no: r.receipt_no,
        receipt_status: r.receipt_status.map(|s| s.as_str()),
        customer_name: r.customer_name,
        version: r.version,
    }
}

impl ListBankRowsQuery {
    fn filter(&self) -> Result<RowFilter> {
        let mut fields = Fields::new();
        let filter = RowFilter {
            account: self
                .account_id
                .as_deref()
                .map(|t| fields.id("account_id", t)),
            statement: self
                .statement_id
                .as_deref()
                .map(|t| fields.id("statement_id", t)),
            kind: self
                .kind
                .as_deref()
                .map(|t| fields.word("kind", RowKind::parse(t), RowKind::Payment)),
            incoming: self.incoming,
            search: self.search.clone(),
            from: self.from.as_deref().map(|t| fields.date("from", t)),
            to: self.to.as_deref().map(|t| fields.date("to", t)),
            sort: self.sort.as_deref().map_or_else(RowSort::default, |t| {
                fields.word("sort", RowSort::parse(t), RowSort::default())
            }),
        };
        fields.finish(filter)
    }
}

/// List bank rows
#[utoipa::path(get, path = "/api/v1/bank/rows", operation_id = "list_bank_rows", tag = "bank",
    params(ListBankRowsQuery), responses((status = 200, body = BankRowList)))]
pub(crate) async fn list_bank_rows(
    call: Call,
    Params(query): Params<ListBankRowsQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, _| {
        let page = query::rows(tx, ctx, &query.filter()?, &paging.page()?)?;
        Ok(BankRowList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(body).collect(),
        })
    })
    .await
}
