//! `GET /deliveries/export.xlsx`

use super::list::ListDeliveriesQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::fulfilment::query;

const EXPORT: Export = Export {
    title: ("送货单", "deliveries"),
    columns: &[
        ("送货单号", "Number", Shown::Text),
        ("订单号", "Order", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("状态", "Status", Shown::Text),
        ("发货日期", "Dispatched on", Shown::Day),
        ("签收日期", "Signed on", Shown::Day),
        ("签收人", "Signed by", Shown::Text),
        ("承运商", "Carrier", Shown::Text),
        ("运单号", "Tracking number", Shown::Text),
        ("币种", "Currency", Shown::Text),
        ("价税合计", "Total", Shown::MoneySum),
    ],
};

/// Export deliveries
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/deliveries/export.xlsx", operation_id = "export_deliveries", tag = "deliveries",
    params(ListDeliveriesQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_deliveries(
    call: Call,
    Params(asked): Params<ListDeliveriesQuery>,
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
                        row.dispatched_on.into(),
                        row.signed_on.into(),
                        row.signed_by.into(),
                        row.carrier.into(),
                        row.tracking_no.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.total_minor, row.currency),
                    ]
                },
            )
        },
    )
    .await
}
