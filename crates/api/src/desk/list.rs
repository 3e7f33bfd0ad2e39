//! `GET /receipt-desk`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::desk::DeskState;
use jieqing_domain::desk::query::{self, DeskFilter, DeskReceipt, DeskSort};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListReceiptDeskQuery {
    /// `exact`, `proposed`, `undecided`, `new` or `skipped`; all but skipped ones when absent.
    state: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Part of the number, payer, purpose or customer.
    search: Option<String>,
    /// `received_on` (when absent), `-received_on`, `-amount` or `amount`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A receipt with something left to apply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeskReceiptBody {
    /// Id.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "RC-202611-0001")]
    number: String,
    /// `unclaimed` or `claimed`.
    #[schema(example = "claimed")]
    status: &'static str,
    /// Customer; null while unclaimed.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: Option<String>,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Payer as the bank gave it.
    #[schema(example = "杭州云栖贸易有限公司")]
    payer: String,
    /// Purpose.
    #[schema(example = "货款 IN-202611-0001")]
    text: String,
    /// The bank's date.
    #[schema(example = "2026-11-20")]
    received_on: String,
    /// Our account.
    #[schema(example = "基本户")]
    bank_account_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Amount.
    #[schema(example = "5000.00")]
    amount: String,
    /// What is open of it.
    #[schema(example = "5000.00")]
    open: String,
    /// `exact`, `proposed`, `undecided`, `new` or `skipped`.
    #[schema(example = "exact")]
    state: &'static str,
    /// Least confidence of its lines, per mille.
    #[schema(example = 998)]
    score: i64,
    /// What the proposal pays.
    #[schema(example = "5000.00")]
    proposed: String,
    /// Items of the proposal.
    #[schema(example = 1)]
    items: i64,
    /// A person's note.
    #[schema(example = "")]
    note: String,
    /// Version.
    #[schema(example = 1)]
    version: i64,
}

/// A page of the desk.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptDeskList {
    items: Vec<DeskReceiptBody>,
    next_cursor: Option<String>,
}

pub(super) fn body(r: DeskReceipt) -> DeskReceiptBody {
    DeskReceiptBody {
        id: r.id.to_string(),
        number: r.number,
        status: r.status.as_str(),
        customer_id: r.customer_id.map(|id| id.to_string()),
        customer_name: r.customer_name,
        payer: r.payer,
        text: r.text,
        received_on: r.received_on.to_string(),
        bank_account_name: r.bank_account_name,
        currency: r.currency.to_string(),
        amount: amount(r.amount, r.currency),
        open: amount(r.open, r.currency),
        state: r.state.as_str(),
        score: r.score,
        proposed: amount(r.proposed, r.currency),
        items: r.items,
        note: r.note,
        version: r.version,
    }
}

impl ListReceiptDeskQuery {
    fn filter(&self) -> Result<DeskFilter> {
        let mut fields = Fields::new();
        let filter = DeskFilter {
            state: self
                .state
                .as_deref()
                .map(|t| fields.word("state", DeskState::parse(t), DeskState::New)),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            search: self.search.clone(),
            sort: self.sort.as_deref().map_or_else(DeskSort::default, |t| {
                fields.word("sort", DeskSort::parse(t), DeskSort::default())
            }),
        };
        fields.finish(filter)
    }
}

/// List the receipts that have something left to apply
#[utoipa::path(get, path = "/api/v1/receipt-desk", operation_id = "list_receipt_desk", tag = "receipt-desk",
    params(ListReceiptDeskQuery), responses((status = 200, body = ReceiptDeskList)))]
pub(crate) async fn list_receipt_desk(
    call: Call,
    Params(query): Params<ListReceiptDeskQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::desk(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        Ok(ReceiptDeskList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(body).collect(),
        })
    })
    .await
}
