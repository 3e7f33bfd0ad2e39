//! Every list in every order it offers: walked in pages of two it gives each row once, sorted, and the
//! descending order is the ascending one turned around. Sums and workbooks say what the list says.

use crate::support::business::business;
use crate::support::{Server, Session};
use axum::http::StatusCode;
use jieqing_domain::access::Role;
use jieqing_formats::table::{ReadOptions, TableFile};
use serde_json::Value;
use std::collections::BTreeSet;

/// Lists that sort: path, the orders their description names, ascending words.
const LISTS: [(&str, &[(&str, &str)]); 10] = [
    ("products", &[("sku", "sku")]),
    ("customers", &[("code", "code")]),
    (
        "orders",
        &[
            ("number", "number"),
            ("total", "total"),
            ("ordered_on", "ordered_on"),
        ],
    ),
    (
        "deliveries",
        &[
            ("number", "number"),
            ("total", "total"),
            ("dispatched_on", "dispatched_on"),
        ],
    ),
    (
        "returns",
        &[
            ("number", "number"),
            ("total", "total"),
            ("returned_on", "returned_on"),
        ],
    ),
    ("invoices", &[("number", "number"), ("total", "total")]),
    (
        "receipts",
        &[
            ("number", "number"),
            ("amount", "amount"),
            ("received_on", "received_on"),
        ],
    ),
    (
        "open-items",
        &[
            ("number", "document_no"),
            ("open", "open"),
            ("due_on", "due_on"),
        ],
    ),
    (
        "statements",
        &[("number", "number"), ("closing", "closing")],
    ),
    (
        "disputes",
        &[("amount", "amount"), ("raised_on", "raised_on")],
    ),
];

async fn walk(server: &Server, who: &Session, list: &str, sort: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/{list}?limit=2&sort={sort}{cursor}");
        let reply = server.get(who, &path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.json());
        let page = reply.json();
        all.extend(page["items"].as_array().expect("items").clone());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

/// Minor units of a decimal text; other texts as they are.
fn key(value: &Value) -> (i64, String) {
    let text = value.as_str().expect("a text").to_owned();
    match text.replace('.', "").parse() {
        Ok(minor) if text.contains('.') => (minor, String::new()),
        _ => (0, text),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_order_of_every_list_gives_every_row_once() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    for mark in ["AAAA", "BBBB", "CCCC"] {
        business(&server, &all, mark, &all).await;
    }
    for (list, orders) in LISTS {
        for (sort, field) in orders {
            let up = walk(&server, &all, list, sort).await;
            let ids = |rows: &[Value]| -> Vec<String> {
                let id = |row: &Value| row["id"].as_str().expect("id").to_owned();
                rows.iter().map(id).collect()
            };
            let once: BTreeSet<_> = ids(&up).into_iter().collect();
            assert!(
                up.len() >= 3 && once.len() == up.len(),
                "{list} {sort}: {up:?}"
            );
            let keys: Vec<_> = up.iter().map(|row| key(&row[*field])).collect();
            assert!(keys.is_sorted(), "{list} {sort}: {keys:?}");
            let mut down = ids(&walk(&server, &all, list, &format!("-{sort}")).await);
            down.reverse();
            assert_eq!(down, ids(&up), "{list} -{sort}");
        }
        let unknown = server
            .get(&all, &format!("/api/v1/{list}?sort=id;drop"))
            .await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_and_workbooks_say_what_the_list_says() {
    let server = Server::start();
    let all = server.user("all", Role::ALL);
    business(&server, &all, "AAAA", &all).await;
    let list = server
        .get(&all, "/api/v1/invoices?totals=true")
        .await
        .json();
    let sums = &list["totals"][0];
    assert_eq!(
        (
            &sums["currency"],
            &sums["total"],
            &sums["base_total"],
            &list["base_total"]
        ),
        (
            &"CNY".into(),
            &list["items"][0]["total"],
            &sums["total"],
            &sums["total"]
        )
    );
    let plain = server.get(&all, "/api/v1/invoices").await.json();
    assert_eq!(
        (&plain["totals"], &plain["base_total"]),
        (&Value::Null, &Value::Null)
    );

    let entries = server.get(&all, "/api/v1/ledger/entries").await.json();
    let entries = entries["items"].as_array().expect("items").clone();
    let book = server.get(&all, "/api/v1/ledger/entries/export.xlsx").await;
    assert_eq!(book.status, StatusCode::OK);
    let read = TableFile::read(&book.body, "x.xlsx", &ReadOptions::default()).expect("a workbook");
    let told = format!("{read:?}");
    for entry in &entries {
        let number = entry["number"].as_str().expect("number");
        assert_eq!(told.matches(number).count(), 1, "{number}");
    }
    assert!(entries.len() >= 4, "{entries:?}");
}
