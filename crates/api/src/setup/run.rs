//! `POST /setup`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jieqing_domain::admin::auth::{self, Setup, check_setup, password_errors};
use jieqing_domain::admin::{AccountingStandard, NewCompany};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Company and first user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetupBody {
    /// The token the server printed at its start.
    #[schema(example = "3f9c…")]
    token: String,
    /// Name of the company.
    #[schema(example = "杭州云栖贸易有限公司")]
    company_name: String,
    /// 统一社会信用代码.
    #[schema(example = "91330100799655058B")]
    #[serde(default)]
    uscc: String,
    /// `enterprise` (企业会计准则) or `small` (小企业会计准则).
    #[schema(example = "enterprise")]
    accounting_standard: String,
    /// Login of the first user.
    #[schema(example = "admin")]
    login: String,
    /// Name of the first user.
    #[schema(example = "王芳")]
    name: String,
    /// Password: 8 to 256 characters, not a common one, not the login.
    #[schema(example = "correct horse battery staple")]
    password: String,
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetupDone {
    /// The company.
    #[schema(example = "com_0c1x2y3z4w5v6")]
    company_id: String,
    /// The first user: administrator with the business roles of a small firm.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    user_id: String,
}

impl SetupBody {
    /// The command without its password hash, and the password.
    fn command(self, request_id: String) -> Result<(Setup, String)> {
        let mut fields = Fields::new();
        let parsed = AccountingStandard::parse(&self.accounting_standard);
        let company = NewCompany {
            code: "01".to_owned(),
            name: self.company_name.trim().to_owned(),
            uscc: fields.own_tax_id("uscc", &self.uscc),
            currency: Currency::CNY,
            standard: fields.word(
                "accounting_standard",
                parsed,
                AccountingStandard::Enterprise,
            ),
            utc_offset_minutes: 480,
        };
        fields.extend(password_errors("password", &self.login, &self.password));
        let setup = Setup {
            token: self.token,
            company,
            login: self.login,
            name: self.name.trim().to_owned(),
            password_hash: String::new(),
            request_id,
        };
        fields.finish((setup, self.password))
    }
}

/// Set the product up
///
/// Founds the company and makes the first user. Works once, with the token of this start.
#[utoipa::path(post, path = "/api/v1/setup", operation_id = "run_setup", tag = "setup",
    request_body = SetupBody, responses((status = 201, body = SetupDone)))]
pub(crate) async fn run_setup(call: Call, body: Body<SetupBody>) -> ApiResult {
    let fail = |e: Error| call.fail(&e);
    let jieqing = call.state.jieqing.clone();
    let command = body.value.command(call.teller.request_id.clone());
    let (mut setup, password) = command.map_err(fail)?;
    let (token, now) = (setup.token.clone(), jieqing.clock.now());
    let known = jieqing
        .db
        .read_async(move |tx| check_setup(tx, &token, now))
        .await;
    known.map_err(fail)?;
    let hash = call.hash_work(move |hasher| hasher.hash(&password)).await?;
    setup.password_hash = hash.map_err(fail)?;
    let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
    let made = jieqing
        .db
        .write_async(move |tx| auth::run_setup(tx, &clock, &ids, &setup))
        .await;
    let (ctx, user) = made.map_err(fail)?;
    let done = SetupDone {
        company_id: ctx.company.to_string(),
        user_id: user.to_string(),
    };
    Ok((StatusCode::CREATED, axum::Json(done)).into_response())
}
