//! From money on the account to a statement, over HTTP.

use crate::support::{Reply, Server, Session};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_domain::access::Role;
use serde_json::{Value, json};

async fn first_id(server: &Server, who: &Session, path: &str) -> String {
    let list = server.get(who, path).await.json();
    list["items"][0]["id"].as_str().expect("an id").to_owned()
}

async fn act(server: &Server, who: &Session, path: &str, version: i64, body: &Value) -> Reply {
    let request = Request::post(path)
        .header(header::COOKIE, &who.cookie)
        .header("x-csrf", &who.csrf)
        .header("idempotency-key", format!("{path}-{version}"))
        .header(header::IF_MATCH, format!("\"{version}\""))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    server.send(request.expect("request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn money_comes_in_and_is_stated() {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let finance = server.user("finance", &[Role::Finance]);
    let terms = first_id(&server, &clerk, "/api/v1/terms").await;
    let bank = first_id(&server, &clerk, "/api/v1/bank-accounts").await;
    let customer = json!({ "name": "杭州云栖贸易有限公司", "currency": "CNY", "terms_id": terms });
    let customer = server.post(&clerk, "/api/v1/customers", &customer).await;
    assert_eq!(customer.status, StatusCode::CREATED);
    let customer = customer.json()["id"].as_str().expect("id").to_owned();

    let entered = json!({
        "payer": "杭州云栖", "bank_account_id": bank, "bank_ref": "T-1", "received_on": "2026-11-20",
        "currency": "CNY", "amount": "5000.00", "fee": "10.00"
    });
    let receipt = server.post(&clerk, "/api/v1/receipts", &entered).await;
    assert_eq!(receipt.status, StatusCode::CREATED, "{}", receipt.json());
    let receipt = receipt.json();
    assert_eq!(
        (&receipt["status"], &receipt["open"]),
        (&json!("unclaimed"), &json!("5000.00"))
    );
    let twice = server.post(&clerk, "/api/v1/receipts", &entered).await;
    assert_eq!(
        (twice.status, twice.code().as_str()),
        (StatusCode::CONFLICT, "receipts.duplicate")
    );
    let body = json!({
        "bank_account_id": "bnk_x", "received_on": "2026-02-30", "currency": "CNY", "amount": "1.005"
    });
    let wrong = server.post(&clerk, "/api/v1/receipts", &body).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["fields"].as_array().map(Vec::len), Some(3));

    let waits = server.get(&clerk, "/api/v1/worklist").await.json();
    assert_eq!(waits["items"][0]["kind"], "claim_receipt");
    let path = format!(
        "/api/v1/receipts/{}/claim",
        receipt["id"].as_str().expect("id")
    );
    let claimed = act(
        &server,
        &clerk,
        &path,
        1,
        &json!({ "customer_id": customer }),
    )
    .await;
    assert_eq!(claimed.status, StatusCode::OK);
    assert_eq!(
        (&claimed.json()["status"], &claimed.json()["version"]),
        (&json!("claimed"), &json!(2))
    );
    let stale = act(
        &server,
        &clerk,
        &format!("{path}?"),
        1,
        &json!({ "customer_id": customer }),
    )
    .await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);

    let balance = server
        .get(&clerk, &format!("/api/v1/customers/{customer}/balance"))
        .await
        .json();
    assert_eq!(balance["balances"][0]["balance"], "-5000.00");
    let overview = server
        .get(&clerk, &format!("/api/v1/customers/{customer}/overview"))
        .await
        .json();
    assert_eq!(overview["receipts"][0]["total"], "5000.00");
    let aging = server
        .get(&clerk, "/api/v1/reports/aging?basis=document")
        .await
        .json();
    assert_eq!(
        (&aging["total"]["credits"], &aging["more"]),
        (&json!("-5000.00"), &json!(false))
    );
    let items = server
        .get(
            &clerk,
            &format!("/api/v1/reports/aging/items?customer_id={customer}&bucket=credits"),
        )
        .await
        .json();
    assert_eq!(items["items"][0]["document_no"], "RC-202611-0001");
    let open = server
        .get(&clerk, "/api/v1/open-items?side=credit&totals=true")
        .await
        .json();
    assert_eq!(open["items"][0]["open"], "-5000.00");
    assert_eq!(open["totals"][0]["open"], "-5000.00");
    assert_eq!(open["totals"][0]["count"], 1);
    let nothing = server
        .post(
            &clerk,
            "/api/v1/allocations/oldest-first",
            &json!({ "customer_id": customer, "currency": "CNY" }),
        )
        .await;
    assert_eq!(nothing.json()["batch_id"], Value::Null);
    let board = server
        .get(&finance, "/api/v1/reports/dashboard")
        .await
        .json();
    assert_eq!(board["kpis"][0]["value"], Value::Null, "nothing was sold");

    let trial = server
        .get(
            &finance,
            "/api/v1/ledger/trial-balance?from=2026-11&to=2026-11",
        )
        .await
        .json();
    assert_eq!(
        (&trial["balanced"], &trial["movement"]["debit"]),
        (&json!(true), &json!("10000.00"))
    );
    let tie = server.get(&finance, "/api/v1/ledger/tie-out").await.json();
    assert_eq!(
        (&tie["differences"], &tie["rows"][0]["ties"]),
        (&json!(0), &json!(true))
    );
    let entry = first_id(&server, &finance, "/api/v1/ledger/entries").await;
    let entry = server
        .get(&finance, &format!("/api/v1/ledger/entries/{entry}"))
        .await
        .json();
    assert_eq!(entry["entry"]["event"], "receipt.claimed");

    let wanted = json!({ "customer_id": customer, "currency": "CNY", "from": "2026-11-01", "to": "2026-11-24" });
    let made = server.post(&finance, "/api/v1/statements", &wanted).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().expect("id").to_owned();
    let statement = server
        .get(&finance, &format!("/api/v1/statements/{id}"))
        .await
        .json();
    assert_eq!(
        (&statement["statement"]["closing"], &statement["credits"]),
        (&json!("-5000.00"), &json!("-5000.00"))
    );
    let book = server
        .get(&finance, &format!("/api/v1/statements/{id}/xlsx"))
        .await;
    assert!(book.status == StatusCode::OK && book.body.starts_with(b"PK"));
    let no_fonts = server
        .get(&finance, &format!("/api/v1/statements/{id}/pdf"))
        .await;
    assert_eq!(no_fonts.code(), "statements.no_fonts");
    let run = server
        .post(
            &finance,
            "/api/v1/statements/run",
            &json!({ "from": "2026-11-01", "to": "2026-11-24" }),
        )
        .await
        .json();
    assert_eq!(
        (&run["made"][0]["made"], &run["none"]),
        (&json!(false), &json!([]))
    );
    let path = format!("/api/v1/statements/{id}/void");
    let void = act(&server, &finance, &path, 1, &json!({ "reason": "重做" })).await;
    assert_eq!(void.json()["statement"]["status"], "void");

    let closed = server
        .post(&finance, "/api/v1/periods/2026-11/close", &json!({}))
        .await;
    assert_eq!(closed.json()["items"][0]["status"], "closed");
    let reopened = server
        .post(
            &finance,
            "/api/v1/periods/2026-11/reopen",
            &json!({ "reason": "补录" }),
        )
        .await;
    assert_eq!(reopened.json()["items"][0]["status"], "open");
}
