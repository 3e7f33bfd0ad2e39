//! The OpenAPI document around the paths.

use crate::problem::Problem;
use crate::registry::{Policy, Registry};
use axum::Json;
use utoipa::OpenApi as _;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, ResponseBuilder};
use utoipa_axum::routes;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "结清 Jieqing API", version = "1", license(name = "MIT OR Apache-2.0"),
         description = "Sales settlement: orders, deliveries, invoices, receipts, allocation, statements, ledger.\n\nAmounts, quantities, prices and rates are decimal strings; dates are YYYY-MM-DD; instants RFC 3339 in UTC. Every writing call takes `Idempotency-Key`; changes of a document take `If-Match` with its version. Errors are RFC 9457 problems with a stable `code`."),
    components(schemas(Problem)),
    servers((url = "/", description = "this server"))
)]
struct Base;

/// The document without paths.
#[must_use]
pub(crate) fn base() -> OpenApi {
    let mut document = Base::openapi();
    let components = document.components.get_or_insert_default();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-jq")));
    components.add_security_scheme("session", cookie);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("token", bearer);
    document
}

/// The whole document.
#[must_use]
pub fn document() -> OpenApi {
    crate::registry().document()
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
async fn get_openapi() -> Json<OpenApi> {
    Json(document())
}

/// The problems every operation can answer with.
pub(crate) fn add_problem_responses(operation: &mut Operation, policy: Policy) {
    let mut statuses = vec![
        ("400", "Malformed request"),
        ("404", "Unknown, or not yours to know"),
        ("409", "A business rule refuses; `code` and `facts` say why"),
        ("412", "Somebody else changed the document"),
        ("413", "Body too large"),
        ("415", "Content type or encoding not taken"),
        ("422", "Fields are invalid"),
        ("428", "If-Match is missing"),
        ("429", "Too many requests"),
        ("503", "Try again later"),
    ];
    if matches!(policy, Policy::Needs(_)) {
        statuses.extend([("401", "Not signed in"), ("403", "Not allowed")]);
    }
    for (status, why) in statuses {
        let problem = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .build();
        let response = ResponseBuilder::new()
            .description(why)
            .content("application/problem+json", problem);
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| response.build().into());
    }
}
