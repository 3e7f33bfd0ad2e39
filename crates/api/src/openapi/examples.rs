//! Examples of whole bodies, put together from the examples of their fields, so that an example
//! always has exactly the fields of its schema.

use crate::registry::methods_mut;
use serde_json::{Map, Value, json};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{Content, OpenApi, RefOr};

/// Deeper than any body of this API: ends what refers to itself.
const DEEPEST: u8 = 12;

/// Gives each request and response body that has none its example.
pub(crate) fn add(document: &mut OpenApi) {
    let schemas = document
        .components
        .as_ref()
        .and_then(|components| serde_json::to_value(&components.schemas).ok())
        .unwrap_or_default();
    for item in document.paths.paths.values_mut() {
        for operation in methods_mut(item) {
            if let Some(RefOr::T(body)) = &mut operation.request_body {
                for (kind, content) in &mut body.content {
                    fill(kind, content, &schemas, Side::Request);
                }
            }
            for response in operation.responses.responses.values_mut() {
                let RefOr::T(response) = response else {
                    continue;
                };
                for (kind, content) in &mut response.content {
                    fill(kind, content, &schemas, Side::Answer);
                }
            }
        }
    }
}

/// Answers show every field, requests leave out what may be left out and has no example.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Request,
    Answer,
}

fn fill(kind: &str, content: &mut RefOr<Content>, schemas: &Value, side: Side) {
    let RefOr::T(content) = content else { return };
    let structured = matches!(
        kind,
        "application/json" | "multipart/form-data" | "text/event-stream"
    );
    if !structured && side == Side::Answer && kind != "application/problem+json" {
        content.schema = Some(RefOr::T(bytes()));
    }
    if content.example.is_none() && content.examples.is_empty() {
        let schema = content.schema.as_ref().map(serde_json::to_value);
        let schema = schema.and_then(Result::ok).unwrap_or_default();
        content.example = compose(schemas, &schema, side, 0);
    }
}

/// The content of a file.
fn bytes() -> Schema {
    let object = ObjectBuilder::new()
        .schema_type(SchemaType::new(Type::String))
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
    Schema::Object(object.build())
}

/// An example of `schema`; `None` when a field of it has none.
fn compose(schemas: &Value, schema: &Value, side: Side, depth: u8) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next()?;
        return compose(schemas, schemas.get(name)?, side, depth + 1);
    }
    let given = [
        &schema["example"],
        &schema["examples"][0],
        &schema["enum"][0],
    ];
    if let Some(given) = given.into_iter().find(|value| !value.is_null()) {
        return Some(given.clone());
    }
    for word in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[word].as_array() {
            let found = choices
                .iter()
                .find_map(|choice| compose(schemas, choice, side, depth + 1));
            return found.or_else(|| nullable(schema).then_some(Value::Null));
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            if let Value::Object(fields) = compose(schemas, part, side, depth + 1)? {
                whole.extend(fields);
            }
        }
        return Some(Value::Object(whole));
    }
    if let Some(properties) = schema["properties"].as_object() {
        return fields(schemas, schema, properties, side, depth);
    }
    let is = |name: &str| {
        schema["type"] == name
            || schema["type"]
                .as_array()
                .is_some_and(|types| types.iter().any(|t| t == name))
    };
    if is("array") {
        let item = compose(schemas, &schema["items"], side, depth + 1);
        return item.map(|item| json!([item]));
    }
    if schema["format"] == "binary" {
        return Some(json!("(the bytes of the file)"));
    }
    is("boolean").then_some(Value::Bool(false))
}

fn fields(
    schemas: &Value,
    schema: &Value,
    properties: &Map<String, Value>,
    side: Side,
    depth: u8,
) -> Option<Value> {
    let required = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|names| names.iter().any(|n| n == name))
    };
    let mut whole = Map::new();
    for (name, property) in properties {
        let example = compose(schemas, property, side, depth + 1);
        match example {
            Some(example) => {
                whole.insert(name.clone(), example);
            }
            None if nullable(property) && (side == Side::Answer || required(name)) => {
                whole.insert(name.clone(), Value::Null);
            }
            None if required(name) => return None,
            None => {}
        }
    }
    Some(Value::Object(whole))
}

fn nullable(schema: &Value) -> bool {
    let among = |list: &Value| {
        list.as_array()
            .is_some_and(|all| all.iter().any(|t| t == "null" || t["type"] == "null"))
    };
    among(&schema["type"]) || among(&schema["oneOf"]) || among(&schema["anyOf"])
}
