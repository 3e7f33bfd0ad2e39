//! `PATCH /users/{id}`

use super::view::{UserView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::query::get_user;
use jieqing_domain::admin::{ChangeUser, UserDraft};
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateUserBody {
    /// Name.
    #[schema(example = "王芳")]
    name: Option<String>,
    /// E-mail.
    #[schema(example = "wangfang@example.com")]
    email: Option<String>,
    /// `zh-CN` or `en-US`.
    #[schema(example = "en-US")]
    locale: Option<String>,
}

/// Change a user
///
/// `If-Match` carries the user's version.
#[utoipa::path(patch, path = "/api/v1/users/{id}", operation_id = "update_user", tag = "users",
    params(("id" = String, Path, example = "usr_0c1x2y3z4w5v6")),
    request_body = UpdateUserBody, responses((status = 200, body = UserView)))]
pub(crate) async fn update_user(
    call: Call,
    Path(id): Path<String>,
    body: Body<UpdateUserBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    let now = call.load(move |tx, ctx, _| get_user(tx, ctx, id)).await?;
    let draft = UserDraft {
        name: body.value.name.unwrap_or(now.name),
        email: body.value.email.unwrap_or(now.email),
        locale: body.value.locale.unwrap_or(now.locale),
    };
    let command = ChangeUser { id, version, draft };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, load)
        .await
}
