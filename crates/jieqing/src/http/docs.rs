//! `/api/docs`: the API's description, for people. Three small files, nothing from elsewhere.

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

const PAGE: &str = include_str!("docs/index.html");
const STYLE: &str = include_str!("docs/docs.css");
const SCRIPT: &str = include_str!("docs/docs.js");

/// The page and its files.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/api/docs", get(|| async { file("text/html", PAGE) }))
        .route(
            "/api/docs/docs.css",
            get(|| async { file("text/css", STYLE) }),
        )
        .route(
            "/api/docs/docs.js",
            get(|| async { file("text/javascript", SCRIPT) }),
        )
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, format!("{kind}; charset=utf-8")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (headers, text).into_response()
}
