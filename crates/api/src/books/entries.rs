//! `GET /ledger/entries`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::{amount, document, document_of};
use jieqing_domain::books;
use jieqing_domain::books::{EntryFilter, EntryRow};
use jieqing_domain::wire;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListEntriesQuery {
    /// Only this period, `YYYY-MM`.
    period: Option<String>,
    /// Only entries with this account.
    account: Option<String>,
    /// Only entries with this customer.
    customer_id: Option<String>,
    /// Only those of this document.
    document_id: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A posted entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryBody {
    /// Id.
    #[schema(example = "ent_0c1x2y3z4w5v6")]
    id: String,
    /// Voucher number.
    #[schema(example = "记-202611-00001")]
    number: String,
    /// Period.
    #[schema(example = "2026-11")]
    period: String,
    /// Day it counts from in the books.
    #[schema(example = "2026-11-24")]
    posted_on: String,
    /// Date of the document.
    #[schema(example = "2026-11-24")]
    document_on: String,
    /// Business event.
    #[schema(example = "receipt.entered")]
    event: String,
    /// Kind of document.
    #[schema(example = "receipt")]
    document_type: String,
    /// The document.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    document_id: Option<String>,
    /// Its number.
    #[schema(example = "RC-202611-0001")]
    document_no: String,
    /// 摘要.
    #[schema(example = "收款 杭州云栖贸易有限公司")]
    memo: String,
    /// The entry this one reverses.
    #[schema(example = "ent_0c1x2y3z4w5v6")]
    reverses_id: Option<String>,
    /// The entry that reversed this one.
    #[schema(example = "ent_0c1x2y3z4w5v6")]
    reversed_by: Option<String>,
    /// Sum of the debits in company currency.
    #[schema(example = "50000.00")]
    total: String,
    /// When it was posted.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
}

pub(super) fn entry_id(raw: i64) -> String {
    Id::<wire::Entry>::from_raw(raw).to_string()
}

pub(super) fn body(e: EntryRow, base: Currency) -> EntryBody {
    EntryBody {
        id: entry_id(e.id),
        number: e.number,
        period: e.period,
        posted_on: e.posted_on.to_string(),
        document_on: e.doc_on.to_string(),
        event: e.event,
        document_id: document(&e.source_type, e.source_id),
        document_type: e.source_type,
        document_no: e.source_no,
        memo: e.memo,
        reverses_id: e.reverses_id.map(entry_id),
        reversed_by: e.reversed_by.map(entry_id),
        total: amount(e.base_total, base),
        created_at: rfc3339(e.created_at_us),
    }
}

/// A page of entries, newest posting day first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryList {
    items: Vec<EntryBody>,
    next_cursor: Option<String>,
}

impl ListEntriesQuery {
    pub(super) fn filter(&self) -> Result<EntryFilter> {
        let mut fields = Fields::new();
        let filter = EntryFilter {
            period: self.period.clone(),
            account: self.account.clone(),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id::<wire::Customer>("customer_id", t).raw()),
            source: self
                .document_id
                .as_deref()
                .map(|t| fields.word("document_id", document_of(t), (String::new(), 0))),
        };
        fields.finish(filter)
    }
}

/// List ledger entries
#[utoipa::path(get, path = "/api/v1/ledger/entries", operation_id = "list_ledger_entries", tag = "books",
    params(ListEntriesQuery), responses((status = 200, body = EntryList)))]
pub(crate) async fn list_ledger_entries(
    call: Call,
    Params(query): Params<ListEntriesQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = books::entries(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        let base = ctx.base_currency;
        Ok(EntryList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|e| body(e, base)).collect(),
        })
    })
    .await
}
