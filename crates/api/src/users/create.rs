//! `POST /users`

use super::body::{RoleBody, grants};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::admin::auth::temporary_password;
use jieqing_domain::admin::{CreateUser, UserDraft};
use jieqing_kernel::actor::User;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An account to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateUserBody {
    /// Login; stored in lower case.
    #[schema(example = "wangfang")]
    login: String,
    /// Name.
    #[schema(example = "王芳")]
    name: String,
    /// E-mail.
    #[schema(example = "wangfang@example.com")]
    #[serde(default)]
    email: String,
    /// `zh-CN` or `en-US`.
    #[schema(example = "zh-CN")]
    locale: Option<String>,
    /// Roles in this company.
    roles: Vec<RoleBody>,
    /// Why roles that should be apart are together.
    #[schema(example = "")]
    #[serde(default)]
    reason: String,
}

/// The new account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CreatedUser {
    /// Id.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    id: String,
    /// To be changed at the first login. Shown this once; null when the request is repeated.
    #[schema(example = "k3m9p-x7w2r-h5t8b")]
    temporary_password: Option<String>,
}

impl CreatedUser {
    /// Without the password, which is put in beside.
    pub(super) fn of(id: Id<User>) -> Self {
        Self {
            id: id.to_string(),
            temporary_password: None,
        }
    }
}

impl CreateUserBody {
    fn command(self, password_hash: String) -> Result<CreateUser> {
        let mut fields = Fields::new();
        let roles = grants(&mut fields, &self.roles);
        fields.finish(CreateUser {
            login: self.login,
            draft: UserDraft {
                name: self.name,
                email: self.email,
                locale: self.locale.unwrap_or_else(|| "zh-CN".to_owned()),
            },
            password_hash,
            roles,
            reason: self.reason,
        })
    }
}

/// Create a user
///
/// With a temporary password, shown once.
#[utoipa::path(post, path = "/api/v1/users", operation_id = "create_user", tag = "users",
    request_body = CreateUserBody, responses((status = 201, body = CreatedUser)))]
pub(crate) async fn create_user(call: Call, body: Body<CreateUserBody>) -> ApiResult {
    let password = temporary_password().map_err(|e| call.fail(&e))?;
    let typed = password.clone();
    let hash = call.hash_work(move |hasher| hasher.hash(&typed)).await?;
    let command = hash.and_then(|hash| body.value.command(hash));
    let command = command.map_err(|e| call.fail(&e))?;
    let secret = ("temporary_password", password);
    call.with_body(body.hash)
        .write_with_secret(StatusCode::CREATED, command, CreatedUser::of, secret)
        .await
}
