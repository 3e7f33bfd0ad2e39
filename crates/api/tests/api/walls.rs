//! What one may not know never shows: every reading operation of the document, asked by somebody
//! of another company, and by a salesperson about another's customers.

use crate::support::business::{Business, business, business_in};
use crate::support::{Reply, Server, Session};
use axum::http::StatusCode;
use jieqing_db::sql;
use jieqing_domain::access::Role;
use jieqing_formats::table::{ReadOptions, TableFile};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A reading operation: its path with the example of the id in it, and its query parameters.
struct Reading {
    id: String,
    path: String,
    kind: Option<String>,
    parameters: Vec<String>,
}

fn readings() -> Vec<Reading> {
    let document = serde_json::to_value(jieqing_api::openapi::document()).expect("json");
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        let operation = &item["get"];
        let id = operation["operationId"].as_str().unwrap_or_default();
        // The stream never ends by itself; `platform` tests it. A session opens no link; `link` tests them.
        if operation.is_null() || id == "listen_events" || operation["x-permission"] == "link.use" {
            continue;
        }
        let parameters = operation["parameters"].as_array();
        let of = |place: &'static str| {
            parameters
                .into_iter()
                .flatten()
                .filter(move |p| p["in"] == place)
        };
        let kind = of("path").find_map(|p| {
            let (prefix, _) = p["example"].as_str()?.split_once('_')?;
            Some(prefix.to_owned())
        });
        all.push(Reading {
            id: id.to_owned(),
            path: path.clone(),
            kind,
            parameters: of("query")
                .map(|p| p["name"].as_str().expect("name").to_owned())
                .collect(),
        });
    }
    all
}

/// Everything an answer says, workbooks unpacked.
fn words(reply: &Reply) -> String {
    if reply.body.starts_with(b"PK") {
        let options = ReadOptions::default();
        let book = TableFile::read(&reply.body, "x.xlsx", &options).expect("a workbook");
        return format!("{book:?}");
    }
    String::from_utf8_lossy(&reply.body).into_owned()
}

/// Every answer `who` gets: to each list as it is and asked about each of `ids`, to each document
/// with each of `ids` in its path.
async fn answers(server: &Server, who: &Session, ids: &[String]) -> Vec<(String, Reply)> {
    let mut all = Vec::new();
    for reading in readings() {
        let mut paths = Vec::new();
        if reading.path.contains('{') {
            let own = ids
                .iter()
                .filter(|id| reading.kind.as_deref() == id.split('_').next());
            for id in own {
                let (head, tail) = reading.path.split_once('{').expect("parameter");
                let (_, tail) = tail.split_once('}').expect("parameter");
                paths.push(format!("{head}{id}{tail}"));
            }
        } else {
            paths.push(reading.path.clone());
            for parameter in &reading.parameters {
                let about = parameter.ends_with("_id") || parameter == "subject";
                for id in ids.iter().filter(|_| about) {
                    paths.push(format!("{}?{parameter}={id}", reading.path));
                }
            }
        }
        for path in paths {
            let reply = server.get(who, &path).await;
            assert!(
                !reply.status.is_server_error(),
                "{path}: {} {}",
                reply.status,
                words(&reply)
            );
            all.push((format!("{} {path}", reading.id), reply));
        }
    }
    all
}

/// Answers to `who` that show the mark or an id of `hidden`, or that know its documents.
async fn leaks(server: &Server, who: &Session, hidden: &Business) -> Vec<String> {
    let mut found = Vec::new();
    for (at, reply) in answers(server, who, &hidden.documents).await {
        let told = words(&reply);
        let asked = |id: &str| at.contains(id);
        if told.contains(&hidden.mark)
            || hidden
                .documents
                .iter()
                .any(|id| told.contains(id.as_str()) && !asked(id))
        {
            found.push(format!("{at}: {told:.300}"));
        }
        let about_one = !at.contains('?') && hidden.documents.iter().any(|id| asked(id));
        if about_one && reply.status != StatusCode::NOT_FOUND {
            found.push(format!("{at} answers {}", reply.status));
        }
    }
    found
}

/// The operations that show `who` the mark: a wall around nothing proves nothing.
async fn shows(server: &Server, who: &Session, business: &Business) -> BTreeSet<String> {
    let all = answers(server, who, &business.documents).await;
    all.iter()
        .filter(|(_, reply)| reply.status.is_success() && words(reply).contains(&business.mark))
        .filter_map(|(at, _)| at.split(' ').next().map(str::to_owned))
        .collect()
}

