//! `GET /departments`

use crate::call::{ApiResult, Call};
use jieqing_domain::ReadTx;
use jieqing_domain::admin::query::{DepartmentRow, departments};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// A department.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DepartmentView {
    /// Id.
    #[schema(example = "dep_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "SALES")]
    code: String,
    /// Name.
    #[schema(example = "销售部")]
    name: String,
    /// Whether it is offered.
    #[schema(example = true)]
    active: bool,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

/// All departments.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DepartmentList {
    items: Vec<DepartmentView>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// All departments by code.
pub(super) fn load(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<DepartmentList> {
    let view = |row: DepartmentRow| DepartmentView {
        id: row.id.to_string(),
        code: row.code,
        name: row.name,
        active: row.active,
        version: row.version,
    };
    Ok(DepartmentList {
        items: departments(tx, ctx)?.into_iter().map(view).collect(),
        next_cursor: None,
    })
}

/// List departments
#[utoipa::path(get, path = "/api/v1/departments", operation_id = "list_departments", tag = "users",
    responses((status = 200, body = DepartmentList)))]
pub(crate) async fn list_departments(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| load(tx, ctx)).await
}
