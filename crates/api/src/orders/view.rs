//! What commands and verification answer.

use jieqing_domain::orders::query::FindingView;
use jieqing_domain::orders::{Finding, OrderDone, Severity, finding_key};
use jieqing_domain::texts::{Lang, say_stored};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A finding of the verification.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderFinding {
    /// Names it in `…/findings/{finding}/release`.
    #[schema(example = "2:below_floor")]
    key: String,
    /// Line, 0 for the order.
    #[schema(example = 2)]
    line_no: i64,
    /// What was checked.
    #[schema(example = "below_floor")]
    rule: &'static str,
    /// `info`, `warn`, `approve` or `block`.
    #[schema(example = "approve")]
    severity: &'static str,
    /// The figures compared.
    #[schema(example = json!({"price": "79", "floor": "80"}))]
    facts: BTreeMap<String, String>,
    /// In the caller's language.
    #[schema(example = "折后单价 79 低于底价 80")]
    message: String,
    /// Whether it keeps the order from being confirmed.
    #[schema(example = true)]
    open: bool,
    /// Whether whoever submits must acknowledge it (`accept_warnings`).
    #[schema(example = false)]
    must_be_seen: bool,
    /// Who let it pass.
    #[schema(example = "李明")]
    released_by: Option<String>,
    /// Why.
    #[schema(example = "样品")]
    release_reason: String,
}

impl OrderFinding {
    pub(crate) fn fresh(f: &Finding, lang: Lang) -> Self {
        Self {
            key: f.key(),
            line_no: f.line_no,
            rule: f.rule.as_str(),
            severity: f.severity.as_str(),
            message: say_stored(lang, f.rule.code(), &f.facts),
            facts: f.facts.clone(),
            open: f.is_open(),
            must_be_seen: f.rule.must_be_seen(),
            released_by: None,
            release_reason: f
                .released
                .as_ref()
                .map_or_else(String::new, |r| r.reason.clone()),
        }
    }

    pub(crate) fn stored(f: FindingView, lang: Lang) -> Self {
        let waits = f.severity == Severity::Approve && f.released_by.is_none();
        Self {
            key: finding_key(f.line_no, f.rule),
            line_no: f.line_no,
            rule: f.rule.as_str(),
            severity: f.severity.as_str(),
            message: say_stored(lang, f.rule.code(), &f.facts),
            facts: f.facts,
            open: waits || f.severity == Severity::Block,
            must_be_seen: f.rule.must_be_seen(),
            released_by: f.released_by,
            release_reason: f.release_reason,
        }
    }
}

/// An order after a command.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderResult {
    /// Id.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "SO-202611-0001")]
    number: String,
    /// Status.
    #[schema(example = "submitted")]
    status: &'static str,
    /// Version for the next `If-Match`.
    #[schema(example = 2)]
    version: i64,
    /// What verification noticed.
    findings: Vec<OrderFinding>,
}

impl OrderResult {
    pub(crate) fn of(done: &OrderDone, lang: Lang) -> Self {
        Self {
            id: done.id.to_string(),
            number: done.number.clone(),
            status: done.status.as_str(),
            version: done.version,
            findings: done
                .findings
                .iter()
                .map(|f| OrderFinding::fresh(f, lang))
                .collect(),
        }
    }
}

/// Why something is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonBody {
    /// Why.
    #[schema(example = "客户取消采购计划")]
    pub(crate) reason: String,
}
