//! `POST /tokens`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Permission;
use jieqing_domain::admin::auth::{CreateToken, token_secret};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateTokenBody {
    /// What it is for.
    #[schema(example = "BI 报表")]
    name: String,
    /// Permissions, none that I don't have.
    #[schema(example = json!(["reports.read"]))]
    scopes: Vec<String>,
    /// Days it lives, 1 to 366.
    #[schema(example = 90)]
    days: i64,
}

/// The new token.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CreatedToken {
    /// Id.
    #[schema(example = "tok_0c1x2y3z4w5v6")]
    id: String,
    /// Send it as `Authorization: Bearer …`. Shown this once; null when the request is repeated.
    #[schema(example = "jq_0c1x2y3z4w5v6_3f9c…")]
    secret: Option<String>,
}

impl CreateTokenBody {
    fn command(self, ctx: &Ctx) -> Result<(CreateToken, String)> {
        let mut fields = Fields::new();
        let mut scopes = Vec::new();
        for (i, word) in self.scopes.iter().enumerate() {
            match Permission::parse(word) {
                Some(permission) => scopes.push(permission),
                None => fields.error(format!("scopes[{i}]"), "field.not_a_code"),
            }
        }
        let id = ctx.new_id();
        let secret = token_secret(id)?;
        let command = CreateToken {
            id,
            name: self.name.trim().to_owned(),
            scopes,
            days: self.days,
            hash: secret.hash,
        };
        fields.finish((command, secret.text))
    }
}

/// Create an API token
///
/// It acts as me in this company, within the given permissions, from the next request on.
#[utoipa::path(post, path = "/api/v1/tokens", operation_id = "create_token", tag = "tokens",
    request_body = CreateTokenBody, responses((status = 201, body = CreatedToken)))]
pub(crate) async fn create_token(call: Call, body: Body<CreateTokenBody>) -> ApiResult {
    let made = body.value.command(call.ctx()?);
    let (command, secret) = made.map_err(|e| call.fail(&e))?;
    let view = |id: jieqing_kernel::id::Id<jieqing_domain::wire::Token>| CreatedToken {
        id: id.to_string(),
        secret: None,
    };
    call.with_body(body.hash)
        .write_with_secret(StatusCode::CREATED, command, view, ("secret", secret))
        .await
}
