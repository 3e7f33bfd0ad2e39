//! `GET /statements/export.xlsx`

use super::list::ListStatementsQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::statements::query;

const EXPORT: Export = Export {
    title: ("对账单", "statements"),
    columns: &[
        ("对账单号", "Number", Shown::Text),
        ("客户编码", "Customer code", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("状态", "Status", Shown::Text),
        ("客户确认", "Agreement", Shown::Text),
        ("期间起", "From", Shown::Day),
        ("期间止", "To", Shown::Day),
        ("币种", "Currency", Shown::Text),
        ("期初余额", "Opening", Shown::Money),
        ("本期增加", "Debit", Shown::MoneySum),
        ("本期减少", "Credit", Shown::MoneySum),
        ("期末余额", "Closing", Shown::MoneySum),
    ],
};

/// Export statements
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/statements/export.xlsx", operation_id = "export_statements", tag = "statements",
    params(ListStatementsQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_statements(
    call: Call,
    Params(asked): Params<ListStatementsQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::StatementsRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, scope, &filter, page),
                |row| {
                    vec![
                        row.number.into(),
                        row.customer_code.into(),
                        row.customer_name.into(),
                        words(lang, row.status.as_str()).into(),
                        words(lang, row.agreement.as_str()).into(),
                        row.from.into(),
                        row.to.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.opening, row.currency),
                        Cell::Money(row.debit, row.currency),
                        Cell::Money(row.credit, row.currency),
                        Cell::Money(row.closing, row.currency),
                    ]
                },
            )
        },
    )
    .await
}
