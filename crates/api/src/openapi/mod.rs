//! The OpenAPI document around the paths.

mod examples;
mod problems;

pub(crate) use examples::add as add_examples;
pub(crate) use problems::refer as add_problem_responses;

use crate::problem::Problem;
use crate::registry::{Policy, Registry};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::OnceLock;
use utoipa::OpenApi as _;
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::routes;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "结清 Jieqing API", version = "1", license(name = "MIT OR Apache-2.0"),
         description = "Sales settlement: orders, deliveries, invoices, receipts, allocation, statements, ledger.\n\nAmounts, quantities, prices and rates are decimal strings; dates are YYYY-MM-DD; instants RFC 3339 in UTC. Every writing call takes `Idempotency-Key`; changes of a document take `If-Match` with its version. Errors are RFC 9457 problems with a stable `code`."),
    components(schemas(Problem, Done)),
    servers((url = "/", description = "this server"))
)]
struct Base;

/// Done; there is nothing to say.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({}))]
pub(crate) struct Done {}

/// The document without paths.
#[must_use]
pub(crate) fn base() -> OpenApi {
    let mut document = Base::openapi();
    let components = document.components.get_or_insert_default();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-jq")));
    components.add_security_scheme("session", cookie);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("token", bearer);
    components.responses.extend(problems::all());
    document
}

/// The whole document.
#[must_use]
pub fn document() -> OpenApi {
    crate::registry().document()
}

/// The whole document as it is checked in: `openapi.json`.
///
/// # Errors
/// Never for the document of this crate: it is plain JSON.
pub fn text() -> serde_json::Result<String> {
    serde_json::to_string_pretty(&document()).map(|text| text + "\n")
}

pub(crate) fn routes(registry: Registry) -> Registry {
    registry.route(
        Policy::Public("describes the API, holds no data"),
        routes!(get_openapi),
    )
}

/// Describe the API
///
/// This document, as OpenAPI 3.1. `/api/docs` shows it to people.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "get_openapi", tag = "system",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value, example = json!({"openapi": "3.1.0"}))))]
async fn get_openapi() -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(|| text().unwrap_or_default());
    ([(header::CONTENT_TYPE, "application/json")], text.as_str()).into_response()
}
