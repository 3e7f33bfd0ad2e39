//! The edge itself: guard, idempotency, strict bodies, problems.

use crate::support::Server;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_domain::access::Role;
use serde_json::json;

fn customer() -> serde_json::Value {
    json!({ "code": "C1", "name": "甲公司", "currency": "CNY", "terms_id": "trm_0000000000000" })
}

#[tokio::test]
async fn without_credentials_nothing_is_told() {
    let server = Server::start();
    let request = Request::get("/api/v1/customers")
        .body(Body::empty())
        .expect("request");
    let reply = server.send(request).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::UNAUTHORIZED, "request.not_signed_in")
    );
    assert_eq!(reply.headers["content-type"], "application/problem+json");
}

#[tokio::test]
async fn same_key_same_bytes_other_body_refused() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let first = server
        .post_with_key(&clerk, "/api/v1/customers", &customer(), "k1")
        .await;
    assert_eq!(
        first.status,
        StatusCode::CREATED,
        "{:?}",
        String::from_utf8_lossy(&first.body)
    );
    let again = server
        .post_with_key(&clerk, "/api/v1/customers", &customer(), "k1")
        .await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let mut other = customer();
    other["name"] = json!("乙公司");
    let reused = server
        .post_with_key(&clerk, "/api/v1/customers", &other, "k1")
        .await;
    assert_eq!(
        (reused.status, reused.code().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "request.key_reused")
    );
    let list = server.get(&clerk, "/api/v1/customers").await.json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_refusal_does_not_burn_its_key() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let mut bad = customer();
    bad["name"] = json!("");
    let reply = server
        .post_with_key(&clerk, "/api/v1/customers", &bad, "k")
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reply.json()["fields"][0]["path"], "name");
    let reply = server
        .post_with_key(&clerk, "/api/v1/customers", &customer(), "k")
        .await;
    assert_eq!(reply.status, StatusCode::CREATED);
}

#[tokio::test]
async fn cookies_need_the_csrf_token_and_the_same_origin() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    for (csrf, origin) in [
        ("", None),
        ("wrong", None),
        (clerk.csrf.as_str(), Some("https://evil.example")),
    ] {
        let mut request = Request::post("/api/v1/customers")
            .header(header::COOKIE, &clerk.cookie)
            .header(header::HOST, "jieqing.local")
            .header("x-csrf", csrf)
            .header("idempotency-key", "k")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let reply = server
            .send(
                request
                    .body(Body::from(customer().to_string()))
                    .expect("request"),
            )
            .await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::FORBIDDEN, "request.csrf")
        );
    }
}

#[tokio::test]
async fn bodies_are_taken_strictly() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let cases: &[(&str, &str, u16)] = &[
        ("application/json", "", 400),
        ("application/json", "{", 400),
        ("application/json", "{} {}", 400),
        ("application/json", "null", 422),
        ("application/json", "[]", 422),
        (
            "application/json",
            r#"{"name":"x","name":"y","currency":"CNY","terms_id":"t"}"#,
            422,
        ),
        (
            "application/json",
            r#"{"name":"x","currency":"CNY","terms_id":"t","is_admin":true}"#,
            422,
        ),
        (
            "application/json",
            r#"{"name":"x","currency":"cny","terms_id":"trm_0000000000000"}"#,
            422,
        ),
        (
            "application/json",
            r#"{"name":"x","currency":"CNY","terms_id":"trm_0000000000000","credit_limit":0.1}"#,
            422,
        ),
        ("text/plain", "{}", 415),
        ("application/json; charset=utf-16", "{}", 415),
    ];
    for (kind, body, status) in cases {
        let request = Request::post("/api/v1/customers")
            .header(header::COOKIE, &clerk.cookie)
            .header("x-csrf", &clerk.csrf)
            .header("idempotency-key", "k")
            .header(header::CONTENT_TYPE, *kind)
            .body(Body::from((*body).to_owned()));
        let reply = server.send(request.expect("request")).await;
        assert_eq!(reply.status.as_u16(), *status, "{kind} {body}");
    }
    let reply = server.get(&clerk, "/api/v1/customers?unknown=1").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for limit in ["0", "-1", "501", "9999999999999999999"] {
        let reply = server
            .get(&clerk, &format!("/api/v1/customers?limit={limit}"))
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{limit}");
    }
}
