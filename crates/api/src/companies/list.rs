//! `GET /companies`

use crate::call::{ApiResult, Call};
use jieqing_domain::admin::CompanyChoice;
use jieqing_domain::admin::auth::own_face;
use serde::Serialize;
use utoipa::ToSchema;

/// A company to work in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompanyItem {
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

/// Companies to work in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompanyList {
    items: Vec<CompanyItem>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// List the companies I work in
#[utoipa::path(get, path = "/api/v1/companies", operation_id = "list_companies", tag = "companies",
    responses((status = 200, body = CompanyList)))]
pub(crate) async fn list_companies(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let view = |c: CompanyChoice| CompanyItem {
            id: c.id.to_string(),
            name: c.name,
            currency: c.currency.to_string(),
        };
        Ok(CompanyList {
            items: own_face(tx, ctx)?.companies.into_iter().map(view).collect(),
            next_cursor: None,
        })
    })
    .await
}
