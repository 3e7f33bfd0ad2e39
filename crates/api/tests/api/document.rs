//! The OpenAPI document: current, and complete for every operation.
//!
//! `UPDATE_OPENAPI=1` writes `openapi.json`, which is quicker than `make gen` while the API changes.

use jieqing_domain::access::Permission;
use serde_json::{Map, Value};

fn document() -> Value {
    serde_json::to_value(jieqing_api::openapi::document()).expect("json")
}

/// `GET /api/v1/orders` with its description, for each operation.
fn operations(document: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("item") {
            all.push((
                format!("{} {path}", method.to_uppercase()),
                operation.clone(),
            ));
        }
    }
    assert_eq!(
        all.len(),
        jieqing_api::registry().operations().len(),
        "every route is described"
    );
    all
}

fn content(holder: &Value) -> impl Iterator<Item = (&String, &Value)> {
    holder["content"].as_object().into_iter().flatten()
}

#[test]
fn the_checked_in_document_is_what_the_code_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json");
    let made = jieqing_api::openapi::text().expect("text");
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(path, &made).expect("written");
    }
    let kept = std::fs::read_to_string(path).expect("openapi.json");
    let differs = kept.lines().zip(made.lines()).position(|(a, b)| a != b);
    assert!(
        kept == made,
        "openapi.json differs from the code, first in line {:?}: run `make gen`",
        differs.map(|line| line + 1)
    );
}

#[test]
fn every_operation_says_who_may_call_it() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let schemes = &document["components"]["securitySchemes"];
    for (at, operation) in operations(&document) {
        let permission = operation["x-permission"].as_str().expect("x-permission");
        let security = operation["security"].as_array().expect("security");
        if permission == "public" || permission == "link.use" {
            assert!(security.is_empty(), "{at} is public");
            let told = operation["description"].as_str().unwrap_or("");
            let reason = told.split_once("Public: ").map_or("", |(_, reason)| reason);
            assert!(reason.len() > 10, "{at}: why is it public?");
        } else {
            let known = Permission::ALL.iter().any(|p| p.as_str() == permission);
            assert!(known, "{at}: {permission} is no permission");
            assert_eq!(security.len(), 2, "{at}: session or token");
            for scheme in security.iter().filter_map(Value::as_object) {
                assert!(scheme.keys().all(|name| schemes[name].is_object()), "{at}");
            }
        }
        assert!(operation["summary"].is_string(), "{at}: summary");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{at}");
    }
}

#[test]
fn every_body_has_an_example() {
    let document = document();
    let mut missing = Vec::new();
    for (at, operation) in operations(&document) {
        for (kind, media) in content(&operation["requestBody"]) {
            if media["example"].is_null() {
                missing.push(format!("{at}: request, {kind}"));
            }
        }
        for (status, answer) in operation["responses"].as_object().expect("responses") {
            let name = answer["$ref"].as_str().and_then(|r| r.rsplit('/').next());
            let answer = name.map_or(answer, |name| &document["components"]["responses"][name]);
            if content(answer).next().is_none() {
                missing.push(format!("{at}: {status} has no body"));
            }
            for (kind, media) in content(answer) {
                if media["example"].is_null() {
                    missing.push(format!("{at}: {status}, {kind}"));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "without an example:\n{}\nfields without one:\n{}",
        missing.join("\n"),
        bare_fields(&document).join("\n")
    );
}

#[test]
fn every_field_has_an_example() {
    let bare = bare_fields(&document());
    assert!(
        bare.is_empty(),
        "fields without an example:\n{}",
        bare.join("\n")
    );
}

/// Fields that are neither a type of their own, nor null, nor a truth value, and have no example.
fn bare_fields(document: &Value) -> Vec<String> {
    let mut bare = Vec::new();
    let schemas = document["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for (name, schema) in schemas {
        let mut parts = vec![schema];
        parts.extend(schema["allOf"].as_array().into_iter().flatten());
        for part in parts
            .iter()
            .filter_map(|part| part["properties"].as_object())
        {
            bare.extend(
                part.iter()
                    .filter(|(_, field)| !told(field))
                    .map(|(field, _)| format!("{name}.{field}")),
            );
        }
    }
    bare
}

fn told(field: &Value) -> bool {
    let has = |map: &Map<String, Value>| {
        ["example", "examples", "$ref", "enum", "oneOf", "allOf"]
            .iter()
            .any(|word| map.contains_key(*word))
    };
    let types = match &field["type"] {
        Value::Array(types) => types.clone(),
        other => vec![other.clone()],
    };
    field.as_object().is_some_and(has)
        || types.iter().any(|t| t == "null" || t == "boolean")
        || field["format"] == "binary"
        || (types.iter().any(|t| t == "array") && told(&field["items"]))
}
