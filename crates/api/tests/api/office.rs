//! Users, companies, settings, saved views, timelines and the audit, over HTTP.

use crate::support::business::first_id;
use crate::support::{Reply, Server, Session};
use axum::http::StatusCode;
use jieqing_domain::access::Role;
use serde_json::{Value, json};

async fn made(server: &Server, who: &Session, path: &str, body: Value) -> Value {
    let reply = server.post(who, path, &body).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{path} {}", reply.json());
    reply.json()
}

fn is(reply: &Reply, status: u16, code: &str) {
    assert_eq!(
        (reply.status.as_u16(), reply.code().as_str()),
        (status, code),
        "{}",
        reply.json()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_entered_changed_and_put_to_rest() {
    let server = Server::start();
    let admin = server.user("admin", &[Role::Administrator]);
    let clerk = server.user("clerk", &[Role::Clerk]);
    let department = json!({ "code": "EAST", "name": "华东区" });
    let departments = made(&server, &admin, "/api/v1/departments", department).await;
    let east = departments["items"][0]["id"].clone();
    let body = json!({ "login": "WangFang", "name": "王芳", "email": "wf@example.com",
        "roles": [{ "role": "sales", "scope": "department", "department_id": east }] });
    let user = made(&server, &admin, "/api/v1/users", body.clone()).await;
    assert!(
        user["temporary_password"]
            .as_str()
            .is_some_and(|p| p.len() > 10)
    );
    let path = format!("/api/v1/users/{}", user["id"].as_str().expect("id"));
    let seen = server.get(&admin, &path).await.json();
    assert_eq!(
        (
            &seen["login"],
            &seen["roles"][0]["department"],
            &seen["must_change_password"]
        ),
        (&json!("wangfang"), &json!("华东区"), &json!(true))
    );
    let twice = server.post(&admin, "/api/v1/users", &body).await;
    assert!(twice.status.is_client_error(), "a login is one person's");
    let nowhere = json!({ "login": "x1", "name": "x",
        "roles": [{ "role": "sales", "scope": "department" }, { "role": "king", "scope": "own" }] });
    let wrong = server.post(&admin, "/api/v1/users", &nowhere).await;
    is(&wrong, 422, "request.invalid");
    assert_eq!(wrong.json()["fields"].as_array().map(Vec::len), Some(2));

    let renamed = server
        .change(
            &admin,
            "PATCH",
            &path,
            "\"1\"",
            &json!({ "name": "王芳芳" }),
        )
        .await;
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.json());
    let stale = server
        .change(&admin, "PATCH", &path, "\"1\"", &json!({ "name": "x" }))
        .await;
    is(&stale, 412, "request.stale");
    let listed = server.get(&admin, "/api/v1/users").await.json();
    let names = listed["items"].to_string();
    assert!(
        names.contains("王芳芳") && !names.contains("password_hash"),
        "{names}"
    );
    let denied = server.get(&clerk, "/api/v1/users").await;
    is(&denied, 403, "request.forbidden");
    assert_eq!(denied.json()["facts"]["permission"], "users.read");
    let log = server.get(&admin, "/api/v1/access-log").await.json();
    assert!(log["items"].to_string().contains("users.read"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_to_a_document_is_told_to_its_readers() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    let auditor = server.user("auditor", &[Role::Auditor]);
    let admin = server.user("admin", &[Role::Administrator]);
    let terms = first_id(&server, &all, "/api/v1/terms").await;
    let customer = json!({ "name": "甲公司", "currency": "CNY", "terms_id": terms });
    let customer = made(&server, &all, "/api/v1/customers", customer).await;
    let id = customer["id"].as_str().expect("id");
    let path = format!("/api/v1/customers/{id}");
    let renamed = server
        .change(&all, "PATCH", &path, "\"1\"", &json!({ "name": "乙公司" }))
        .await;
    assert_eq!(renamed.status, StatusCode::OK);
    let timeline = format!("/api/v1/timeline?subject={id}");
    let told = server.get(&auditor, &timeline).await.json();
    let items = told["items"].as_array().expect("items");
    assert_eq!(items.len(), 2, "{told}");
    let newest = &items[0];
    assert_eq!(newest["actor"]["name"], "all");
    assert!(newest["changes"].to_string().contains("乙公司"), "{newest}");
    let page = server
        .get(&auditor, &format!("{timeline}&limit=1"))
        .await
        .json();
    let next = page["next_cursor"].as_str().expect("more");
    let rest = server
        .get(&auditor, &format!("{timeline}&limit=1&cursor={next}"))
        .await
        .json();
    assert_eq!(rest["items"][0]["seq"], items[1]["seq"]);
    // The administrator may not see customers.
    let denied = server.get(&admin, &timeline).await;
    is(&denied, 404, "request.not_found");
    let audit = format!("/api/v1/audit?subject={id}");
    let audited = server.get(&auditor, &audit).await.json();
    assert_eq!(
        audited["items"].as_array().map(Vec::len),
        Some(2),
        "{audited}"
    );
    let nothing = server
        .get(&auditor, "/api/v1/audit?kind=customer.nonsense")
        .await
        .json();
    assert_eq!(nothing["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn views_are_mine_or_shared() {
    let server = Server::start();
    let mine = server.user("mine", &[Role::Clerk]);
    let other = server.user("other", &[Role::Clerk]);
    let view = |name: &str, shared: bool| {
        json!({ "list": "orders", "name": name, "query": { "status": "submitted" },
            "shared": shared })
    };
    let path = "/api/v1/saved-views";
    let own = made(&server, &mine, path, view("待我确认", false)).await;
    let shared = made(&server, &mine, path, view("大家的", true)).await;
    let list = server
        .get(&other, &format!("{path}?list=orders"))
        .await
        .json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
    assert_eq!(
        (&list["items"][0]["id"], &list["items"][0]["mine"]),
        (&shared["id"], &json!(false))
    );
    for view in [&own, &shared] {
        let path = format!("{path}/{}", view["id"].as_str().expect("id"));
        let theirs = server.delete(&other, &path).await;
        assert!(theirs.status.is_client_error(), "{}", theirs.status);
        let gone = server.delete(&mine, &path).await;
        assert_eq!((gone.status, gone.json()), (StatusCode::OK, json!({})));
        is(&server.delete(&mine, &path).await, 404, "request.not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_set_by_those_who_keep_them() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    let sales = server.user("sales", &[Role::Sales]);
    let terms = json!({ "code": "NET17", "name": "17天", "rule": "net 17" });
    let denied = server.post(&sales, "/api/v1/terms", &terms).await;
    is(&denied, 403, "request.forbidden");
    let wrong = json!({ "code": "BAD", "name": "x", "rule": "whenever" });
    let wrong = server.post(&all, "/api/v1/terms", &wrong).await;
    assert_eq!(
        wrong.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        wrong.json()
    );
    let bank = json!({ "code": "USD1", "name": "美元户", "currency": "USD", "method": "bank" });
    let bank = server.post(&all, "/api/v1/bank-accounts", &bank).await;
    assert_eq!(bank.status, StatusCode::CREATED, "{}", bank.json());
    let odd = json!({ "code": "X", "name": "x", "currency": "usd", "method": "purse" });
    let odd = server.post(&all, "/api/v1/bank-accounts", &odd).await;
    is(&odd, 422, "request.invalid");
    assert_eq!(odd.json()["fields"][0]["path"], "currency");
    let company = server.get(&all, "/api/v1/company").await.json();
    let version = format!("\"{}\"", company["version"]);
    let named = json!({ "name": "新名公司" });
    let named = server
        .change(&all, "PATCH", "/api/v1/company", &version, &named)
        .await;
    assert_eq!(named.json()["name"], "新名公司");
    let stale = server
        .change(
            &all,
            "PATCH",
            "/api/v1/company",
            &version,
            &json!({ "name": "x" }),
        )
        .await;
    is(&stale, 412, "request.stale");
    let second = json!({ "code": "B", "name": "乙公司", "currency": "CNY",
        "accounting_standard": "enterprise" });
    let second = server.post(&all, "/api/v1/companies", &second).await;
    assert_eq!(second.status, StatusCode::CREATED, "{}", second.json());
    assert!(
        first_id(&server, &all, "/api/v1/companies")
            .await
            .starts_with("com_")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_bank_account_is_told_at_once() {
    let server = Server::start();
    let finance = server.user("finance", &[Role::Finance]);
    let body = json!({ "code": "", "name": " ", "bank": "x".repeat(101), "currency": "XXX", "method": "gold" });
    let reply = server.post(&finance, "/api/v1/bank-accounts", &body).await;
    is(&reply, 422, "request.invalid");
    let told = reply.json();
    let fields = told["fields"].as_array().expect("fields").iter();
    let paths: Vec<_> = fields.map(|f| f["path"].as_str().expect("path")).collect();
    assert_eq!(paths, ["currency", "code", "name", "bank", "method"]);
}
