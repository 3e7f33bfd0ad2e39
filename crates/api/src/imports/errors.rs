//! `GET /imports/{id}/errors.xlsx`

use crate::call::{ApiResult, Call};
use crate::export::{Cell, Export, Shown};
use axum::extract::Path;
use jieqing_domain::access::Permission;
use jieqing_domain::imports::{Outcome, query};
use jieqing_domain::wire;
use jieqing_kernel::id::Id;

const EXPORT: Export = Export {
    title: ("导入问题", "import errors"),
    columns: &[
        ("文件", "File", Shown::Integer),
        ("工作表", "Sheet", Shown::Text),
        ("行", "Row", Shown::Integer),
        ("列", "Column", Shown::Text),
        ("问题", "Problem", Shown::Wide),
        ("代码", "Code", Shown::Text),
        ("原文", "Row as in the file", Shown::Wide),
    ],
};

/// Rows read at a time.
const CHUNK: i64 = 500;

/// Download the failing rows of an import
///
/// A workbook with a line per problem: file (1 or 2), sheet, row and column as the spreadsheet shows
/// them, what is wrong and what to do, and the row as it is in the file.
#[utoipa::path(get, path = "/api/v1/imports/{id}/errors.xlsx", operation_id = "export_import_errors", tag = "imports",
    params(("id" = String, Path, example = "imp_0c1x2y3z4w5v6")),
    responses((status = 200, description = "xlsx", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_import_errors(call: Call, Path(id): Path<String>) -> ApiResult {
    let id: Id<wire::Import> = call.id(&id)?;
    let lang = call.teller.lang;
    call.export(
        EXPORT,
        Permission::ImportsWrite,
        move |tx, ctx, _, sheet| {
            query::get(tx, ctx, id)?;
            let mut after = None;
            loop {
                let failed = Some(Outcome::Failed);
                let rows = query::notes(tx, ctx, id, failed, after, CHUNK, lang)?;
                let Some(last) = rows.last() else {
                    return Ok(());
                };
                after = Some((last.file_no, last.row_no, last.position));
                for row in rows {
                    sheet.row(&[
                        Cell::Integer(row.file_no + 1),
                        row.sheet.into(),
                        Cell::Integer(row.row_no),
                        row.column.into(),
                        row.message.into(),
                        row.code.into(),
                        row.raw.into(),
                    ])?;
                }
            }
        },
    )
    .await
}
