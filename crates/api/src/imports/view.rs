//! Imports on the wire.

use jieqing_domain::imports::query::{ImportView as Stored, NoteView};
use jieqing_kernel::clock::rfc3339;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportView {
    /// Id.
    #[schema(example = "imp_0c1x2y3z4w5v6")]
    pub(crate) id: String,
    /// `customers`, `products`, `orders`, `deliveries`, `invoices` or `receipts`.
    #[schema(example = "customers")]
    kind: &'static str,
    /// `previewed` or `committed`.
    #[schema(example = "previewed")]
    state: &'static str,
    /// Names of the files.
    #[schema(example = "客户.xlsx")]
    file_name: String,
    /// Bytes.
    #[schema(example = 20_480)]
    size: i64,
    /// Rows by outcome.
    rows: RowCounts,
    /// Documents or records by outcome.
    #[schema(value_type = std::collections::BTreeMap<String, i64>, example = json!({"added": 100, "changed": 10, "unchanged": 8}))]
    documents: Value,
    /// Files with sheets, header, columns, proposals and notices.
    #[schema(value_type = Vec<Object>, example = json!([{"file_name": "客户.xlsx", "sheet": "Sheet1"}]))]
    tables: Value,
    /// Required fields that still need a column.
    #[schema(value_type = Vec<String>, example = json!(["currency"]))]
    missing: Value,
    /// Field → column name or `{"const": "…"}`; `lines` holds those of the second file.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>, example = json!({"name": "客户名称"}))]
    mapping: Value,
    /// Options in use.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>, example = json!({}))]
    options: Value,
    /// When it was looked at first.
    #[schema(example = "2026-11-24T08:00:00Z")]
    created_at: String,
    /// When it was stored.
    committed_at: Option<String>,
}

/// Rows by outcome: total = added + changed + unchanged + failed + ignored.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowCounts {
    /// All rows.
    #[schema(example = 120)]
    total: i64,
    /// New.
    #[schema(example = 100)]
    added: i64,
    /// Known, with other content.
    #[schema(example = 10)]
    changed: i64,
    /// Known, the same.
    #[schema(example = 8)]
    unchanged: i64,
    /// Wrong.
    #[schema(example = 1)]
    failed: i64,
    /// Passed over for a reason.
    #[schema(example = 1)]
    ignored: i64,
}

impl From<Stored> for ImportView {
    fn from(v: Stored) -> Self {
        let mut details = v.details;
        let mut part = |name: &str| details.get_mut(name).map_or(Value::Null, Value::take);
        Self {
            id: v.id.to_string(),
            kind: v.kind.as_str(),
            state: v.state.as_str(),
            file_name: v.file_name,
            size: v.size,
            rows: RowCounts {
                total: v.counts.total,
                added: v.counts.added,
                changed: v.counts.changed,
                unchanged: v.counts.unchanged,
                failed: v.counts.failed,
                ignored: v.counts.ignored,
            },
            documents: part("documents"),
            tables: part("tables"),
            missing: part("missing"),
            mapping: v.mapping,
            options: v.options,
            created_at: rfc3339(v.created_at_us),
            committed_at: v.committed_at_us.map(rfc3339),
        }
    }
}

/// A problem, a reason or a change of one row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportRow {
    /// 0 for the first file, 1 for the second.
    #[schema(example = 0)]
    pub(crate) file_no: i64,
    /// Sheet; empty for csv.
    #[schema(example = "Sheet1")]
    sheet: String,
    /// Row as the spreadsheet shows it.
    #[schema(example = 17)]
    pub(crate) row_no: i64,
    /// Which problem of the row, from 0.
    #[schema(example = 0)]
    pub(crate) position: i64,
    /// `failed`, `changed` or `ignored`.
    #[schema(example = "failed")]
    outcome: &'static str,
    /// Column; empty for the whole row.
    #[schema(example = "信用额度")]
    column: String,
    /// Stable code.
    #[schema(example = "amount.exponent")]
    code: String,
    /// In the caller's language.
    #[schema(example = "“1e5”是科学计数法，可能已丢失精度；请用普通数字")]
    message: String,
    /// What changes.
    changes: Vec<ImportChange>,
    /// The row as it is in the file.
    #[schema(example = "C1 | 甲公司 | 1e5")]
    raw: String,
}

/// A field that changes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportChange {
    /// Field.
    #[schema(example = "credit_limit")]
    field: String,
    /// Stored value.
    #[schema(example = "1000.00")]
    before: String,
    /// Value of the file.
    #[schema(example = "2000.00")]
    after: String,
}

impl From<NoteView> for ImportRow {
    fn from(n: NoteView) -> Self {
        Self {
            file_no: n.file_no,
            sheet: n.sheet,
            row_no: n.row_no,
            position: n.position,
            outcome: n.outcome.as_str(),
            column: n.column,
            code: n.code,
            message: n.message,
            changes: n
                .changes
                .into_iter()
                .map(|(field, before, after)| ImportChange {
                    field,
                    before,
                    after,
                })
                .collect(),
            raw: n.raw,
        }
    }
}
