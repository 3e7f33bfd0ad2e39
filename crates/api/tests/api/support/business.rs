//! One customer's business from order to statement, with a mark in every text that can carry one.

use super::{Server, Session};
use serde_json::{Value, json};

/// What was made, and the mark it carries.
pub(crate) struct Business {
    /// In names and texts.
    pub(crate) mark: String,
    /// The documents of one owner: customer, order, delivery, invoice, receipt, statement.
    pub(crate) documents: Vec<String>,
    /// What is inside of them or hangs on them: lines, open items, an allocation, a dispute, a return.
    pub(crate) parts: Vec<String>,
}

async fn done(server: &Server, who: &Session, step: &str, body: Value) -> Value {
    let (method, path) = step.split_once(' ').expect("method and path");
    let path = format!("/api/v1{path}");
    let reply = server.change(who, method, &path, "\"1\"", &body).await;
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    assert!(reply.status.is_success(), "{step}: {} {text}", reply.status);
    reply.json()
}

pub(crate) async fn first_id(server: &Server, who: &Session, path: &str) -> String {
    let list = server.get(who, path).await.json();
    text(&list["items"][0]["id"])
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// Made by `who`, who may do everything in the company; the customer belongs to `owner`.
pub(crate) async fn business(
    server: &Server,
    who: &Session,
    mark: &str,
    owner: &Session,
) -> Business {
    business_in(server, who, mark, owner, &Value::Null).await
}

/// [`business`] of a customer of `department`.
pub(crate) async fn business_in(
    server: &Server,
    who: &Session,
    mark: &str,
    owner: &Session,
    department: &Value,
) -> Business {
    let step = |step: String, body: Value| async move { done(server, who, &step, body).await };
    let terms = first_id(server, who, "/api/v1/terms").await;
    let bank = first_id(server, who, "/api/v1/bank-accounts").await;
    let sku = format!("SKU-{mark}");
    let product =
        json!({ "sku": sku, "name": "轴承", "unit": "个", "tax_rate": "0.13", "price": "113" });
    step("POST /products".into(), product).await;
    let customer = json!({ "name": format!("{mark}客户"), "currency": "CNY", "terms_id": terms,
        "tax_id": "91330100799655058B", "owner_id": owner.id, "note": mark,
        "department_id": department });
    let customer = text(&step("POST /customers".into(), customer).await["id"]);
    let order = json!({ "order": { "customer_id": customer, "ordered_on": "2026-11-24",
        "currency": "CNY", "customer_po": format!("PO-{mark}"),
        "lines": [{ "sku": sku, "qty": "10", "price": "113" }] } });
    let order = text(&step("POST /orders".into(), order).await["id"]);
    step(format!("POST /orders/{order}/submit"), json!({})).await;
    let path = format!("/api/v1/orders/{order}/confirm");
    let confirmed = server.change(who, "POST", &path, "\"2\"", &json!({})).await;
    assert!(confirmed.status.is_success(), "{}", confirmed.json());
    let delivery = json!({ "order_id": order, "dispatched_on": "2026-11-24", "carrier": mark });
    let delivery = text(&step("POST /deliveries".into(), delivery).await["id"]);
    let signed = step(format!("POST /deliveries/{delivery}/sign"), json!({})).await;
    let lines = json!({ "lines": [{ "delivery_line_id": signed["lines"][0]["id"] }] });
    let invoice = text(&step("POST /invoices".into(), lines).await["id"]);
    step(format!("POST /invoices/{invoice}/issue"), json!({})).await;
    let receipt = json!({ "customer_id": customer, "payer": format!("{mark}付款"),
        "bank_account_id": bank, "bank_ref": format!("T-{mark}"), "received_on": "2026-11-24",
        "currency": "CNY", "amount": "500.00" });
    let receipt = text(&step("POST /receipts".into(), receipt).await["id"]);
    let oldest = json!({ "customer_id": customer, "currency": "CNY" });
    let batch = step("POST /allocations/oldest-first".into(), oldest).await;
    let items = format!("/api/v1/open-items?customer_id={customer}&kind=invoice");
    let item = first_id(server, who, &items).await;
    let dispute =
        json!({ "currency": "CNY", "amount": "30.00", "reason": "quality", "note": mark });
    let dispute = step(format!("POST /open-items/{item}/disputes"), dispute).await;
    let goods = json!({ "lines": [{ "delivery_line_id": signed["lines"][0]["id"], "qty": "1" }],
        "reason": mark, "note": mark });
    let goods = step("POST /returns".into(), goods).await;
    let parts = [
        &signed["lines"][0]["id"],
        &signed["lines"][0]["order_line_id"],
        &batch["batch_id"],
        &dispute["id"],
        &goods["id"],
    ];
    let parts = parts.map(text).into_iter().chain([item]).collect();
    let statement = json!({ "customer_id": customer, "currency": "CNY",
        "from": "2026-11-01", "to": "2026-11-24" });
    let statement = text(&step("POST /statements".into(), statement).await["id"]);
    Business {
        mark: mark.to_owned(),
        documents: vec![customer, order, delivery, invoice, receipt, statement],
        parts,
    }
}
