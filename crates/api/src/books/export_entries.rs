//! `GET /ledger/entries/export.xlsx`

use super::entries::ListEntriesQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::books;

const EXPORT: Export = Export {
    title: ("凭证", "ledger-entries"),
    columns: &[
        ("凭证号", "Number", Shown::Text),
        ("期间", "Period", Shown::Text),
        ("记账日期", "Posted on", Shown::Day),
        ("单据日期", "Document date", Shown::Day),
        ("摘要", "Memo", Shown::Wide),
        ("来源单据", "Document", Shown::Text),
        ("金额", "Amount", Shown::MoneySum),
    ],
};

/// Export ledger entries
///
/// All entries that the filters find, as a workbook, with their sum in company currency.
#[utoipa::path(get, path = "/api/v1/ledger/entries/export.xlsx", operation_id = "export_ledger_entries", tag = "books",
    params(ListEntriesQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_ledger_entries(
    call: Call,
    Params(asked): Params<ListEntriesQuery>,
) -> ApiResult {
    call.export(
        EXPORT,
        Permission::LedgerRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            let base = ctx.base_currency;
            sheet.pages(
                tx,
                |tx, page| books::entries(tx, ctx, scope, &filter, page),
                |row| {
                    vec![
                        row.number.into(),
                        row.period.into(),
                        row.posted_on.into(),
                        row.doc_on.into(),
                        row.memo.into(),
                        row.source_no.into(),
                        Cell::Money(row.base_total, base),
                    ]
                },
            )
        },
    )
    .await
}
