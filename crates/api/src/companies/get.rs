//! `GET /company`

use super::view::{CompanyView, load};
use crate::call::{ApiResult, Call};

/// Get the company and its settings
#[utoipa::path(get, path = "/api/v1/company", operation_id = "get_company", tag = "companies",
    responses((status = 200, body = CompanyView)))]
pub(crate) async fn get_company(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| load(tx, ctx)).await
}
