//! First start, signing in and out, tokens: over HTTP.

use crate::support::{NOW, Reply, Server, Session, blocking};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_domain::access::Role;
use jieqing_domain::admin::auth::make_setup_token;
use serde_json::{Value, json};

async fn anonymous(server: &Server, path: &str, body: &Value) -> Reply {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    server.send(request.expect("request")).await
}

fn signed_in(reply: &Reply) -> Session {
    let cookie = reply.headers["set-cookie"].to_str().expect("cookie");
    let (pair, attributes) = cookie.split_once("; ").expect("attributes");
    assert_eq!(attributes, "Path=/; Secure; HttpOnly; SameSite=Lax");
    assert!(pair.starts_with("__Host-jq="));
    Session {
        id: reply.json()["user"]["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        cookie: pair.to_owned(),
        csrf: reply.json()["csrf"].as_str().expect("csrf").to_owned(),
    }
}

async fn set_up() -> (Server, Session) {
    let server = Server::start();
    let db = server.jieqing.db.clone();
    let token = blocking(|| db.write(|tx| make_setup_token(tx, NOW)).expect("token"));
    let body = json!({ "token": token.expect("needed"), "company_name": "云栖贸易", "uscc": "91330100799655058B",
        "accounting_standard": "small", "login": "boss", "name": "王芳", "password": "correct horse" });
    let mut weak = body.clone();
    weak["password"] = json!("12345678");
    weak["uscc"] = json!("91330100799655058C");
    let reply = anonymous(&server, "/api/v1/setup", &weak).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = reply.json()["fields"].clone();
    assert_eq!(fields[0]["code"], "taxid.checksum");
    assert_eq!(fields[1]["code"], "field.password_common");
    let reply = anonymous(&server, "/api/v1/setup", &body).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.json());
    let again = anonymous(&server, "/api/v1/setup", &body).await;
    assert_eq!(again.code(), "admin.setup_done");
    let reply = login(&server, "boss", "correct horse").await;
    assert_eq!(reply.status, StatusCode::OK);
    let session = signed_in(&reply);
    (server, session)
}

async fn login(server: &Server, login: &str, password: &str) -> Reply {
    let body = json!({ "login": login, "password": password });
    anonymous(server, "/api/v1/session", &body).await
}

#[tokio::test]
async fn from_the_first_start_to_signing_out() {
    let (server, boss) = set_up().await;
    let request = Request::get("/api/v1/setup").body(Body::empty());
    let state = server.send(request.expect("request")).await.json();
    assert_eq!(state, json!({ "needed": false }));
    let session = server.get(&boss, "/api/v1/session").await.json();
    assert_eq!(session["user"]["login"], "boss");
    assert_eq!(session["company"]["name"], "云栖贸易");
    assert_eq!(session["company"], session["companies"][0]);
    assert_eq!(
        session["roles"],
        json!(["administrator", "clerk", "finance", "sales_manager"])
    );
    assert_eq!(session["csrf"], boss.csrf);
    let out = server.delete(&boss, "/api/v1/session").await;
    assert_eq!(out.status, StatusCode::OK);
    let cleared = out.headers["set-cookie"].to_str().expect("cookie");
    assert!(cleared.ends_with("Max-Age=0"), "{cleared}");
    let gone = server.get(&boss, "/api/v1/session").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn wrong_and_unknown_look_the_same_and_are_slowed() {
    let (server, _boss) = set_up().await;
    for name in ["boss", "nobody"] {
        let mut bodies = Vec::new();
        for _ in 0..5 {
            let reply = login(&server, name, "guess guess").await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
            let mut body = reply.json();
            body["request_id"] = Value::Null;
            bodies.push(body);
        }
        assert_eq!(bodies[0]["code"], "session.wrong");
        assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
        let slowed = login(&server, name, "correct horse").await;
        assert_eq!(
            (slowed.status, slowed.code().as_str()),
            (StatusCode::TOO_MANY_REQUESTS, "session.wait")
        );
        assert_eq!(slowed.headers["retry-after"], "2");
    }
}

#[tokio::test]
async fn a_changed_password_ends_other_sessions() {
    let (server, here) = set_up().await;
    let there = signed_in(&login(&server, "boss", "correct horse").await);
    let path = "/api/v1/session/password";
    let wrong = json!({ "old_password": "x", "new_password": "battery staple" });
    assert_eq!(
        server.post(&here, path, &wrong).await.code(),
        "admin.password_wrong"
    );
    let right = json!({ "old_password": "correct horse", "new_password": "battery staple" });
    assert_eq!(
        server.post(&here, path, &right).await.status,
        StatusCode::OK
    );
    assert_eq!(
        server.get(&here, "/api/v1/session").await.status,
        StatusCode::OK
    );
    let ended = server.get(&there, "/api/v1/session").await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    let sessions = server.get(&here, "/api/v1/sessions").await.json();
    assert_eq!(sessions["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(sessions["items"][0]["current"], true);
}

#[tokio::test]
async fn a_token_is_shown_once_and_stays_in_its_limits() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let body = json!({ "name": "BI", "scopes": ["customers.read"], "days": 30 });
    let made = server
        .post_with_key(&clerk, "/api/v1/tokens", &body, "k")
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let secret = made.json()["secret"].as_str().expect("secret").to_owned();
    let again = server
        .post_with_key(&clerk, "/api/v1/tokens", &body, "k")
        .await;
    assert_eq!(again.json()["id"], made.json()["id"]);
    assert_eq!(again.json()["secret"], Value::Null);
    let bearer = |path: &str| {
        Request::get(path)
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .body(Body::empty())
            .expect("request")
    };
    assert_eq!(
        server.send(bearer("/api/v1/customers")).await.status,
        StatusCode::OK
    );
    let face = server.send(bearer("/api/v1/session")).await.json();
    assert_eq!(face["permissions"], json!(["customers.read", "self.use"]));
    let query = format!("/api/v1/customers?token={secret}");
    let request = Request::get(query).body(Body::empty()).expect("request");
    assert_eq!(server.send(request).await.status, StatusCode::UNAUTHORIZED);
    let id = made.json()["id"].as_str().expect("id").to_owned();
    let revoked = server.delete(&clerk, &format!("/api/v1/tokens/{id}")).await;
    assert_eq!(revoked.status, StatusCode::OK);
    let refused = server.send(bearer("/api/v1/customers")).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}
