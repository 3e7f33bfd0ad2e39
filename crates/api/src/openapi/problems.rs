//! The problems every operation can answer with, described once.

use crate::registry::Policy;
use jieqing_domain::texts::{Lang, say};
use serde_json::json;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Status, name in the document, meaning, and a code it comes with.
const PROBLEMS: [(u16, &str, &str, &str); 12] = [
    (
        400,
        "Malformed",
        "Malformed request",
        "request.key_malformed",
    ),
    (401, "NotSignedIn", "Not signed in", "request.not_signed_in"),
    (403, "NotAllowed", "Not allowed", "request.csrf"),
    (
        404,
        "Unknown",
        "Unknown, or not yours to know",
        "request.not_found",
    ),
    (
        409,
        "Refused",
        "A business rule refuses; `code` and `facts` say why",
        "jobs.not_over",
    ),
    (
        412,
        "Stale",
        "Somebody else changed the document",
        "request.stale",
    ),
    (413, "TooLarge", "Body too large", "request.too_large"),
    (
        415,
        "WrongType",
        "Content type or encoding not taken",
        "request.content_type",
    ),
    (422, "Invalid", "Fields are invalid", "request.invalid"),
    (
        428,
        "VersionMissing",
        "If-Match is missing",
        "request.version_missing",
    ),
    (429, "TooMany", "Too many requests", "request.rate_limited"),
    (503, "Busy", "Try again later", "request.busy"),
];

/// The responses that operations refer to.
pub(super) fn all() -> impl Iterator<Item = (String, RefOr<Response>)> {
    PROBLEMS.into_iter().map(|(status, name, why, code)| {
        let facts = match status {
            412 => vec![("current", "4".to_owned())],
            _ => Vec::new(),
        };
        let fields = match status {
            422 => {
                json!([{ "path": "lines[2].qty", "code": "field.required",
                "message": say(Lang::Zh, "field.required", &Vec::new()), "facts": {} }])
            }
            _ => json!([]),
        };
        let shown: serde_json::Map<_, _> = facts
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)))
            .collect();
        let example = json!({ "type": "about:blank", "title": say(Lang::Zh, code, &facts),
            "status": status, "code": code, "facts": shown, "fields": fields, "request_id": "req_01j9" });
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .example(Some(example))
            .build();
        let response = ResponseBuilder::new()
            .description(why)
            .content("application/problem+json", content);
        (name.to_owned(), response.build().into())
    })
}

/// Adds them to an operation; what it says itself about a status stays.
pub(crate) fn refer(operation: &mut Operation, policy: Policy) {
    let public = matches!(policy, Policy::Public(_) | Policy::Link);
    for (status, name, ..) in PROBLEMS {
        if public && matches!(status, 401 | 403) {
            continue;
        }
        let responses = &mut operation.responses.responses;
        responses
            .entry(status.to_string())
            .or_insert_with(|| Ref::from_response_name(name).into());
    }
}
