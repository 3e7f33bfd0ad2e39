//! `POST /bills/{id}/allocate-oldest`

use super::view::{BillBody, body};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::bills::{AllocateBill, query};
use jieqing_domain::wire;

/// Allocate a bill to the oldest debts
///
/// Uses what is open of its credit on the customer's invoices by due date; the rest stays unapplied.
#[utoipa::path(post, path = "/api/v1/bills/{id}/allocate-oldest", operation_id = "allocate_bill_oldest",
    tag = "bills", params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6")),
    responses((status = 200, body = BillBody)))]
pub(crate) async fn allocate_bill_oldest(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    call.write(StatusCode::OK, AllocateBill { id }, move |tx, ctx, _| {
        let bill = query::get(tx, ctx, &Scope::Company, id)?;
        Ok(body(bill, ctx))
    })
    .await
}
