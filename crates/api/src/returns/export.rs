//! `GET /returns/export.xlsx`

use super::list::ListReturnsQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::returns::query;

const EXPORT: Export = Export {
    title: ("退货单", "returns"),
    columns: &[
        ("退货单号", "Number", Shown::Text),
        ("订单号", "Order", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("状态", "Status", Shown::Text),
        ("退货日期", "Returned on", Shown::Day),
        ("原因", "Reason", Shown::Text),
        ("币种", "Currency", Shown::Text),
        ("价税合计", "Total", Shown::MoneySum),
        ("已开票部分", "Invoiced part", Shown::MoneySum),
        ("已红冲", "Credited", Shown::MoneySum),
    ],
};

/// Export returns
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/returns/export.xlsx", operation_id = "export_returns", tag = "returns",
    params(ListReturnsQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_returns(
    call: Call,
    Params(asked): Params<ListReturnsQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::DeliveriesRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, scope, &filter, page),
                |row| {
                    vec![
                        row.number.into(),
                        row.order_no.into(),
                        row.customer.into(),
                        words(lang, row.status.as_str()).into(),
                        row.returned_on.into(),
                        row.reason.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.total_minor, row.currency),
                        Cell::Money(row.billed_minor, row.currency),
                        Cell::Money(row.credited_minor, row.currency),
                    ]
                },
            )
        },
    )
    .await
}
