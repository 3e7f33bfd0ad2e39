//! Who is signed in, as sent.

use jieqing_domain::ReadTx;
use jieqing_domain::admin::auth::own_face;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// Who is signed in, where, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    user: SessionUser,
    company: SessionCompany,
    /// Companies to switch to.
    companies: Vec<SessionCompany>,
    /// Roles in this company.
    #[schema(example = json!(["clerk"]))]
    roles: Vec<&'static str>,
    /// Permissions in this company.
    #[schema(example = json!(["orders.read", "orders.write"]))]
    permissions: Vec<&'static str>,
    /// To be sent as `X-CSRF` with every writing call.
    #[schema(example = "5f2b…")]
    csrf: String,
    /// Only the password may be changed until it is.
    #[schema(example = false)]
    must_change_password: bool,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionUser {
    /// Id.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    id: String,
    /// Login.
    #[schema(example = "wangfang")]
    login: String,
    /// Name.
    #[schema(example = "王芳")]
    name: String,
    /// `zh-CN` or `en-US`.
    #[schema(example = "zh-CN")]
    locale: String,
}

/// A company.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionCompany {
    /// Id.
    #[schema(example = "com_0c1x2y3z4w5v6")]
    id: String,
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// Accounting currency.
    #[schema(example = "CNY")]
    currency: String,
}

/// The view of the caller's session.
pub(super) fn session_view(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    csrf: String,
    must_change_password: bool,
) -> Result<SessionView> {
    let face = own_face(tx, ctx)?;
    let company = |c: &jieqing_domain::admin::CompanyChoice| SessionCompany {
        id: c.id.to_string(),
        name: c.name.clone(),
        currency: c.currency.to_string(),
    };
    let here = face.companies.iter().find(|c| c.id == ctx.company);
    Ok(SessionView {
        user: SessionUser {
            id: jieqing_kernel::id::Id::<jieqing_kernel::actor::User>::from_raw(ctx.actor.raw())
                .to_string(),
            login: face.login,
            name: face.name,
            locale: face.locale,
        },
        company: here
            .map(company)
            .ok_or(jieqing_kernel::error::Error::NotFound)?,
        companies: face.companies.iter().map(company).collect(),
        roles: face.roles.iter().map(|r| r.as_str()).collect(),
        permissions: face.permissions.iter().map(|p| p.as_str()).collect(),
        csrf,
        must_change_password,
    })
}
