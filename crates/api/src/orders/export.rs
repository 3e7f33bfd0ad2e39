//! `GET /orders/export.xlsx`

use super::list::ListOrdersQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::orders::query;

const EXPORT: Export = Export {
    title: ("销售订单", "orders"),
    columns: &[
        ("订单号", "Number", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("客户订单号", "Customer PO", Shown::Text),
        ("状态", "Status", Shown::Text),
        ("发货", "Delivery", Shown::Text),
        ("开票", "Billing", Shown::Text),
        ("订单日期", "Ordered on", Shown::Day),
        ("要求日期", "Requested on", Shown::Day),
        ("币种", "Currency", Shown::Text),
        ("价税合计", "Total", Shown::MoneySum),
        ("未签收", "Undelivered", Shown::MoneySum),
        ("本位币金额", "In company currency", Shown::Money),
        ("负责人", "Owner", Shown::Text),
    ],
};

/// Export orders
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/orders/export.xlsx", operation_id = "export_orders", tag = "orders",
    params(ListOrdersQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_orders(call: Call, Params(asked): Params<ListOrdersQuery>) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::OrdersRead,
        move |tx, ctx, scope, sheet| {
            let (filter, sort) = asked.read()?;
            let base = ctx.base_currency;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, scope, &filter, sort, page),
                |row| {
                    vec![
                        row.number.into(),
                        row.customer_name.into(),
                        row.customer_po.into(),
                        words(lang, row.status.as_str()).into(),
                        words(lang, row.delivery_state.as_str()).into(),
                        words(lang, row.billing_state.as_str()).into(),
                        row.ordered_on.into(),
                        row.requested_on.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.total_minor, row.currency),
                        Cell::Money(row.undelivered_minor, row.currency),
                        Cell::Money(row.base_total_minor, base),
                        row.owner.into(),
                    ]
                },
            )
        },
    )
    .await
}
