//! From a confirmed order to a red invoice over HTTP: wire forms, versions, refusals in words.

use crate::support::{Reply, Server, Session, blocking};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_db::{params, sql};
use jieqing_domain::access::Role;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use serde_json::{Value, json};

sql!(
    PRODUCT,
    "insert into products (company_id, id, sku, name, unit, cost_e8, created_at_us, version)
     values ($1, $2, 'A', '轴承', '个', 7000000000, 0, 1)"
);
sql!(
    TAX,
    "insert into product_tax_rates (company_id, product_id, valid_from, rate_e9)
     values ($1, $2, '2020-01-01', 130000000)"
);
sql!(
    TERMS,
    "select id from payment_terms where company_id = $1 and code = 'NET30'"
);

struct World {
    server: Server,
    clerk: Session,
    keys: std::cell::Cell<u32>,
}

impl World {
    /// A writing request at a version.
    async fn write(&self, method: &str, path: &str, version: i64, body: &Value) -> Reply {
        self.keys.set(self.keys.get() + 1);
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::COOKIE, &self.clerk.cookie)
            .header("x-csrf", &self.clerk.csrf)
            .header("idempotency-key", format!("sales-{}", self.keys.get()))
            .header(header::IF_MATCH, format!("\"{version}\""))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .expect("request");
        self.server.send(request).await
    }

    async fn done(&self, method: &str, path: &str, version: i64, body: Value) -> Value {
        let reply = self.write(method, path, version, &body).await;
        assert!(
            reply.status.is_success(),
            "{method} {path}: {} {}",
            reply.status,
            String::from_utf8_lossy(&reply.body)
        );
        reply.json()
    }

    async fn get(&self, path: &str) -> Value {
        let reply = self
            .server
            .get(&self.clerk, &format!("/api/v1{path}"))
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        reply.json()
    }
}

/// A clerk, and a confirmed order of ten pieces at 113.00.
async fn world() -> (World, Value) {
    let server = Server::start();
    let clerk = server.user("clerk", &[Role::Clerk]);
    let (company, id) = (server.ctx.company, server.jieqing.ids.next_raw());
    let terms = blocking(|| {
        server.jieqing.db.write(move |tx| {
            tx.exec_one(&PRODUCT, params![company, id])?;
            tx.exec_one(&TAX, params![company, id])?;
            let (terms,) = tx.one::<(i64,)>(&TERMS, params![company])?;
            Ok::<_, Error>(terms)
        })
    })
    .expect("set-up");
    let terms = Id::<jieqing_domain::wire::Terms>::from_raw(terms).to_string();
    let w = World {
        server,
        clerk,
        keys: std::cell::Cell::new(0),
    };
    let customer = json!({ "name": "甲公司", "currency": "CNY", "terms_id": terms,
        "tax_id": "91330100799655058B" });
    let customer = w.done("POST", "/customers", 1, customer).await;
    let order = json!({ "order": { "customer_id": customer["id"], "ordered_on": "2026-11-20",
        "currency": "CNY", "lines": [{ "sku": "A", "qty": "10", "price": "113" }] }, "submit": true });
    let order = w.done("POST", "/orders", 1, order).await;
    let path = format!("/orders/{}/confirm", order["id"].as_str().expect("id"));
    let version = order["version"].as_i64().expect("version");
    w.done("POST", &path, version, json!({})).await;
    let order = w.get(&format!("/orders/{}", text(&order, "id"))).await;
    (w, order)
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().expect("a text")
}

