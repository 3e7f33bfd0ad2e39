//! What one may not know never shows: every reading operation of the document, asked by somebody
//! of another company, and by a salesperson about another's customers.

use crate::support::business::{Business, business};
use crate::support::{Reply, Server, Session};
use axum::http::StatusCode;
use jieqing_domain::access::Role;
use jieqing_formats::table::{ReadOptions, TableFile};
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
        // The stream never ends by itself; `platform` tests it.
        if operation.is_null() || id == "listen_events" {
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

#[test]
fn every_document_has_its_kind_in_the_description() {
    for reading in readings().iter().filter(|r| r.path.contains('{')) {
        assert!(reading.kind.is_some(), "{}: example of its id", reading.id);
    }
}
