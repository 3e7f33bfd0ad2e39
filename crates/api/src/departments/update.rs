//! `PATCH /departments/{id}`

use super::list::{DepartmentList, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::SaveDepartment;
use jieqing_domain::admin::query::departments;
use jieqing_kernel::error::Error;
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateDepartmentBody {
    /// Code.
    #[schema(example = "EAST")]
    code: Option<String>,
    /// Name.
    #[schema(example = "华东大区")]
    name: Option<String>,
    /// Whether it is offered.
    #[schema(example = true)]
    active: Option<bool>,
}

/// Change a department
///
/// `If-Match` carries its version.
#[utoipa::path(patch, path = "/api/v1/departments/{id}", operation_id = "update_department", tag = "users",
    params(("id" = String, Path, example = "dep_0c1x2y3z4w5v6")),
    request_body = UpdateDepartmentBody, responses((status = 200, body = DepartmentList)))]
pub(crate) async fn update_department(
    call: Call,
    Path(id): Path<String>,
    body: Body<UpdateDepartmentBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    let all = call.load(|tx, ctx, _| departments(tx, ctx)).await?;
    let now = all.into_iter().find(|d| d.id == id);
    let now = now.ok_or_else(|| call.fail(&Error::NotFound))?;
    let command = SaveDepartment {
        id: Some((id, version)),
        code: body.value.code.unwrap_or(now.code),
        name: body.value.name.unwrap_or(now.name),
        active: body.value.active.unwrap_or(now.active),
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, |tx, ctx, _| load(tx, ctx))
        .await
}
