//! `POST /companies`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::admin::{AccountingStandard, CreateCompany, NewCompany};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A company to be founded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateCompanyBody {
    /// Short unique code.
    #[schema(example = "02")]
    code: String,
    /// Name.
    #[schema(example = "杭州云栖进出口有限公司")]
    name: String,
    /// 统一社会信用代码.
    #[schema(example = "91330100799655058B")]
    #[serde(default)]
    uscc: String,
    /// Accounting currency; it never changes.
    #[schema(example = "CNY")]
    currency: String,
    /// `enterprise` or `small`; it never changes.
    #[schema(example = "small")]
    accounting_standard: String,
    /// Minutes east of UTC; China when absent.
    #[schema(example = 480)]
    utc_offset_minutes: Option<i32>,
}

/// The new company.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompanyCreated {
    /// Id.
    #[schema(example = "com_0c1x2y3z4w5v6")]
    id: String,
}

impl CreateCompanyBody {
    fn command(self) -> Result<CreateCompany> {
        let mut fields = Fields::new();
        let parsed = AccountingStandard::parse(&self.accounting_standard);
        let new = NewCompany {
            uscc: fields.own_tax_id("uscc", &self.uscc),
            currency: fields.currency("currency", &self.currency),
            standard: fields.word(
                "accounting_standard",
                parsed,
                AccountingStandard::Enterprise,
            ),
            utc_offset_minutes: self.utc_offset_minutes.unwrap_or(480),
            code: self.code.trim().to_owned(),
            name: self.name.trim().to_owned(),
        };
        fields.finish(CreateCompany { new })
    }
}

/// Found a company
///
/// Its founder gets there the roles they have here over the whole company.
#[utoipa::path(post, path = "/api/v1/companies", operation_id = "create_company", tag = "companies",
    request_body = CreateCompanyBody, responses((status = 201, body = CompanyCreated)))]
pub(crate) async fn create_company(call: Call, body: Body<CreateCompanyBody>) -> ApiResult {
    let command = body.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, |_, _, id| {
            Ok(CompanyCreated { id: id.to_string() })
        })
        .await
}
