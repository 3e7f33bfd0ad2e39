//! `GET /customers/payers`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use jieqing_domain::customers::query::resolve_payer;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What a bank line says of its payer.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PayersQuery {
    /// Name.
    #[serde(default)]
    name: String,
    /// Account.
    #[serde(default)]
    account: String,
}

/// A customer the payer may be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PayerView {
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    id: String,
    #[schema(example = "C-1001")]
    code: String,
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// Why, the surest first: `account`, `alias`, `name`.
    #[schema(example = "alias")]
    how: &'static str,
}

/// Customers the payer may be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Payers {
    items: Vec<PayerView>,
}

/// Find the customer behind a payer
#[utoipa::path(get, path = "/api/v1/customers/payers", operation_id = "resolve_payers", tag = "customers",
    params(PayersQuery), responses((status = 200, body = Payers)))]
pub(crate) async fn resolve_payers(call: Call, Params(query): Params<PayersQuery>) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let found = resolve_payer(tx, ctx, scope, &query.name, &query.account)?;
        let view = |c: jieqing_domain::customers::query::PayerCandidate| PayerView {
            id: c.id.to_string(),
            code: c.code,
            name: c.name,
            how: c.how.as_str(),
        };
        Ok(Payers {
            items: found.into_iter().map(view).collect(),
        })
    })
    .await
}
