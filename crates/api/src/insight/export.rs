//! `GET /reports/aging/export.xlsx`

use super::aging::AgingParams;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, ExportColumn, Shown};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::insight;

const CUSTOMER: [ExportColumn; 3] = [
    ("客户编码", "Customer code", Shown::Text),
    ("客户", "Customer", Shown::Wide),
    ("币种", "Currency", Shown::Text),
];
const CREDITS: ExportColumn = ("未核销贷项", "Credits", Shown::MoneySum);
const BALANCE: ExportColumn = ("余额", "Balance", Shown::MoneySum);

const OVERDUE: Export = Export {
    title: ("账龄", "aging"),
    columns: &[
        CUSTOMER[0],
        CUSTOMER[1],
        CUSTOMER[2],
        ("未到期", "Not due", Shown::MoneySum),
        ("1–30天", "1–30 days", Shown::MoneySum),
        ("31–60天", "31–60 days", Shown::MoneySum),
        ("61–90天", "61–90 days", Shown::MoneySum),
        ("91–180天", "91–180 days", Shown::MoneySum),
        ("181–365天", "181–365 days", Shown::MoneySum),
        ("365天以上", "Over 365 days", Shown::MoneySum),
        CREDITS,
        BALANCE,
    ],
};

const YEARS: Export = Export {
    title: ("账龄（按单据）", "aging-by-document"),
    columns: &[
        CUSTOMER[0],
        CUSTOMER[1],
        CUSTOMER[2],
        ("1年以内", "Within 1 year", Shown::MoneySum),
        ("1–2年", "1–2 years", Shown::MoneySum),
        ("2–3年", "2–3 years", Shown::MoneySum),
        ("3–4年", "3–4 years", Shown::MoneySum),
        ("4–5年", "4–5 years", Shown::MoneySum),
        ("5年以上", "Over 5 years", Shown::MoneySum),
        CREDITS,
        BALANCE,
    ],
};

/// Export ageing
///
/// Every customer and currency, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/reports/aging/export.xlsx", operation_id = "export_aging", tag = "reports",
    params(AgingParams), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_aging(call: Call, Params(asked): Params<AgingParams>) -> ApiResult {
    let export = if asked.by_document() { YEARS } else { OVERDUE };
    call.export(
        export,
        Permission::ReportsRead,
        move |tx, ctx, scope, sheet| {
            let (query, _) = asked.query(ctx.today())?;
            for line in insight::aging(tx, ctx, scope, &query)?.lines {
                let mut cells: Vec<Cell> = vec![
                    line.code.into(),
                    line.name.into(),
                    line.currency.to_string().into(),
                ];
                let sums = line.amounts.buckets.iter().copied();
                let rest = [line.amounts.credits, line.amounts.balance];
                cells.extend(
                    sums.chain(rest)
                        .map(|minor| Cell::Money(minor, line.currency)),
                );
                sheet.row(&cells)?;
            }
            Ok(())
        },
    )
    .await
}
