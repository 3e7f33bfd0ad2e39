//! `GET /open-items/export.xlsx`

use super::items::ListOpenItemsQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::receivables::query;
use jieqing_kernel::aging::overdue_days;

const EXPORT: Export = Export {
    title: ("未清项", "open-items"),
    columns: &[
        ("客户编码", "Customer code", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("类型", "Kind", Shown::Text),
        ("单据号", "Document", Shown::Text),
        ("单据日期", "Date", Shown::Day),
        ("到期日", "Due on", Shown::Day),
        ("逾期天数", "Days overdue", Shown::Integer),
        ("币种", "Currency", Shown::Text),
        ("金额", "Amount", Shown::MoneySum),
        ("未清金额", "Open", Shown::MoneySum),
        ("有异议", "Disputed", Shown::MoneySum),
        ("本位币未清", "Open in company currency", Shown::Money),
    ],
};

/// Export open items
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/open-items/export.xlsx", operation_id = "export_open_items", tag = "receivables",
    params(ListOpenItemsQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_open_items(
    call: Call,
    Params(asked): Params<ListOpenItemsQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::ReceiptsRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            let (base, today) = (ctx.base_currency, ctx.today());
            sheet.pages(
                tx,
                |tx, page| query::list_items(tx, ctx, scope, &filter, page),
                |row| {
                    let late = if row.open > 0 {
                        overdue_days(row.due_on, today)
                    } else {
                        0
                    };
                    vec![
                        row.customer_code.into(),
                        row.customer_name.into(),
                        words(lang, row.kind.as_str()).into(),
                        row.doc_no.into(),
                        row.doc_on.into(),
                        row.due_on.into(),
                        Cell::Integer(late),
                        row.currency.to_string().into(),
                        Cell::Money(row.amount, row.currency),
                        Cell::Money(row.open, row.currency),
                        Cell::Money(row.disputed, row.currency),
                        Cell::Money(row.base_open, base),
                    ]
                },
            )
        },
    )
    .await
}
