//! `GET /products/export.xlsx`

use super::list::ListProductsQuery;
use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown, words};
use crate::params::Params;
use jieqing_domain::access::Permission;
use jieqing_domain::catalog::query;

const EXPORT: Export = Export {
    title: ("商品", "products"),
    columns: &[
        ("编码", "SKU", Shown::Text),
        ("名称", "Name", Shown::Wide),
        ("规格", "Spec", Shown::Text),
        ("单位", "Unit", Shown::Text),
        ("类别", "Group", Shown::Text),
        ("税率", "Tax rate", Shown::Decimal),
        ("目录价", "List price", Shown::Decimal),
        ("状态", "Status", Shown::Text),
    ],
};

/// Export products
///
/// All rows that the filters find, as a workbook.
#[utoipa::path(get, path = "/api/v1/products/export.xlsx", operation_id = "export_products", tag = "products",
    params(ListProductsQuery), responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_products(
    call: Call,
    Params(asked): Params<ListProductsQuery>,
) -> ApiResult {
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::ProductsRead,
        move |tx, ctx, _, sheet| {
            let filter = asked.filter()?;
            sheet.pages(
                tx,
                |tx, page| query::list(tx, ctx, &filter, page),
                |row| {
                    vec![
                        row.sku.into(),
                        row.name.into(),
                        row.spec.into(),
                        row.unit.into(),
                        row.category.into(),
                        row.tax_rate_e9.map_or(Cell::Empty, |r| Cell::Decimal(r, 9)),
                        row.price_e8.map_or(Cell::Empty, |p| Cell::Decimal(p, 8)),
                        words(lang, if row.active { "active" } else { "inactive" }).into(),
                    ]
                },
            )
        },
    )
    .await
}
