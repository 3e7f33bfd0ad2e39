//! What every writing call and every list promises: keys, versions, pages, tokens.

use crate::support::business::first_id;
use crate::support::{NOW, Reply, Server, Session};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_domain::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DAY: i64 = 86_400_000_000;

async fn bearer(server: &Server, token: &str, method: &str, path: &str, body: &Value) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("idempotency-key", "by-token")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    server.send(request.expect("request")).await
}

async fn count(server: &Server, who: &Session, path: &str) -> usize {
    let list = server.get(who, path).await.json();
    list["items"].as_array().map_or(0, Vec::len)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_command_is_answered_from_its_key() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    let other = server.user("other", Role::ALL);
    let terms = first_id(&server, &all, "/api/v1/terms").await;
    let bank = first_id(&server, &all, "/api/v1/bank-accounts").await;
    let commands = [
        (
            "/api/v1/customers",
            json!({ "name": "甲公司", "currency": "CNY", "terms_id": terms }),
        ),
        (
            "/api/v1/products",
            json!({ "sku": "P1", "name": "轴承", "unit": "个", "tax_rate": "0.13", "price": "1" }),
        ),
        (
            "/api/v1/receipts",
            json!({ "payer": "甲", "bank_account_id": bank, "received_on": "2026-11-20",
                "currency": "CNY", "amount": "5.00" }),
        ),
        (
            "/api/v1/departments",
            json!({ "code": "EAST", "name": "华东区" }),
        ),
    ];
    for (path, body) in &commands {
        let before = count(&server, &all, path).await;
        let first = server.post_with_key(&all, path, body, "same").await;
        assert_eq!(first.status, StatusCode::CREATED, "{path} {}", first.json());
        assert!(!first.headers.contains_key("idempotent-replayed"), "{path}");
        let again = server.post_with_key(&all, path, body, "same").await;
        assert_eq!(
            (again.status, &again.body),
            (first.status, &first.body),
            "{path}"
        );
        assert_eq!(again.headers["idempotent-replayed"], "true", "{path}");
        let changed = json!({ "name": "乙" });
        let reused = server.post_with_key(&all, path, &changed, "same").await;
        assert_eq!(
            reused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path}: another request under the same key"
        );
        assert_eq!(count(&server, &all, path).await, before + 1, "{path}");
        let theirs = server.post_with_key(&other, path, body, "same").await;
        assert!(
            !theirs.headers.contains_key("idempotent-replayed"),
            "{path}: keys are the caller's own"
        );
    }
    for (key, code) in [
        ("", "request.key_malformed"),
        ("钥匙", "request.key_malformed"),
        ("a b", "request.key_malformed"),
    ] {
        let reply = server
            .post_with_key(&all, commands[0].0, &commands[0].1, key)
            .await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::BAD_REQUEST, code),
            "{key}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_names_the_version_it_saw() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    let terms = first_id(&server, &all, "/api/v1/terms").await;
    let customer = json!({ "name": "甲公司", "currency": "CNY", "terms_id": terms });
    let customer = server.post(&all, "/api/v1/customers", &customer).await;
    let product =
        json!({ "sku": "P1", "name": "轴承", "unit": "个", "tax_rate": "0.13", "price": "1" });
    let product = server.post(&all, "/api/v1/products", &product).await;
    for (list, made) in [("customers", customer.json()), ("products", product.json())] {
        let path = format!("/api/v1/{list}/{}", made["id"].as_str().expect("id"));
        let rename = |name: &str| json!({ "name": name });
        let first = server
            .change(&all, "PATCH", &path, "\"1\"", &rename("新名"))
            .await;
        assert_eq!(first.status, StatusCode::OK, "{path} {}", first.json());
        let stale = server
            .change(&all, "PATCH", &path, "\"1\"", &rename("旧名"))
            .await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{path}");
        assert_eq!(stale.json()["facts"]["current"], "2", "{path}");
        for malformed in ["*", "\"x\"", "\"0\"", "W/\"1\""] {
            let reply = server
                .change(&all, "PATCH", &path, malformed, &rename("x"))
                .await;
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{path} {malformed}");
        }
        let now = server.get(&all, &path).await.json();
        assert_eq!(
            (&now["name"], &now["version"]),
            (&json!("新名"), &json!(2)),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_show_each_row_once_while_rows_come() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    let terms = first_id(&server, &all, "/api/v1/terms").await;
    let enter = |code: String| {
        let body = json!({ "code": code, "name": format!("客户{code}"), "currency": "CNY",
            "terms_id": terms });
        let (server, all) = (&server, &all);
        async move {
            let reply = server.post(all, "/api/v1/customers", &body).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.json());
        }
    };
    for n in 0..7 {
        enter(format!("M{n}")).await;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut cursor = String::new();
    for round in 0..20 {
        let path = format!("/api/v1/customers?limit=2{cursor}");
        let page = server.get(&all, &path).await.json();
        for row in page["items"].as_array().expect("items") {
            *seen
                .entry(row["code"].as_str().expect("code").to_owned())
                .or_default() += 1;
        }
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
        if round < 3 {
            enter(format!("A{round}")).await;
            enter(format!("Z{round}")).await;
        }
    }
    assert!(seen.values().all(|times| *times == 1), "{seen:?}");
    for n in 0..7 {
        assert!(seen.contains_key(&format!("M{n}")), "M{n} in {seen:?}");
    }
    let wrong = server.get(&all, "/api/v1/customers?cursor=nonsense").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_what_it_names_until_it_ends() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let wanted = json!({ "name": "BI", "scopes": ["customers.read"], "days": 30 });
    let made = server.post(&clerk, "/api/v1/tokens", &wanted).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let made = made.json();
    let secret = made["secret"].as_str().expect("secret").to_owned();
    let list = server.get(&clerk, "/api/v1/tokens").await;
    let listed = String::from_utf8_lossy(&list.body).into_owned();
    assert!(!listed.contains(&secret), "a token is shown once");

    let ask = |method: &'static str, path: &'static str| {
        let (server, secret) = (&server, &secret);
        async move {
            let body = json!({ "name": "甲公司", "currency": "CNY" });
            bearer(server, secret, method, path, &body).await.status
        }
    };
    assert_eq!(ask("GET", "/api/v1/customers").await, StatusCode::OK);
    for (method, path) in [("GET", "/api/v1/orders"), ("POST", "/api/v1/customers")] {
        let status = ask(method, path).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}");
    }
    let breeding = bearer(&server, &secret, "POST", "/api/v1/tokens", &wanted).await;
    assert_eq!(breeding.status, StatusCode::FORBIDDEN);
    let wide = json!({ "name": "x", "scopes": ["users.write"], "days": 30 });
    let wide = server.post(&clerk, "/api/v1/tokens", &wide).await;
    assert_eq!(wide.status, StatusCode::CONFLICT, "no more than one has");

    server.jieqing.clock.set(NOW + 31 * DAY);
    assert_eq!(
        ask("GET", "/api/v1/customers").await,
        StatusCode::UNAUTHORIZED,
        "after its days"
    );
    server.jieqing.clock.set(NOW);
    assert_eq!(ask("GET", "/api/v1/customers").await, StatusCode::OK);
    let path = format!("/api/v1/tokens/{}", made["id"].as_str().expect("id"));
    assert_eq!(server.delete(&clerk, &path).await.status, StatusCode::OK);
    assert_eq!(
        ask("GET", "/api/v1/customers").await,
        StatusCode::UNAUTHORIZED,
        "revoked"
    );
}
