//! Events as sent: in the audit trail and in timelines.

use jieqing_domain::admin::query::{AuditRow, subject_id};
use jieqing_kernel::actor::User;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::id::Id;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventView {
    /// Position in the company's chain.
    #[schema(example = 1042)]
    seq: i64,
    /// When.
    #[schema(example = "2026-11-24T01:30:00.000Z")]
    at: String,
    /// Who; null for the system.
    actor: Option<EventActor>,
    /// What.
    #[schema(example = "order.confirmed")]
    kind: String,
    /// Kind of document.
    #[schema(example = "order")]
    subject_type: String,
    /// The document; null for kinds without a page.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    subject_id: Option<String>,
    /// Its number or code, when the event tells it.
    #[schema(example = "SO-202611-0042")]
    number: Option<String>,
    /// Why.
    #[schema(example = json!(null))]
    reason: Option<String>,
    /// What changed.
    changes: Vec<EventChange>,
    /// Everything recorded.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>, example = json!({"number": "SO-202611-0042", "total": "11300.00"}))]
    facts: Value,
    /// Business day.
    #[schema(example = "2026-11-24")]
    business_date: String,
    /// Request.
    #[schema(example = "req_0c1x2y3z4w5v6")]
    request_id: String,
}

/// Somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventActor {
    /// Id.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    id: String,
    /// Name.
    #[schema(example = "王芳")]
    name: String,
}

/// A field before and after.
#[derive(Debug, Serialize, ToSchema, PartialEq, Eq)]
pub(crate) struct EventChange {
    /// Field.
    #[schema(example = "status")]
    field: String,
    /// Before; null for nothing.
    #[schema(example = "normal")]
    before: Option<String>,
    /// After; null for nothing.
    #[schema(example = "hold")]
    after: Option<String>,
}

/// An event with what its facts say.
pub(crate) fn view(row: AuditRow) -> EventView {
    let facts: Value = serde_json::from_str(&row.payload).unwrap_or(Value::Null);
    let text = |name: &str| facts.get(name).and_then(plain).filter(|t| !t.is_empty());
    EventView {
        seq: row.seq,
        at: rfc3339(row.at),
        actor: (row.actor != 0).then(|| EventActor {
            id: Id::<User>::from_raw(row.actor).to_string(),
            name: row.actor_name,
        }),
        subject_id: subject_id(&row.subject_type, row.subject_id),
        number: text("number")
            .or_else(|| text("code"))
            .or_else(|| text("sku")),
        reason: text("reason"),
        changes: changes(&facts),
        kind: row.kind,
        subject_type: row.subject_type,
        facts,
        business_date: row.business_date,
        request_id: row.request_id,
    }
}

/// Fields of `before` that differ from those beside it.
fn changes(facts: &Value) -> Vec<EventChange> {
    let empty = Map::new();
    let before = facts.get("before").and_then(Value::as_object);
    before
        .unwrap_or(&empty)
        .iter()
        .filter_map(|(field, before)| {
            let after = facts.get(field).and_then(plain);
            let before = plain(before);
            (before != after).then(|| EventChange {
                field: field.clone(),
                before,
                after,
            })
        })
        .collect()
}

/// A fact as text; lists with commas, nothing for null.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let texts: Vec<_> = items.iter().filter_map(plain).collect();
            Some(texts.join("、"))
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Some(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tells_only_what_changed() {
        let facts = json!({ "status": "hold", "name": "甲", "roles": ["a", "b"],
            "before": { "status": "normal", "name": "甲", "roles": ["a"], "limit": null } });
        let change = |field: &str, before: &str, after: &str| EventChange {
            field: field.to_owned(),
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
        };
        assert_eq!(
            changes(&facts),
            [
                change("roles", "a", "a、b"),
                change("status", "normal", "hold")
            ]
        );
        assert_eq!(changes(&json!({ "number": "SO-1" })), []);
    }
}
