//! `PATCH /customers/{id}`

use super::fields::CustomerBody;
use super::view::{CustomerView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::{Permission, Scope, authorize};
use jieqing_domain::customers::ChangeCustomer;
use jieqing_domain::customers::query::get;

/// Change a customer
///
/// `If-Match` carries its version; absent fields stay as they are. Phones, addresses, contacts and
/// accounts need `customers.private`, the credit limit `customers.credit`.
#[utoipa::path(patch, path = "/api/v1/customers/{id}", operation_id = "update_customer", tag = "customers",
    params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    request_body = CustomerBody, responses((status = 200, body = CustomerView)))]
pub(crate) async fn update_customer(
    call: Call,
    Path(id): Path<String>,
    body: Body<CustomerBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    let private = body.value.is_private();
    // What another change adds between this read and the command is refused by the version.
    let now = call
        .load(move |tx, ctx, scope| {
            if private {
                authorize(tx, ctx, Permission::CustomersPrivate)?;
            }
            get(tx, ctx, scope, id)
        })
        .await?;
    let base = call.ctx()?.base_currency;
    let mut fields = Fields::new();
    let draft = body.value.onto(now.draft, base, &mut fields);
    let command = ChangeCustomer { id, version, draft };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    let lang = call.teller.lang;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |tx, ctx, id| {
            load(tx, ctx, &Scope::Company, id, lang)
        })
        .await
}
