//! `GET /receipts/export.xlsx`

use super::list::ListReceiptsQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::receipts::query;

const EXPORT: Export = Export {
    title: ("收款", "receipts"),
    columns: &[
        ("收款单号", "Number", Shown::Text),
        ("到账日期", "Received on", Shown::Day),
        ("状态", "Status", Shown::Text),
        ("客户", "Customer", Shown::Wide),
        ("付款方", "Payer", Shown::Wide),
        ("收款账户", "Our account", Shown::Text),
        ("银行流水号", "Bank reference", Shown::Text),
        ("币种", "Currency", Shown::Text),
        ("金额", "Amount", Shown::MoneySum),
        ("未核销", "Unapplied", Shown::MoneySum),
        ("手续费", "Fee", Shown::MoneySum),
        ("摘要", "Text", Shown::Wide),
        ("负责人", "Owner", Shown::Text),
    ],
};

/// Export receipts
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/receipts/export.xlsx", operation_id = "export_receipts", tag = "receipts",
    params(ListReceiptsQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_receipts(
    call: Call,
    Params(asked): Params<ListReceiptsQuery>,
) -> ApiResult {
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
                    vec![
                        row.number.into(),
                        row.received_on.into(),
                        words(lang, row.status.as_str()).into(),
                        row.customer_name.into(),
                        row.payer.into(),
                        row.bank_account_name.into(),
                        row.bank_ref.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.amount, row.currency),
                        Cell::Money(row.open, row.currency),
                        Cell::Money(row.fee, row.currency),
                        row.text.into(),
                        row.owner.into(),
                    ]
                },
            )
        },
    )
    .await
}
