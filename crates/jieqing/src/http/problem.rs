//! Problems that the server itself answers with, in the form of the API's.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use jieqing_api::Teller;
use jieqing_domain::texts::Lang;

jieqing_kernel::known_codes!(
    "request.host",
    "request.encoding",
    "request.too_slow",
    "request.timeout",
    "request.stopping",
);

/// Who tells a problem before the API has looked at the request.
pub(super) fn teller(headers: &HeaderMap) -> Teller {
    let wanted = headers.get(header::ACCEPT_LANGUAGE);
    let english = wanted
        .and_then(|v| v.to_str().ok())
        .and_then(|text| text.trim_start().get(..2))
        .is_some_and(|word| word.eq_ignore_ascii_case("en"));
    Teller {
        lang: if english { Lang::En } else { Lang::Zh },
        request_id: String::new(),
    }
}

/// A problem in the caller's language.
pub(super) fn refuse(headers: &HeaderMap, status: StatusCode, code: &'static str) -> Response {
    teller(headers).refuse(status, code)
}

/// A known path with another method.
pub(super) async fn method_not_allowed(request: Request) -> Response {
    refuse(
        request.headers(),
        StatusCode::METHOD_NOT_ALLOWED,
        "request.method",
    )
}
