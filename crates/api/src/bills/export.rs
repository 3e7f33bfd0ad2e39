//! `GET /bills/export.xlsx`

use super::list::ListBillsQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::bills::query;
use jieqing_kernel::currency::Currency;

const EXPORT: Export = Export {
    title: ("承兑汇票", "bills"),
    columns: &[
        ("票据编号", "Number", Shown::Text),
        ("状态", "Status", Shown::Text),
        ("票据(包)号", "Package", Shown::Wide),
        ("子票区间", "Interval", Shown::Text),
        ("票面金额", "Face", Shown::MoneySum),
        ("出票日", "Issued on", Shown::Day),
        ("到期日", "Due on", Shown::Day),
        ("收票日", "Received on", Shown::Day),
        ("客户", "Customer", Shown::Wide),
        ("出票人", "Drawer", Shown::Wide),
        ("承兑人", "Acceptor", Shown::Wide),
        ("前手", "Endorser", Shown::Wide),
        ("持有人", "Holder", Shown::Wide),
        ("负责人", "Owner", Shown::Text),
    ],
};

/// Export bills
///
/// All rows that the filters find, as a workbook, with the sum.
#[utoipa::path(get, path = "/api/v1/bills/export.xlsx", operation_id = "export_bills", tag = "bills",
    params(ListBillsQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_bills(call: Call, Params(asked): Params<ListBillsQuery>) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::ReceiptsRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, scope, &filter, page),
                |row| {
                    let interval = row.interval().to_string();
                    vec![
                        row.number.into(),
                        words(lang, row.status.as_str()).into(),
                        row.package_no.into(),
                        interval.into(),
                        Cell::Money(row.amount, Currency::CNY),
                        row.issued_on.into(),
                        row.due_on.into(),
                        row.received_on.into(),
                        row.customer_name.into(),
                        row.drawer.into(),
                        row.acceptor.into(),
                        row.endorser.into(),
                        row.holder.into(),
                        row.owner.into(),
                    ]
                },
            )
        },
    )
    .await
}
