//! What every request passes: names, encodings, limits, time. The handler itself runs detached, so
//! that a client that hangs up cancels nothing.

use super::body::{Allowance, Limited};
use super::metrics::Labels;
use super::{Edge, forwarded, headers, problem};
use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SMALL: Allowance = Allowance {
    bytes: 1 << 20,
    within: Duration::from_secs(30),
};
/// Files.
const LARGE: Allowance = Allowance {
    bytes: (50 << 20) + (64 << 10),
    within: Duration::from_secs(600),
};
/// A handler answers within this time after its body may have arrived.
const ANSWER: Duration = Duration::from_secs(30);

/// One that makes a file of a whole list has longer.
const ANSWER_FILE: Duration = Duration::from_secs(300);

/// Paths that take files.
const FILE_PATHS: &[&str] = &["/api/v1/attachments", "/api/v1/imports"];

/// Every request and answer of the server.
pub(super) async fn gate(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let mut response = pass(&edge, request, next).await;
    headers::protect(response.headers_mut(), edge.rules.https);
    let route = response.extensions_mut().remove::<Route>();
    let labels = Labels {
        method: method_word(&method),
        route: route.map_or_else(|| "other".into(), |r| r.0),
        status: response.status().as_u16(),
    };
    edge.metrics.request(labels, began.elapsed());
    response
}

/// Pattern of the route that answered.
#[derive(Clone)]
struct Route(Arc<str>);

/// Notes which route answers, for the metrics. Runs after routing.
pub(super) async fn note_route(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(path) = path {
        response
            .extensions_mut()
            .insert(Route(path.as_str().into()));
    }
    response
}

async fn pass(edge: &Edge, mut request: Request, next: Next) -> Response {
    if let Err((status, code)) = check(edge, &request) {
        let mut response = problem::refuse(request.headers(), status, code);
        let close = axum::http::HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
        return response;
    }
    if let Some(ConnectInfo(peer)) = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .copied()
    {
        let proxies = &edge.rules.trusted_proxies;
        let client = forwarded::client(request.headers_mut(), peer.ip(), proxies);
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::new(client, peer.port())));
    }
    let told = only_language(request.headers());
    let allowance = allowance(request.uri().path());
    let large_answer = makes_file(request.uri().path());
    if announced(request.headers()).is_some_and(|length| length > allowance.bytes) {
        return problem::refuse(&told, StatusCode::PAYLOAD_TOO_LARGE, "request.too_large");
    }
    let (parts, body) = request.into_parts();
    let (body, fault) = Limited::new(body, allowance);
    let request = Request::from_parts(parts, Body::new(body));
    let running = edge.metrics.running();
    let handler = tokio::spawn(async move {
        let response = next.run(request).await;
        drop(running);
        response
    });
    let patience = if large_answer {
        ANSWER_FILE
    } else {
        ANSWER + allowance.within.saturating_sub(SMALL.within)
    };
    match tokio::time::timeout(patience, handler).await {
        Err(_) => problem::refuse(&told, StatusCode::SERVICE_UNAVAILABLE, "request.timeout"),
        Ok(Err(panic)) => {
            tracing::error!(%panic, "a handler panicked");
            problem::refuse(&told, StatusCode::INTERNAL_SERVER_ERROR, "request.internal")
        }
        Ok(Ok(_)) if fault.too_large() => {
            problem::refuse(&told, StatusCode::PAYLOAD_TOO_LARGE, "request.too_large")
        }
        Ok(Ok(_)) if fault.too_slow() => {
            problem::refuse(&told, StatusCode::REQUEST_TIMEOUT, "request.too_slow")
        }
        Ok(Ok(response)) => response,
    }
}

type Refused = (StatusCode, &'static str);

fn check(edge: &Edge, request: &Request) -> Result<(), Refused> {
    let headers = request.headers();
    let host = (StatusCode::BAD_REQUEST, "request.host");
    if matches!(*request.method(), Method::CONNECT | Method::TRACE) {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "request.method"));
    }
    let mut named = headers.get_all(header::HOST).iter();
    match (named.next(), named.next()) {
        (Some(name), None) => {
            let name = name.to_str().map_err(|_| host)?;
            check_host(name, request, &edge.rules.hosts).ok_or(host)?;
        }
        // HTTP/1.0 knows no Host; health checks still speak it.
        (None, None) if request.version() == Version::HTTP_10 => {}
        _ => return Err(host),
    }
    let mut encoded = headers.get_all(header::CONTENT_ENCODING).iter();
    let identity = |v: &axum::http::HeaderValue| v.as_bytes().eq_ignore_ascii_case(b"identity");
    if encoded.any(|v| !identity(v)) {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.encoding"));
    }
    Ok(())
}

/// The name must be one, be the target's own when the target has one, and be among ours when we
/// have a list.
fn check_host(name: &str, request: &Request, ours: &[String]) -> Option<()> {
    let authority: axum::http::uri::Authority = name.parse().ok()?;
    if name.contains('@') || authority.host().is_empty() {
        return None;
    }
    if let Some(target) = request.uri().authority()
        && target != &authority
    {
        return None;
    }
    let known = ours.is_empty() || ours.contains(&authority.host().to_ascii_lowercase());
    known.then_some(())
}

fn allowance(path: &str) -> Allowance {
    let files = FILE_PATHS.iter().any(|prefix| path.starts_with(prefix));
    if files { LARGE } else { SMALL }
}

fn makes_file(path: &str) -> bool {
    path.ends_with(".xlsx") || path.ends_with(".pdf")
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// The headers that a problem needs, after the request is gone.
fn only_language(headers: &HeaderMap) -> HeaderMap {
    let mut kept = HeaderMap::new();
    if let Some(value) = headers.get(header::ACCEPT_LANGUAGE) {
        kept.insert(header::ACCEPT_LANGUAGE, value.clone());
    }
    kept
}

fn method_word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
