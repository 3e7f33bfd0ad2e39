//! Orders over HTTP: the wire forms, versions, findings in words.

use crate::support::{Server, Session, blocking};
use axum::http::StatusCode;
use jieqing_db::{params, sql};
use jieqing_domain::access::Role;
use jieqing_kernel::error::Error;
use serde_json::{Value, json};

sql!(
    PRODUCT,
    "insert into products (company_id, id, sku, name, unit, floor_price_e8, created_at_us, version)
     values ($1, $2, 'A', '轴承', '个', 8000000000, 0, 1)"
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

async fn world() -> (Server, Session, String) {
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
    let terms = jieqing_kernel::id::Id::<jieqing_domain::wire::Terms>::from_raw(terms);
    let customer = json!({ "name": "甲公司", "currency": "CNY", "terms_id": terms.to_string(),
        "tax_id": "91330100799655058B" });
    let made = server.post(&clerk, "/api/v1/customers", &customer).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let id = made.json()["id"].as_str().expect("id").to_owned();
    (server, clerk, id)
}

fn order(customer: &str, price: &str) -> Value {
    json!({ "customer_id": customer, "ordered_on": "2026-11-24", "currency": "CNY",
        "customer_po": "PO-7", "lines": [{ "sku": "A", "qty": "10", "price": price }] })
}

#[tokio::test]
async fn an_order_is_entered_verified_and_read() {
    let (server, clerk, customer) = world().await;
    let seen = server
        .post(
            &clerk,
            "/api/v1/orders/verify",
            &json!({ "order": order(&customer, "79") }),
        )
        .await;
    assert_eq!(
        seen.status,
        StatusCode::OK,
        "{:?}",
        String::from_utf8_lossy(&seen.body)
    );
    let seen = seen.json();
    assert_eq!(
        (&seen["total"], &seen["net"]),
        (&json!("790.00"), &json!("699.12"))
    );
    assert_eq!(seen["findings"][0]["key"], "1:below_floor");
    assert_eq!(seen["findings"][0]["message"], "折后单价 79 低于底价 80");
    let body = json!({ "order": order(&customer, "100"), "submit": true });
    let made = server.post(&clerk, "/api/v1/orders", &body).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let made = made.json();
    assert_eq!(
        (&made["number"], &made["status"]),
        (&json!("SO-202611-0001"), &json!("submitted"))
    );
    let path = format!("/api/v1/orders/{}", made["id"].as_str().expect("id"));
    let missing = server
        .post(&clerk, &format!("{path}/confirm"), &json!({}))
        .await;
    assert_eq!(missing.status, StatusCode::PRECONDITION_REQUIRED);
    let doc = server.get(&clerk, &path).await.json();
    assert_eq!(doc["lines"][0]["price_source"], "entered");
    assert_eq!(
        (&doc["total"], &doc["rate"]),
        (&json!("1000.00"), &json!("1"))
    );
    let again = server.post(&clerk, "/api/v1/orders", &body).await;
    assert_eq!(
        (again.status, again.code().as_str()),
        (StatusCode::CONFLICT, "orders.warnings_open")
    );
    let list = server
        .get(&clerk, "/api/v1/orders?search=po7&sort=-total&totals=true")
        .await
        .json();
    assert_eq!(list["items"][0]["total"], "1000.00");
    assert_eq!(list["totals"][0]["count"], 1);
    let bad = server
        .get(&clerk, "/api/v1/orders?status=nope&sort=x")
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.json()["fields"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn suggestions_and_deals_answer_for_the_grid() {
    let (server, clerk, customer) = world().await;
    let path =
        format!("/api/v1/orders/price-suggestions?customer_id={customer}&skus=A,B&on=2026-11-24");
    let found = server.get(&clerk, &path).await.json();
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&found["items"][0]["tax_rate"], &found["items"][0]["price"]),
        (&json!("0.13"), &Value::Null)
    );
    let product = found["items"][0]["product_id"].as_str().expect("id");
    let path = format!("/api/v1/orders/last-deals?customer_id={customer}&product_id={product}");
    assert_eq!(server.get(&clerk, &path).await.json()["items"], json!([]));
    let logistics = server.user("wang", &[Role::Logistics]);
    assert_eq!(
        server.get(&logistics, &path).await.status,
        StatusCode::FORBIDDEN
    );
}
