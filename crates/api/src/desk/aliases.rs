//! `GET /payer-aliases`, `DELETE /payer-aliases/{id}`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::openapi::Done;
use crate::params::Params;
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::desk::{ForgetAlias, query};
use jieqing_kernel::clock::rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListPayerAliasesQuery {
    /// Only this customer.
    customer_id: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A payer's name learnt from a confirmed match.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PayerAliasBody {
    /// Id.
    #[schema(example = "pal_0c1x2y3z4w5v6")]
    id: String,
    /// As the bank writes it.
    #[schema(example = "李四")]
    payer: String,
    /// Whose it is.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// The customer's name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// The receipt that showed it.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    receipt_id: String,
    /// Its number.
    #[schema(example = "RC-202611-0001")]
    receipt_no: String,
    /// Who confirmed it; empty for the system.
    #[schema(example = "王芳")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T08:00:00Z")]
    created_at: String,
}

/// A page of names, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PayerAliasList {
    items: Vec<PayerAliasBody>,
    next_cursor: Option<String>,
}

/// List payers' names that were learnt
#[utoipa::path(get, path = "/api/v1/payer-aliases", operation_id = "list_payer_aliases", tag = "receipt-desk",
    params(ListPayerAliasesQuery), responses((status = 200, body = PayerAliasList)))]
pub(crate) async fn list_payer_aliases(
    call: Call,
    Params(query): Params<ListPayerAliasesQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let mut fields = Fields::new();
        let customer = query
            .customer_id
            .as_deref()
            .map(|t| fields.id("customer_id", t));
        let customer = fields.finish(customer)?;
        let page = query::aliases(tx, ctx, scope, customer, &paging.page()?)?;
        Ok(PayerAliasList {
            next_cursor: write_cursor(&page.next),
            items: page
                .items
                .into_iter()
                .map(|a| PayerAliasBody {
                    id: a.id.to_string(),
                    payer: a.payer,
                    customer_id: a.customer_id.to_string(),
                    customer_name: a.customer_name,
                    receipt_id: a.receipt_id.to_string(),
                    receipt_no: a.receipt_no,
                    created_by: a.created_by,
                    created_at: rfc3339(a.created_at_us),
                })
                .collect(),
        })
    })
    .await
}

/// Take a learnt payer's name away
///
/// Receipts that were given by it stay as they are.
#[utoipa::path(delete, path = "/api/v1/payer-aliases/{id}", operation_id = "forget_payer_alias",
    tag = "receipt-desk", params(("id" = String, Path, example = "pal_0c1x2y3z4w5v6")),
    responses((status = 200, description = "Removed", body = Done)))]
pub(crate) async fn forget_payer_alias(call: Call, Path(id): Path<String>) -> ApiResult {
    let command = ForgetAlias { id: call.id(&id)? };
    call.write(StatusCode::OK, command, |_, _, ()| Ok(Done {}))
        .await
}
