//! The screens: files of the web build, inside the binary.
//!
//! Files under `assets/` have their digest in their names and are kept by browsers for ever; the
//! rest is asked for again each time. Compressed forms are made by the web build and chosen here.

use super::problem;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

const START: &str = "index.html";
/// The page a customer's link opens, under `/c/`.
const LINK: &str = "confirm.html";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Answers whatever no route answered: a file, the start page for addresses of screens, else 404.
pub(super) async fn serve(request: Request) -> Response {
    let unknown = || {
        problem::refuse(
            request.headers(),
            StatusCode::NOT_FOUND,
            "request.not_found",
        )
    };
    let path = request.uri().path();
    if !clean(path) || is_api(path) {
        return unknown();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return unknown();
    }
    let name = path.trim_start_matches('/');
    let compressed = name.ends_with(".br") || name.ends_with(".gz");
    if !name.is_empty()
        && !compressed
        && let Some(response) = file(name, request.headers())
    {
        return response;
    }
    // A missing file is missing; only addresses without an ending are screens.
    if name
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
    {
        return unknown();
    }
    let page = if path.starts_with("/c/") { LINK } else { START };
    file(page, request.headers()).unwrap_or_else(not_built)
}

/// Addresses are written plainly: nothing encoded, empty or dotted.
fn clean(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
    path.starts_with('/')
        && path.chars().all(plain)
        && !path.contains("//")
        && !path.split('/').any(|part| part == "." || part == "..")
}

fn is_api(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or("");
    first.eq_ignore_ascii_case("api")
}

fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let plain = Dist::get(name)?;
    let tag = format!("\"{}\"", hex(&plain.metadata.sha256_hash()));
    let caching = if name.starts_with("assets/") {
        FOR_EVER
    } else {
        ASK_AGAIN
    };
    let common = [
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
        (header::ETAG, HeaderValue::from_str(&tag).ok()?),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    let known = headers.get_all(header::IF_NONE_MATCH);
    if known.iter().any(|v| v.as_bytes() == tag.as_bytes()) {
        return Some((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let (encoding, file) = best(name, plain, headers);
    let mut response = (common, file.data).into_response();
    let kind = HeaderValue::from_static(media_type(name));
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Some(encoding) = encoding {
        let encoding = HeaderValue::from_static(encoding);
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, encoding);
    }
    Some(response)
}

/// The smallest form that the client takes.
fn best(
    name: &str,
    plain: EmbeddedFile,
    headers: &HeaderMap,
) -> (Option<&'static str>, EmbeddedFile) {
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, encoding)
            && let Some(file) = Dist::get(&format!("{name}.{ending}"))
        {
            return (Some(encoding), file);
        }
    }
    (None, plain)
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let listed = headers.get_all(header::ACCEPT_ENCODING);
    listed
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|word| {
            let mut parts = word.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|n| n.eq_ignore_ascii_case(encoding));
            named && !parts.any(|p| matches!(p, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(16).map(|b| format!("{b:02x}")).collect()
}

fn not_built() -> Response {
    let text = "This server was built without its screens. Build them with `make run`; the API answers under /api/v1.\n";
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::NOT_FOUND, kind, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_are_screens() {
        for path in [
            "/",
            "/orders",
            "/orders/ord_0c1x",
            "/assets/a-1_B.js",
            "/favicon.svg",
        ] {
            assert!(clean(path) && !is_api(path), "{path}");
        }
        for path in [
            "//api/v1", "/%2e/api", "/api;x=1", "/a/../b", "/./api", "/a\\b", "/a b",
        ] {
            assert!(!clean(path), "{path}");
        }
        for path in ["/api", "/API/v1/customers", "/api/v2"] {
            assert!(is_api(path), "{path}");
        }
    }

    #[test]
    fn encodings_are_chosen_by_what_is_accepted() {
        let given = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, text.parse().unwrap());
            (accepts(&headers, "br"), accepts(&headers, "gzip"))
        };
        assert_eq!(given("gzip, deflate, br"), (true, true));
        assert_eq!(given("gzip;q=0.5, br;q=0"), (false, true));
        assert_eq!(given("identity"), (false, false));
    }
}
