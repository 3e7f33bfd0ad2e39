//! `GET /customers/export.xlsx`

use super::list::ListCustomersQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::customers::query;

const EXPORT: Export = Export {
    title: ("客户", "customers"),
    columns: &[
        ("编码", "Code", Shown::Text),
        ("名称", "Name", Shown::Wide),
        ("状态", "Status", Shown::Text),
        ("付款条件", "Terms", Shown::Text),
        ("币种", "Currency", Shown::Text),
        ("应收余额", "Balance", Shown::MoneySum),
        ("信用额度", "Credit limit", Shown::Money),
        ("负责人", "Owner", Shown::Text),
    ],
};

/// Export customers
///
/// All rows that the filters find, as a workbook, with a sum per currency.
#[utoipa::path(get, path = "/api/v1/customers/export.xlsx", operation_id = "export_customers", tag = "customers",
    params(ListCustomersQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_customers(
    call: Call,
    Params(asked): Params<ListCustomersQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::CustomersRead,
        move |tx, ctx, scope, sheet| {
            let filter = asked.filter()?;
            let base = ctx.base_currency;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, scope, &filter, page),
                |row| {
                    vec![
                        row.code.into(),
                        row.name.into(),
                        words(lang, row.status.as_str()).into(),
                        row.terms.into(),
                        row.currency.to_string().into(),
                        Cell::Money(row.balance_minor, row.currency),
                        Cell::money(row.credit_limit_minor, base),
                        row.owner.into(),
                    ]
                },
            )
        },
    )
    .await
}