#[tokio::test]
async fn from_an_order_to_a_red_invoice() {
    let (w, order) = world().await;
    let line = order["lines"][0]["id"].clone();
    let over =
        json!({ "order_id": order["id"], "lines": [{ "order_line_id": line, "qty": "10.5" }] });
    let refused = w.write("POST", "/deliveries", 1, &over).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.code(), "fulfilment.over_tolerance");
    let wrong = json!({ "order_id": "x", "lines": [{ "order_line_id": "y", "qty": "1,5" }], "dispatched_on": "20.11." });
    let invalid = w.write("POST", "/deliveries", 1, &wrong).await;
    assert_eq!(invalid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(invalid.json()["fields"].as_array().map(Vec::len), Some(4));

    let out = json!({ "order_id": order["id"], "dispatched_on": "2026-11-21", "carrier": "顺丰" });
    let delivery = w.done("POST", "/deliveries", 1, out).await;
    assert_eq!(delivery["lines"][0]["qty"], "10");
    assert_eq!(
        (&delivery["unsigned_days"], &delivery["total"]),
        (&json!(3), &json!("0.00"))
    );
    let path = format!("/deliveries/{}", text(&delivery, "id"));
    let changed = w
        .done("PATCH", &path, 1, json!({ "tracking_no": "SF1" }))
        .await;
    assert_eq!(
        (&changed["tracking_no"], &changed["carrier"]),
        (&json!("SF1"), &json!("顺丰"))
    );
    let stale = w.write("PATCH", &path, 1, &json!({ "note": "x" })).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let sign = json!({ "signed_on": "2026-11-22", "signed_by": "王五", "lines": [
        { "line_id": delivery["lines"][0]["id"], "signed": "9", "rejected": "1", "reason": "破损" }] });
    let signed = w.done("POST", &format!("{path}/sign"), 2, sign).await;
    assert_eq!(
        (&signed["status"], &signed["net"], &signed["total"]),
        (&json!("signed"), &json!("900.00"), &json!("1017.00"))
    );
    let cancel = w
        .write(
            "POST",
            &format!("{path}/cancel"),
            3,
            &json!({ "reason": "晚了" }),
        )
        .await;
    assert_eq!(cancel.code(), "fulfilment.not_dispatched");
    let list = w
        .get(&format!(
            "/deliveries?status=signed&order_id={}&limit=5",
            text(&order, "id")
        ))
        .await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));

    let billable = w.get("/invoices/billable").await;
    assert_eq!(
        (&billable["items"][0]["qty"], &billable["items"][0]["total"]),
        (&json!("9"), &json!("1017.00"))
    );
    let draft = json!({ "customer_id": order["customer_id"], "form": "special", "lines": [
        { "delivery_line_id": billable["items"][0]["delivery_line_id"], "qty": "9" }] });
    let draft = w.done("POST", "/invoices", 1, draft).await;
    assert_eq!(
        (&draft["number"], &draft["status"], &draft["uppercase"]),
        (&json!(""), &json!("draft"), &json!("壹仟零壹拾柒圆整"))
    );
    let path = format!("/invoices/{}", text(&draft, "id"));
    let buyer = w
        .done(
            "PATCH",
            &path,
            1,
            json!({ "buyer_bank": "工行 001", "remark": "十一月" }),
        )
        .await;
    assert_eq!(
        (&buyer["buyer_bank"], &buyer["remark"], &buyer["total"]),
        (&json!("工行 001"), &json!("十一月"), &json!("1017.00"))
    );
    let issued = w
        .done(
            "POST",
            &format!("{path}/issue"),
            2,
            json!({ "issued_on": "2026-11-23" }),
        )
        .await;
    assert_eq!(
        (&issued["number"], &issued["open"], &issued["due_on"]),
        (
            &json!("IN-202611-0001"),
            &json!("1017.00"),
            &json!("2026-12-23")
        )
    );
    assert_eq!(
        (&issued["buyer_bank"], &issued["lines"][0]["price"]),
        (&json!("工行 001"), &json!("100"))
    );
    let number = json!({ "bureau_number": "26332000000358032546" });
    let numbered = w
        .done("PUT", &format!("{path}/bureau-number"), 3, number)
        .await;
    assert_eq!(numbered["bureau_number"], "26332000000358032546");

    let credit = json!({ "reason": "04", "issued_on": "2026-11-24", "lines": [
        { "line_id": issued["lines"][0]["id"], "total": "113.00" }] });
    let red = w.done("POST", &format!("{path}/credit"), 4, credit).await;
    assert_eq!(
        (
            &red["kind"],
            &red["total"],
            &red["tax"],
            &red["blue"]["number"]
        ),
        (
            &json!("red"),
            &json!("-113.00"),
            &json!("-13.00"),
            &json!("IN-202611-0001")
        )
    );
    let goods = json!({ "order_id": order["id"], "reason": "质量问题", "lines": [
        { "delivery_line_id": signed["lines"][0]["id"], "qty": "9" }] });
    let back = w.done("POST", "/returns", 1, goods).await;
    assert_eq!(
        (
            &back["status"],
            &back["billed"],
            &back["lines"][0]["invoice"]
        ),
        (
            &json!("received"),
            &json!("904.00"),
            &json!("IN-202611-0001")
        )
    );
    let path = format!("/returns/{}/credit", text(&back, "id"));
    let flushed = w
        .done("POST", &path, 1, json!({ "issued_on": "2026-11-24" }))
        .await;
    assert_eq!(
        (
            &flushed["status"],
            &flushed["credited"],
            &flushed["lines"][0]["red"]
        ),
        (
            &json!("settled"),
            &json!("904.00"),
            &json!("IN-202611-0003")
        )
    );
    let blue = w.get(&format!("/invoices/{}", text(&issued, "id"))).await;
    assert_eq!(
        (&blue["open"], &blue["credited"]),
        (&json!("0.00"), &json!("1017.00"))
    );
    assert_eq!(blue["reds"].as_array().map(Vec::len), Some(2));
    let sums = w.get("/invoices?status=issued&totals=true&limit=1").await;
    assert_eq!(
        (&sums["totals"][0]["count"], &sums["totals"][0]["total"]),
        (&json!(3), &json!("0.00"))
    );
    assert!(sums["next_cursor"].is_string());
    let returned = w
        .get(&format!("/returns?order_id={}", text(&order, "id")))
        .await;
    assert_eq!(returned["items"][0]["number"], "RT-202611-0001");
}

#[tokio::test]
async fn drafts_are_deleted_and_versions_are_asked_for() {
    let (w, order) = world().await;
    let out = json!({ "order_id": order["id"], "dispatched_on": "2026-11-21" });
    let delivery = w.done("POST", "/deliveries", 1, out).await;
    let path = format!("/deliveries/{}/sign", text(&delivery, "id"));
    let bare = w
        .server
        .post(&w.clerk, &format!("/api/v1{path}"), &json!({}))
        .await;
    assert_eq!(bare.status, StatusCode::PRECONDITION_REQUIRED);
    let signed = w.done("POST", &path, 1, json!({})).await;
    let draft = json!({ "lines": [{ "delivery_line_id": signed["lines"][0]["id"] }] });
    let draft = w.done("POST", "/invoices", 1, draft).await;
    let path = format!("/invoices/{}", text(&draft, "id"));
    let gone = w.done("DELETE", &path, 1, Value::Null).await;
    assert_eq!(gone["id"], draft["id"]);
    let missing = w.server.get(&w.clerk, &format!("/api/v1{path}")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
