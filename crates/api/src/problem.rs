//! Errors on the wire: RFC 9457 problems with a stable code, the figures, and words in the
//! caller's language. The mapping of error kinds to HTTP statuses lives here and nowhere else.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jieqing_domain::texts::{Lang, say};
use jieqing_kernel::error::{Error, FieldError};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A problem as sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank`; the `code` tells problems apart.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    pub kind: &'static str,
    /// What is wrong, in the caller's language.
    #[schema(example = "IN-202611-0007 只剩 100.00 CNY，不能核销 120.00 CNY。请减少金额")]
    pub title: String,
    /// HTTP status.
    #[schema(example = 409)]
    pub status: u16,
    /// Stable code.
    #[schema(example = "receivables.over_allocated")]
    pub code: String,
    /// The figures that were compared.
    #[schema(example = json!({"document": "IN-202611-0007", "open": "100.00 CNY", "wanted": "120.00 CNY"}))]
    pub facts: BTreeMap<String, String>,
    /// Fields that are wrong, all at once.
    pub fields: Vec<ProblemField>,
    /// Quote this to support.
    #[schema(example = "req_01j9")]
    pub request_id: String,
}

/// A field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// JSON path.
    #[schema(example = "lines[2].qty")]
    pub path: String,
    /// Stable code.
    #[schema(example = "field.required")]
    pub code: String,
    /// In the caller's language.
    #[schema(example = "必填")]
    pub message: String,
    /// Figures.
    #[schema(example = json!({}))]
    pub facts: BTreeMap<String, String>,
}

/// How an error is told: language and request id.
#[derive(Debug, Clone)]
pub struct Teller {
    /// Language.
    pub lang: Lang,
    /// Request id.
    pub request_id: String,
}

type Facts = Vec<(&'static str, String)>;

impl Teller {
    /// An error of the product.
    #[must_use]
    pub fn error(&self, error: &Error) -> Response {
        let (status, code, facts, fields): (_, &str, Facts, &[FieldError]) = match error {
            Error::Invalid(fields) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "request.invalid",
                vec![],
                fields,
            ),
            Error::Refused(refusal) => (
                StatusCode::CONFLICT,
                refusal.code,
                refusal.facts.clone(),
                &[],
            ),
            Error::NotFound => (StatusCode::NOT_FOUND, "request.not_found", vec![], &[]),
            Error::Forbidden { permission } => (
                StatusCode::FORBIDDEN,
                "request.forbidden",
                vec![("permission", (*permission).to_owned())],
                &[],
            ),
            Error::Stale { current } => (
                StatusCode::PRECONDITION_FAILED,
                "request.stale",
                vec![("current", current.to_string())],
                &[],
            ),
            Error::KeyReused => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "request.key_reused",
                vec![],
                &[],
            ),
            Error::Busy(why) => {
                tracing::warn!(request_id = %self.request_id, why, "busy");
                (StatusCode::SERVICE_UNAVAILABLE, "request.busy", vec![], &[])
            }
            Error::Bug(_) | Error::Database(_) => {
                let cause = std::error::Error::source(error).map(ToString::to_string);
                tracing::error!(request_id = %self.request_id, %error, ?cause, "internal error");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "request.internal",
                    vec![],
                    &[],
                )
            }
        };
        self.problem(status, code, facts, fields)
    }

    /// A problem of the request itself.
    #[must_use]
    pub fn refuse(&self, status: StatusCode, code: &'static str) -> Response {
        self.problem(status, code, Vec::new(), &[])
    }

    /// Too much at once: 429, to be tried again in `seconds`.
    #[must_use]
    pub fn slow_down(&self, code: &'static str, seconds: i64) -> Response {
        let facts = vec![("seconds", seconds.to_string())];
        let mut response = self.problem(StatusCode::TOO_MANY_REQUESTS, code, facts, &[]);
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        response
    }

    fn problem(
        &self,
        status: StatusCode,
        code: &str,
        facts: Facts,
        fields: &[FieldError],
    ) -> Response {
        let map = |facts: &Facts| {
            facts
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect()
        };
        let body = Problem {
            kind: "about:blank",
            title: say(self.lang, code, &facts),
            status: status.as_u16(),
            code: code.to_owned(),
            facts: map(&facts),
            fields: fields
                .iter()
                .map(|f| ProblemField {
                    path: f.path.to_string(),
                    code: f.code.to_owned(),
                    message: say(self.lang, f.code, &f.facts),
                    facts: map(&f.facts),
                })
                .collect(),
            request_id: self.request_id.clone(),
        };
        let mut response = (status, axum::Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if matches!(
            status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

jieqing_kernel::known_codes!(
    "request.invalid",
    "request.not_found",
    "request.forbidden",
    "request.stale",
    "request.key_reused",
    "request.busy",
    "request.internal",
    "request.malformed",
    "request.content_type",
    "request.too_large",
    "request.not_signed_in",
    "request.csrf",
    "request.key_missing",
    "request.key_malformed",
    "request.version_missing",
    "request.version_malformed",
    "request.cursor",
    "request.unknown_parameter",
    "request.rate_limited",
    "request.method"
);