const SHOWN: [&str; 14] = [
    "list_customers",
    "get_customer",
    "list_orders",
    "get_order",
    "list_deliveries",
    "get_delivery",
    "list_invoices",
    "get_invoice",
    "list_receipts",
    "get_receipt",
    "list_open_items",
    "get_statement",
    "get_aging",
    "export_orders",
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_another_company_shows() {
    let server = Server::start();
    let mine = server.user("mine", Role::ALL);
    let other = server.company("B");
    let theirs = server.member(&other, "theirs", Role::ALL, "company");
    let hidden = business(&server, &theirs, "KANARIE", &theirs).await;
    let shown = shows(&server, &theirs, &hidden).await;
    for operation in SHOWN {
        assert!(
            shown.contains(operation),
            "{operation} shows it to its owner: {shown:?}"
        );
    }
    let found = leaks(&server, &mine, &hidden).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sales_people_see_their_own_customers_only() {
    let server = Server::start();
    let office = server.user("office", Role::ALL);
    let wang = server.member(&server.ctx, "wang", &[Role::Sales], "own");
    let zhao = server.member(&server.ctx, "zhao", &[Role::Sales], "own");
    let of_zhao = business(&server, &office, "ZHAOXX", &zhao).await;
    let shown = shows(&server, &zhao, &of_zhao).await;
    for operation in SHOWN {
        assert!(
            shown.contains(operation),
            "{operation} shows it to its owner: {shown:?}"
        );
    }
    let mut found = leaks(&server, &wang, &of_zhao).await;
    // Products are everybody's.
    found.retain(|leak| {
        !leak.starts_with("list_products ") && !leak.starts_with("export_products ")
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Three customers of one company: one's own, a colleague's of the same department, another
/// department's; each scope shows what is inside of it and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn each_scope_ends_where_it_says() {
    let server = Server::start();
    let office = server.user("office", Role::ALL);
    let department = async |code: &str| {
        let body = json!({ "code": code, "name": code });
        let made = server.post(&office, "/api/v1/departments", &body).await;
        let list = made.json()["items"].clone();
        let found = list.as_array().into_iter().flatten();
        let mut found = found.filter(|d| d["code"] == code).map(|d| d["id"].clone());
        found.next_back().expect("a department")
    };
    let (east, west) = (department("EAST").await, department("WEST").await);
    let own = server.member(&server.ctx, "wang", &[Role::Sales], "own");
    let colleague = server.member(&server.ctx, "zhao", &[Role::Sales], "own");
    let far = server.member(&server.ctx, "li", &[Role::Sales], "own");
    let head = server.of_department("head", &[Role::Sales], east.as_str().expect("id"));
    let all = server.user("all", &[Role::Sales]);
    let mine = business_in(&server, &office, "MEINXX", &own, &east).await;
    let near = business_in(&server, &office, "NAHEXX", &colleague, &east).await;
    let other = business_in(&server, &office, "FERNXX", &far, &west).await;
    for (name, who, seen, hidden) in [
        ("own", &own, vec![&mine], vec![&near, &other]),
        ("department", &head, vec![&mine, &near], vec![&other]),
        ("company", &all, vec![&mine, &near, &other], vec![]),
    ] {
        for business in seen {
            let shown = shows(&server, who, business).await;
            let missing: Vec<_> = SHOWN.iter().filter(|o| !shown.contains(**o)).collect();
            assert!(missing.is_empty(), "{name} {}: {missing:?}", business.mark);
        }
        for business in hidden {
            let mut found = leaks(&server, who, business).await;
            found.retain(|leak| !leak.contains("_products "));
            assert!(found.is_empty(), "{name}: {}", found.join("\n"));
        }
    }
}

/// Every writing operation about a document, with the document's id in its path or body.
fn writings() -> Vec<(String, String, String, Value)> {
    let document = serde_json::to_value(jieqing_api::openapi::document()).expect("json");
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in ["post", "put", "patch", "delete"] {
            let operation = &item[method];
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let mut path = path.clone();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if parameter["in"] == "path" {
                    let name = format!("{{{}}}", parameter["name"].as_str().expect("name"));
                    path = path.replace(&name, parameter["example"].as_str().expect("example"));
                }
            }
            // These run over everybody in the caller's scope: they are about no document.
            if matches!(id, "run_statements" | "start_statement_run") {
                continue;
            }
            if id == "remove_customer_price" {
                path.push_str("?product_id=prd_0c1x2y3z4w5v6&currency=CNY&valid_from=2026-11-24");
            }
            let body = &operation["requestBody"]["content"]["application/json"]["example"];
            let body = match id {
                // The example shows both ways to name a product and to give a discount.
                "create_order" | "verify_order" | "change_order" => order_body(id),
                _ => body.clone(),
            };
            all.push((id.to_owned(), method.to_uppercase(), path, body));
        }
    }
    all
}

fn order_body(operation: &str) -> Value {
    let order = json!({ "customer_id": "cus_0c1x2y3z4w5v6", "ordered_on": "2026-11-24",
        "currency": "CNY", "lines": [{ "sku": "SKU-ZHAOXX", "qty": "1", "price": "113" }] });
    if operation == "change_order" {
        order
    } else {
        json!({ "order": order })
    }
}

/// `text` with each example of an id replaced by the id of its kind in `ids`.
fn about(text: &str, ids: &[String]) -> String {
    let mut out = text.to_owned();
    for id in ids {
        let prefix = id.split('_').next().expect("a kind");
        for example in ["0c1x2y3z4w5v6", "0c1x2y3z4w5v7"] {
            out = out.replace(&format!("{prefix}_{example}"), id);
        }
    }
    out
}

/// What a stranger's call does to documents that are not theirs: refused as unknown, nothing written.
async fn strangers_writes(server: &Server, who: &Session, hidden: &Business) -> Vec<String> {
    let ids: Vec<String> = hidden
        .documents
        .iter()
        .chain(&hidden.parts)
        .cloned()
        .collect();
    let mut wrong = Vec::new();
    let mut tried = BTreeSet::new();
    for (operation, method, path, body) in writings() {
        let plain = body.to_string();
        let (asked, sent) = (about(&path, &ids), about(&plain, &ids));
        if asked == path && sent == plain {
            continue;
        }
        tried.insert(operation.clone());
        let sent: Value = serde_json::from_str(&sent).expect("json");
        let reply = server.change(who, &method, &asked, "\"1\"", &sent).await;
        let told = words(&reply);
        let unknown = reply.status == StatusCode::NOT_FOUND
            || (reply.status == StatusCode::UNPROCESSABLE_ENTITY
                && told.contains("field.unknown_reference"));
        // Nothing was done: the same answer as for ids that do not exist.
        let nothing = match operation.as_str() {
            "allocate_oldest_first" => told.contains("\"batch_id\":null"),
            "accept_exact" => told.contains("\"applied\":[]"),
            _ => false,
        };
        if !(unknown || nothing) {
            wrong.push(format!("{operation} {asked}: {} {told:.300}", reply.status));
        }
    }
    for operation in WRITTEN {
        assert!(tried.contains(operation), "{operation} was not tried");
    }
    wrong
}

/// Operations that must be among the tried ones: a wall around nothing proves nothing.
const WRITTEN: [&str; 12] = [
    "update_customer",
    "create_order",
    "confirm_order",
    "create_delivery",
    "sign_delivery",
    "draft_invoice",
    "issue_invoice",
    "enter_receipt",
    "allocate",
    "undo_allocation",
    "raise_dispute",
    "make_statement",
];

/// Events of all companies: what was written.
async fn events(server: &Server) -> i64 {
    let db = server.jieqing.db.clone();
    let count = tokio::task::spawn_blocking(move || db.read(|tx| tx.one::<(i64,)>(&EVENTS, &[])));
    count.await.expect("joined").expect("counted").0
}

sql!(EVENTS, "select count(*) from event_log");

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_on_documents_of_others() {
    let server = Server::start();
    let office = server.user("office", Role::ALL);
    let zhao = server.member(&server.ctx, "zhao", &[Role::Sales], "own");
    let hidden = business(&server, &office, "ZHAOXX", &zhao).await;
    let wang = server.member(&server.ctx, "wang", Role::ALL, "own");
    let other = server.company("B");
    let stranger = server.member(&other, "stranger", Role::ALL, "company");
    let before = events(&server).await;
    for (name, who) in [("own scope", &wang), ("another company", &stranger)] {
        let wrong = strangers_writes(&server, who, &hidden).await;
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
    assert_eq!(events(&server).await, before, "nothing was written");
}

#[test]
fn every_document_has_its_kind_in_the_description() {
    for reading in readings().iter().filter(|r| r.path.contains('{')) {
        assert!(reading.kind.is_some(), "{}: example of its id", reading.id);
    }
}
