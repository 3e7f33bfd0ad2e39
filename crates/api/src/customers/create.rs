//! `POST /customers`

use super::fields::CustomerBody;
use super::view::{CustomerView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;

fn command(body: CustomerBody, base: Currency) -> Result<CreateCustomer> {
    let mut fields = Fields::new();
    body.require(&mut fields);
    let draft = body.onto(CustomerDraft::named(String::new()), base, &mut fields);
    fields.finish(CreateCustomer { draft })
}

/// Create a customer
///
/// A customer that may exist already is entered all the same, with a warning in the answer.
#[utoipa::path(post, path = "/api/v1/customers", operation_id = "create_customer", tag = "customers",
    request_body = CustomerBody, responses((status = 201, body = CustomerView)))]
pub(crate) async fn create_customer(call: Call, body: Body<CustomerBody>) -> ApiResult {
    let base = call.ctx()?.base_currency;
    let command = command(body.value, base).map_err(|e| call.fail(&e))?;
    let lang = call.teller.lang;
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, move |tx, ctx, id| {
            load(tx, ctx, &Scope::Company, id, lang)
        })
        .await
}
