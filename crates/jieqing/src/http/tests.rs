//! The gate around a router, in process.

use super::{Edge, Metrics, Rules, app};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use http_body_util::BodyExt;
use jieqing_db::testkit::TestDb;
use jieqing_db::{DbError, schema_version};
use std::sync::Arc;
use tower::ServiceExt;

struct Server {
    app: Router,
    _db: TestDb,
}

fn server(rules: Rules) -> Server {
    // The database layer blocks, and these tests run on a runtime.
    std::thread::spawn(move || build(rules)).join().unwrap()
}

fn build(rules: Rules) -> Server {
    let db = TestDb::sqlite().unwrap();
    let schema = db.db.read(schema_version).map_err(|e: DbError| e).unwrap();
    let edge = Arc::new(Edge {
        db: db.db.clone(),
        metrics: Arc::new(Metrics::default()),
        rules,
        schema,
    });
    let api = Router::new()
        .route(
            "/api/v1/echo",
            post(|body: String| async move { body.len().to_string() }),
        )
        .route(
            "/api/v1/attachments",
            post(|body: axum::body::Bytes| async move { body.len().to_string() }),
        )
        .route("/api/v1/panic", get(|| async { panics() }));
    Server {
        app: app(&edge, api),
        _db: db,
    }
}

fn panics() -> &'static str {
    panic!("a handler's mistake")
}

impl Server {
    async fn send(&self, request: Request) -> Response {
        self.app.clone().oneshot(request).await.unwrap()
    }
    async fn get(&self, path: &str) -> Response {
        self.send(ask(Method::GET, path, Body::empty())).await
    }
}

fn ask(method: Method, path: &str, body: Body) -> Request {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "jieqing.example")
        .body(body)
        .unwrap()
}

async fn text(response: Response) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_security_headers() {
    let server = server(Rules {
        https: true,
        ..Rules::default()
    });
    for path in [
        "/healthz",
        "/api/v1/nothing",
        "/",
        "/orders",
        "/api/v1/echo",
        "/api/docs",
    ] {
        let response = server.get(path).await;
        let header = |name: &str| {
            let value = response.headers().get(name);
            value
                .unwrap_or_else(|| panic!("{path}: {name}"))
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert!(header("strict-transport-security").contains("max-age=31536000"));
        let policy = header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_paths_are_problems_and_screens_are_screens() {
    let server = server(Rules::default());
    let response = server.get("/api/v1/nothing").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(text(response).await.contains("request.not_found"));
    let response = server
        .send(ask(Method::POST, "/orders", Body::empty()))
        .await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let response = server
        .send(ask(Method::DELETE, "/api/v1/echo", Body::empty()))
        .await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_have_limits_by_path() {
    let server = server(Rules::default());
    let send = |path: &'static str, size: usize| {
        server.send(ask(Method::POST, path, Body::from(vec![b'x'; size])))
    };
    assert_eq!(text(send("/api/v1/echo", 1 << 20).await).await, "1048576");
    let response = send("/api/v1/echo", (1 << 20) + 1).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(response).await.contains("request.too_large"));
    assert_eq!(
        send("/api/v1/attachments", 2 << 20).await.status(),
        StatusCode::OK
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_a_problem_without_words_of_the_program() {
    let server = server(Rules::default());
    let response = server.get("/api/v1/panic").await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = text(response).await;
    assert!(
        body.contains("request.internal") && !body.contains("mistake"),
        "{body}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_our_names_are_answered_when_there_is_a_list() {
    let server = server(Rules {
        hosts: vec!["books.example".to_owned()],
        ..Rules::default()
    });
    assert_eq!(
        server.get("/healthz").await.status(),
        StatusCode::BAD_REQUEST
    );
    let mut request = ask(Method::GET, "/healthz", Body::empty());
    request
        .headers_mut()
        .insert(header::HOST, "Books.Example:8080".parse().unwrap());
    assert_eq!(server.send(request).await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_metrics() {
    let server = server(Rules::default());
    assert!(
        text(server.get("/readyz").await)
            .await
            .contains("\"ready\"")
    );
    let series = "route=\"/readyz\",status=\"200\"";
    assert!(text(server.get("/metrics").await).await.contains(series));
}
