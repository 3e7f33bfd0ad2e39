//! `POST /departments`

use super::list::{DepartmentList, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::http::StatusCode;
use jieqing_domain::admin::SaveDepartment;
use serde::Deserialize;
use utoipa::ToSchema;

/// A department to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateDepartmentBody {
    /// Code.
    #[schema(example = "EAST")]
    code: String,
    /// Name.
    #[schema(example = "华东区")]
    name: String,
}

/// Create a department
#[utoipa::path(post, path = "/api/v1/departments", operation_id = "create_department", tag = "users",
    request_body = CreateDepartmentBody, responses((status = 201, body = DepartmentList)))]
pub(crate) async fn create_department(call: Call, body: Body<CreateDepartmentBody>) -> ApiResult {
    let CreateDepartmentBody { code, name } = body.value;
    let command = SaveDepartment {
        id: None,
        code,
        name,
        active: true,
    };
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, _| load(tx, ctx))
        .await
}
