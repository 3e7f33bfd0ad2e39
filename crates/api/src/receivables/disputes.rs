//! `GET /disputes`, `GET /disputes/export.xlsx`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::{amount, document, document_of};
use jieqing_domain::access::Permission;
use jieqing_domain::receivables::query::{self, DisputeFilter, DisputeSort, DisputeView};
use jieqing_domain::receivables::{DisputeReason, DisputeStatus};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListDisputesQuery {
    /// `open` or `resolved`.
    status: Option<String>,
    /// `quantity`, `quality`, `price`, `paperwork`, `returned`, `deduction` or `other`.
    reason: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Only this open item.
    item_id: Option<String>,
    /// Only this document.
    document_id: Option<String>,
    /// `-raised_on` (when absent), `raised_on`, `-amount` or `amount`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A dispute: the part of a debt that the customer contests.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DisputeBody {
    /// Id.
    #[schema(example = "dsp_0c1x2y3z4w5v6")]
    id: String,
    /// The open item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: String,
    /// Its document.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    document_id: Option<String>,
    /// Number of its document.
    #[schema(example = "IN-202611-0001")]
    document_no: String,
    /// Due date.
    #[schema(example = "2026-11-23")]
    due_on: String,
    /// What is open of the item.
    #[schema(example = "1130.00")]
    open: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// What is contested.
    #[schema(example = "130.00")]
    amount: String,
    /// The same in company currency.
    #[schema(example = "130.00")]
    base: String,
    /// Why.
    #[schema(example = "quality")]
    reason: &'static str,
    /// What the customer says.
    #[schema(example = "两件外壳破损")]
    note: String,
    /// `open` or `resolved`.
    #[schema(example = "open")]
    status: &'static str,
    /// Since when.
    #[schema(example = "2026-11-24")]
    raised_on: String,
    /// Who wrote it down.
    #[schema(example = "李静")]
    raised_by: String,
    /// `withdrawn`, `credited`, `paid`, `written_off` or `other`, when resolved.
    #[schema(example = "credited")]
    resolution: Option<&'static str>,
    /// What was agreed.
    #[schema(example = "")]
    resolution_note: String,
    /// When it was resolved.
    #[schema(example = "2026-11-24")]
    resolved_on: Option<String>,
    /// Who resolved it.
    #[schema(example = "李静")]
    resolved_by: String,
    /// Its version.
    #[schema(example = 1)]
    version: i64,
}

pub(super) fn body(d: DisputeView, base: Currency) -> DisputeBody {
    DisputeBody {
        id: d.id.to_string(),
        item_id: d.item_id.to_string(),
        document_id: document(&d.source_type, d.source_id),
        document_no: d.doc_no,
        due_on: d.due_on.to_string(),
        open: amount(d.open, d.currency),
        customer_id: d.customer_id.to_string(),
        customer_code: d.customer_code,
        customer_name: d.customer_name,
        currency: d.currency.to_string(),
        amount: amount(d.amount, d.currency),
        base: amount(d.base, base),
        reason: d.reason.as_str(),
        note: d.note,
        status: d.status.as_str(),
        raised_on: d.raised_on.to_string(),
        raised_by: d.raised_by_name,
        resolution: d.resolution.map(|r| r.as_str()),
        resolution_note: d.resolution_note,
        resolved_on: d.resolved_on.map(|day| day.to_string()),
        resolved_by: d.resolved_by_name,
        version: d.version,
    }
}

/// A page of disputes, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DisputeList {
    items: Vec<DisputeBody>,
    next_cursor: Option<String>,
}

impl ListDisputesQuery {
    fn filter(&self) -> Result<DisputeFilter> {
        let mut fields = Fields::new();
        let filter = DisputeFilter {
            status: self
                .status
                .as_deref()
                .map(|t| fields.word("status", DisputeStatus::parse(t), DisputeStatus::Open)),
            reason: self
                .reason
                .as_deref()
                .map(|t| fields.word("reason", DisputeReason::parse(t), DisputeReason::Other)),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            item: self.item_id.as_deref().map(|t| fields.id("item_id", t)),
            source: self
                .document_id
                .as_deref()
                .map(|t| fields.word("document_id", document_of(t), (String::new(), 0))),
            sort: self.sort.as_deref().map_or_else(DisputeSort::default, |t| {
                fields.word("sort", DisputeSort::parse(t), DisputeSort::default())
            }),
        };
        fields.finish(filter)
    }
}

/// List disputes
#[utoipa::path(get, path = "/api/v1/disputes", operation_id = "list_disputes", tag = "receivables",
    params(ListDisputesQuery), responses((status = 200, body = DisputeList)))]
pub(crate) async fn list_disputes(
    call: Call,
    Params(query): Params<ListDisputesQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list_disputes(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        let base = ctx.base_currency;
        Ok(DisputeList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|d| body(d, base)).collect(),
        })
    })
    .await
}

const EXPORT: Export = Export {
    title: ("异议", "disputes"),
    columns: &[
        ("客户编码", "Customer code", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("单据号", "Document", Shown::Text),
        ("到期日", "Due on", Shown::Day),
        ("状态", "Status", Shown::Text),
        ("原因", "Reason", Shown::Text),
        ("说明", "Note", Shown::Wide),
        ("币种", "Currency", Shown::Text),
        ("异议金额", "Disputed", Shown::MoneySum),
        ("未清金额", "Open", Shown::Money),
        ("提出日期", "Raised on", Shown::Day),
        ("登记人", "Raised by", Shown::Text),
        ("处理结果", "Resolution", Shown::Text),
        ("解决日期", "Resolved on", Shown::Day),
        ("解决人", "Resolved by", Shown::Text),
    ],
};

/// Export disputes
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/disputes/export.xlsx", operation_id = "export_disputes", tag = "receivables",
    params(ListDisputesQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_disputes(
    call: Call,
    Params(asked): Params<ListDisputesQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::ReceiptsRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            sheet.pages(
                tx,
                |tx, page| query::list_disputes(tx, ctx, scope, &filter, page),
                |row| {
                    let ended = row.resolution.map_or("", |r| r.as_str());
                    vec![
                        row.customer_code.into(),
                        row.customer_name.into(),
                        row.doc_no.into(),
                        row.due_on.into(),
                        words(lang, row.status.as_str()).into(),
                        words(lang, row.reason.as_str()).into(),
                        row.note.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.amount, row.currency),
                        Cell::Money(row.open, row.currency),
                        row.raised_on.into(),
                        row.raised_by_name.into(),
                        words(lang, ended).into(),
                        row.resolved_on.map_or(Cell::Empty, Cell::Day),
                        row.resolved_by_name.into(),
                    ]
                },
            )
        },
    )
    .await
}
