//! `GET /invoices/export.xlsx`

use super::list::ListInvoicesQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::invoicing::query;

const EXPORT: Export = Export {
    title: ("发票", "invoices"),
    columns: &[
        ("单号", "Number", Shown::Text),
        ("数电票号码", "Bureau's number", Shown::Text),
        ("蓝字/红字", "Kind", Shown::Text),
        ("票种", "Form", Shown::Text),
        ("状态", "Status", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("日期", "Date", Shown::Day),
        ("到期日", "Due on", Shown::Day),
        ("币种", "Currency", Shown::Text),
        ("不含税金额", "Net", Shown::MoneySum),
        ("税额", "Tax", Shown::MoneySum),
        ("价税合计", "Total", Shown::MoneySum),
    ],
};

/// Export invoices
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/invoices/export.xlsx", operation_id = "export_invoices", tag = "invoices",
    params(ListInvoicesQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_invoices(
    call: Call,
    Params(asked): Params<ListInvoicesQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::InvoicesRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, scope, &filter, page),
                |row| {
                    vec![
                        row.number().unwrap_or("").into(),
                        row.bureau_number.into(),
                        words(lang, row.kind.as_str()).into(),
                        words(lang, row.form.as_str()).into(),
                        words(lang, row.status.as_str()).into(),
                        row.customer.into(),
                        row.document_on.into(),
                        row.due_on.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.net_minor, row.currency),
                        Cell::Money(row.tax_minor, row.currency),
                        Cell::Money(row.total_minor, row.currency),
                    ]
                },
            )
        },
    )
    .await
}
