//! Links without an account, over HTTP (reliability.md §4.7).

use crate::support::{Reply, Server, Session};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_domain::access::Role;
use serde_json::{Value, json};

struct Sent {
    server: Server,
    clerk: Session,
    statement: String,
    link: String,
    secret: String,
}

async fn public(server: &Server, method: &str, path: &str, body: Option<&Value>) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1/public/statements/{path}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.map_or_else(Body::empty, |b| Body::from(b.to_string())));
    server.send(request.expect("request")).await
}

impl Sent {
    /// A statement of a customer of the clerk's own, with a link.
    async fn new() -> Self {
        let server = Server::start();
        let clerk = server.user("clerk", &[Role::Clerk]);
        let list = |path: &'static str| server.get(&clerk, path);
        let terms = list("/api/v1/terms").await.json()["items"][0]["id"].clone();
        let bank = list("/api/v1/bank-accounts").await.json()["items"][0]["id"].clone();
        let customer = json!({ "name": "杭州云栖贸易有限公司", "currency": "CNY", "terms_id": terms, "owner_id": clerk.id });
        let customer = server
            .post(&clerk, "/api/v1/customers", &customer)
            .await
            .json()["id"]
            .clone();
        let receipt = json!({ "customer_id": customer, "payer": "杭州云栖", "bank_account_id": bank,
            "received_on": "2026-10-20", "currency": "CNY", "amount": "5000.00" });
        let receipt = server.post(&clerk, "/api/v1/receipts", &receipt).await;
        assert_eq!(receipt.status, StatusCode::CREATED, "{}", receipt.json());
        let october = json!({ "customer_id": customer, "currency": "CNY", "from": "2026-10-01", "to": "2026-10-31" });
        let made = server
            .post(&clerk, "/api/v1/statements", &october)
            .await
            .json();
        let statement = made["id"].as_str().expect("id").to_owned();
        let path = format!("/api/v1/statements/{statement}/links");
        let asked = json!({ "recipient": "王会计", "days": 14 });
        let first = server.post_with_key(&clerk, &path, &asked, "once").await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.json());
        let again = server
            .post_with_key(&clerk, &path, &asked, "once")
            .await
            .json();
        assert_eq!(
            (&again["id"], &again["secret"]),
            (&first.json()["id"], &Value::Null),
            "shown once"
        );
        let text = |field: &str| first.json()[field].as_str().expect("text").to_owned();
        let (link, secret) = (text("id"), text("secret"));
        Self {
            server,
            clerk,
            statement,
            link,
            secret,
        }
    }

    async fn call(&self, method: &str, rest: &str, body: Option<&Value>) -> Reply {
        public(
            &self.server,
            method,
            &format!("{}{rest}", self.secret),
            body,
        )
        .await
    }

    async fn answer(&self, verdict: &str, digest: &Value, objections: Value) -> Reply {
        let body = json!({ "digest": digest, "verdict": verdict, "name": "王会计", "objections": objections });
        self.call("POST", "/answer", Some(&body)).await
    }

    async fn agreement(&self) -> Value {
        let path = format!("/api/v1/statements/{}/agreement", self.statement);
        self.server.get(&self.clerk, &path).await.json()
    }

    async fn post(&self, rest: &str, version: i64, body: &Value) -> Reply {
        let request = Request::post(format!("/api/v1/statements/{}{rest}", self.statement))
            .header(header::COOKIE, &self.clerk.cookie)
            .header("x-csrf", &self.clerk.csrf)
            .header("idempotency-key", format!("{rest}-{version}"))
            .header(header::IF_MATCH, format!("\"{version}\""))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.server.send(request.expect("request")).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_objects_and_confirms_without_an_account() {
    let s = Sent::new().await;
    let shown = s.call("GET", "", None).await;
    assert_eq!(
        (shown.status, shown.headers["cache-control"].as_bytes()),
        (StatusCode::OK, &b"no-store"[..])
    );
    let shown = shown.json();
    assert_eq!(
        (&shown["closing"], &shown["agreement"]),
        (&json!("-5000.00"), &json!("sent"))
    );
    assert!(
        !shown.to_string().contains("cus_") && !shown.to_string().contains("rcp_"),
        "no id of ours"
    );
    assert_eq!(
        s.agreement().await["agreement"],
        "sent",
        "reading changes nothing"
    );
    assert_eq!(
        s.call("POST", "/seen", None).await.json()["agreement"],
        "viewed"
    );
    assert_eq!(s.agreement().await["agreement"], "viewed");

    let digest = &shown["digest"];
    let stale = s.answer("confirm", &json!("0"), json!([])).await;
    assert_eq!(
        (stale.status, stale.code().as_str()),
        (StatusCode::CONFLICT, "statements.changed")
    );
    let wrong = s
        .answer(
            "object",
            digest,
            json!([{ "line_no": 9, "reason": "price" }, { "reason": "nonsense" }]),
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let objected = s
        .answer(
            "object",
            digest,
            json!([{ "line_no": 1, "reason": "already_paid", "their_amount": "-5100.00" }]),
        )
        .await;
    assert_eq!(objected.status, StatusCode::OK, "{}", objected.json());
    let now = s.agreement().await;
    let objection = &now["objections"][0];
    assert_eq!(
        (&objection["our_amount"], &objection["their_amount"]),
        (&json!("-5000.00"), &json!("-5100.00"))
    );
    let settle = format!(
        "/objections/{}/settle",
        objection["id"].as_str().expect("id")
    );
    let settled = s
        .post(
            &settle,
            1,
            &json!({ "accepted": true, "reply": "手续费由我方承担" }),
        )
        .await;
    assert_eq!(settled.status, StatusCode::OK, "{}", settled.json());
    assert_eq!(
        s.call("GET", "", None).await.json()["objections"][0]["reply"],
        "手续费由我方承担"
    );

    for (verdict, repeated) in [("confirm", false), ("confirm", true)] {
        let done = s.answer(verdict, digest, json!([])).await;
        assert_eq!(
            (done.status, &done.json()["repeated"]),
            (StatusCode::OK, &json!(repeated))
        );
    }
    let late = s
        .answer(
            "object",
            digest,
            json!([{ "line_no": 1, "reason": "price" }]),
        )
        .await;
    assert_eq!(
        (late.status, late.code().as_str()),
        (StatusCode::CONFLICT, "statements.already_confirmed")
    );
    let workbook = s.call("GET", "/xlsx", None).await;
    assert_eq!(
        (workbook.status, &workbook.body[..2]),
        (StatusCode::OK, &b"PK"[..])
    );
    let timeline = format!("/api/v1/timeline/statement/{}", s.statement);
    let timeline = s.server.get(&s.clerk, &timeline).await;
    assert!(
        !String::from_utf8_lossy(&timeline.body).contains(&s.secret),
        "the secret is nowhere"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_no_link_looks_the_same() {
    let s = Sent::new().await;
    let unknown = public(&s.server, "GET", &"0".repeat(64), None).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let plain = |reply: &Reply| {
        let mut body = reply.json();
        body["request_id"] = Value::Null;
        body
    };
    let changed = format!("{}0", &s.secret[..63]);
    let changed = if changed == s.secret {
        format!("{}1", &s.secret[..63])
    } else {
        changed
    };
    for bad in [
        changed,
        s.secret[..40].to_owned(),
        s.secret.to_uppercase(),
        format!("{}.", s.secret),
        format!("{}%00", s.secret),
        "shared".to_owned(),
        "0".to_owned(),
        "null".to_owned(),
        "undefined".to_owned(),
        "*".to_owned(),
        "%25".to_owned(),
        "true".to_owned(),
        s.link.clone(),
        s.statement.clone(),
        "a".repeat(4_000),
    ] {
        let got = public(&s.server, "GET", &bad, None).await;
        assert_eq!(
            (got.status, plain(&got)),
            (StatusCode::NOT_FOUND, plain(&unknown)),
            "{bad}"
        );
    }
    // The secret is no credential for staff, and a session none for links.
    let request = Request::get("/api/v1/customers")
        .header(header::AUTHORIZATION, format!("Bearer {}", s.secret));
    let got = s
        .server
        .send(request.body(Body::empty()).expect("request"))
        .await;
    assert_eq!(got.status, StatusCode::UNAUTHORIZED);
    let got = s
        .server
        .get(
            &s.clerk,
            &format!("/api/v1/public/statements/{}", s.statement),
        )
        .await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    let revoke = s
        .post(&format!("/links/{}/revoke", s.link), 1, &json!({}))
        .await;
    assert_eq!(revoke.status, StatusCode::OK, "{}", revoke.json());
    for (method, rest) in [
        ("GET", ""),
        ("POST", "/seen"),
        ("POST", "/answer"),
        ("GET", "/pdf"),
    ] {
        let gone = s.call(method, rest, None).await;
        assert_eq!(
            (gone.status, gone.code().as_str()),
            (StatusCode::GONE, "statements.link_gone")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_tried_slowly() {
    let s = Sent::new().await;
    let mut last = s.call("GET", "", None).await;
    for _ in 0..30 {
        last = s.call("GET", "", None).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.headers.contains_key(header::RETRY_AFTER));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_after_the_customer_records_no_paper() {
    let s = Sent::new().await;
    let body = json!({ "name": "王会计", "signed_on": "2026-11-20", "attachment_id": "att_0000000000001" });
    let version = s
        .server
        .get(&s.clerk, &format!("/api/v1/statements/{}", s.statement))
        .await;
    let version = version.json()["statement"]["version"]
        .as_i64()
        .expect("version");
    let own = s.post("/paper-confirmation", version, &body).await;
    assert_eq!(
        (own.status, own.code().as_str()),
        (StatusCode::CONFLICT, "statements.own_customer")
    );
}
