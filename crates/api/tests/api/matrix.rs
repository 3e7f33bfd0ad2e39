//! Role × operation: every operation of the API against `authz.csv`, for every role and nobody.
//!
//! The guard answers before a byte of the body is read, so each call is sent with nothing but
//! credentials; what counts is whether the guard lets it through.

use crate::support::{Server, Session};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jieqing_api::{Operation, Policy};
use jieqing_domain::access::Role;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../authz.csv");

fn table() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut lines = TABLE.lines();
    let head: Vec<_> = lines.next().expect("head").split(',').skip(1).collect();
    let roles: Vec<_> = Role::ALL.iter().map(|r| r.as_str()).collect();
    assert_eq!(head, roles, "the columns are the roles, in order");
    lines
        .map(|line| {
            let mut cells = line.split(',');
            (cells.next().expect("operation"), cells.collect())
        })
        .collect()
}

fn path_of(operation: &Operation) -> String {
    let mut path = operation.path.clone();
    while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
        path.replace_range(from..=to, "unknown");
    }
    path
}

fn request(operation: &Operation, who: Option<&Session>) -> Request<Body> {
    let mut request = Request::builder()
        .method(operation.method)
        .uri(path_of(operation));
    if let Some(who) = who {
        request = request
            .header(header::COOKIE, &who.cookie)
            .header("x-csrf", &who.csrf);
    }
    request.body(Body::empty()).expect("request")
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let table = table();
    let operations = jieqing_api::registry().operations();
    let missing: Vec<_> = operations
        .iter()
        .filter(|o| !table.contains_key(o.id.as_str()))
        .map(suggestion)
        .collect();
    assert!(
        missing.is_empty(),
        "rows missing in authz.csv:\n{}",
        missing.join("\n")
    );
    let known: Vec<_> = operations.iter().map(|o| o.id.as_str()).collect();
    let dead: Vec<_> = table.keys().filter(|id| !known.contains(id)).collect();
    assert!(dead.is_empty(), "rows without an operation: {dead:?}");
}

fn suggestion(operation: &Operation) -> String {
    let cells: Vec<_> = Role::ALL
        .iter()
        .map(|role| match operation.policy {
            Policy::Public(_) => "public",
            Policy::Link => "link",
            Policy::Needs(p) if role.permissions().contains(&p) => "allow",
            Policy::Needs(_) => "deny",
        })
        .collect();
    format!("{},{}", operation.id, cells.join(","))
}

#[test]
fn operation_ids_are_unique() {
    let mut ids: Vec<_> = jieqing_api::registry()
        .operations()
        .into_iter()
        .map(|o| o.id)
        .collect();
    ids.sort();
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before);
    assert!(ids.iter().all(|id| !id.is_empty()));
}

#[tokio::test]
async fn the_server_answers_as_the_table_says() {
    let server = Server::start();
    let table = table();
    let users: Vec<_> = Role::ALL
        .iter()
        .map(|role| (*role, server.user(role.as_str(), &[*role])))
        .collect();
    for operation in jieqing_api::registry().operations() {
        let Some(row) = table.get(operation.id.as_str()) else {
            continue;
        };
        if matches!(operation.policy, Policy::Public(_)) {
            assert!(
                row.iter().all(|cell| *cell == "public"),
                "{} is public",
                operation.id
            );
            continue;
        }
        if operation.policy == Policy::Link {
            assert!(
                row.iter().all(|cell| *cell == "link"),
                "{} is for links",
                operation.id
            );
            for (_, session) in users.iter().take(2) {
                let got = server.send(request(&operation, Some(session))).await;
                assert_eq!(
                    got.status,
                    StatusCode::NOT_FOUND,
                    "{} with a session",
                    operation.id
                );
            }
            continue;
        }
        let nobody = server.send(request(&operation, None)).await;
        assert_eq!(
            nobody.status,
            StatusCode::UNAUTHORIZED,
            "{} without credentials",
            operation.id
        );
        for ((role, session), cell) in users.iter().zip(row) {
            let reply = server.send(request(&operation, Some(session))).await;
            let allowed = reply.status != StatusCode::FORBIDDEN;
            assert_ne!(
                reply.status,
                StatusCode::UNAUTHORIZED,
                "{} as {role:?}",
                operation.id
            );
            assert!(
                reply.status != StatusCode::INTERNAL_SERVER_ERROR,
                "{} as {role:?} broke: {:?}",
                operation.id,
                String::from_utf8_lossy(&reply.body)
            );
            assert_eq!(
                allowed,
                *cell == "allow",
                "{} as {}",
                operation.id,
                role.as_str()
            );
        }
    }
}
