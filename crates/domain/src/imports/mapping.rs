//! Which column feeds which field: the user's word, what was remembered, what is proposed.

use super::error::ImportRefusal;
use super::kind::{ImportKind, Part};
use super::source::sha256_hex;
use jieqing_formats::table::header::{FieldSpec, Proposal, Why};
use jieqing_kernel::error::Result;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Where a field's values come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldSource {
    /// The column of this name.
    Column(String),
    /// The same text for every row.
    Const(String),
    /// Nowhere, although a column might be proposed.
    Nothing,
}

impl std::fmt::Display for FieldSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Column(name) => f.write_str(name),
            Self::Const(text) => write!(f, "{text:?}"),
            Self::Nothing => f.write_str("—"),
        }
    }
}

/// Sources by field name.
pub type FieldMap = BTreeMap<String, FieldSource>;

/// The mapping of an import: of its file, and of its second file when it has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Fields of the (first) file.
    pub fields: FieldMap,
    /// Fields of the file with lines.
    pub lines: FieldMap,
}

impl Mapping {
    /// Reads `{"field": "Column" | {"const": "…"} | null, "lines": {…}}`.
    ///
    /// # Errors
    /// `imports.bad_mapping`.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = |detail: String| ImportRefusal::BadMapping { detail };
        let value: Value = serde_json::from_str(text).map_err(|e| bad(e.to_string()))?;
        let Value::Object(mut object) = value else {
            return Err(bad("an object is expected".to_owned()).into());
        };
        let lines = match object.remove("lines") {
            Some(Value::Object(lines)) => read_map(&lines)?,
            None => FieldMap::new(),
            Some(_) => return Err(bad("“lines” must be an object".to_owned()).into()),
        };
        Ok(Self {
            fields: read_map(&object)?,
            lines,
        })
    }

    /// The JSON [`Mapping::parse`] reads.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut out = write_map(&self.fields);
        if !self.lines.is_empty() {
            out.insert("lines".to_owned(), Value::Object(write_map(&self.lines)));
        }
        Value::Object(out)
    }

    /// The fields of one part.
    #[must_use]
    pub fn part(&self, part: Part) -> &FieldMap {
        match part {
            Part::Whole | Part::Heads => &self.fields,
            Part::Lines => &self.lines,
        }
    }
}

fn read_map(object: &Map<String, Value>) -> Result<FieldMap> {
    let mut out = FieldMap::new();
    for (field, value) in object {
        let source = match value {
            Value::String(column) => FieldSource::Column(column.clone()),
            Value::Null => FieldSource::Nothing,
            Value::Object(inner) => match (inner.len(), inner.get("const")) {
                (1, Some(Value::String(text))) => FieldSource::Const(text.clone()),
                _ => return Err(not_a_source(field)),
            },
            _ => return Err(not_a_source(field)),
        };
        out.insert(field.clone(), source);
    }
    Ok(out)
}

fn not_a_source(field: &str) -> jieqing_kernel::error::Error {
    ImportRefusal::BadMapping {
        detail: format!("“{field}” must be a column name, {{\"const\": \"…\"}} or null"),
    }
    .into()
}

fn write_map(map: &FieldMap) -> Map<String, Value> {
    map.iter()
        .map(|(field, source)| {
            let value = match source {
                FieldSource::Column(name) => json!(name),
                FieldSource::Const(text) => json!({ "const": text }),
                FieldSource::Nothing => Value::Null,
            };
            (field.clone(), value)
        })
        .collect()
}

/// Key under which the mapping of a header is remembered.
#[must_use]
pub(super) fn fingerprint(kind: ImportKind, part: Part, names: &[String]) -> String {
    let text = format!(
        "{}\u{1f}{}\u{1f}{}",
        kind.as_str(),
        part.as_str(),
        names.join("\u{1f}")
    );
    sha256_hex(text.as_bytes())
}

/// Least confidence with which a proposed column is taken without being asked for.
const TAKEN: u8 = 70;

/// Puts together what is used: told fields first, then remembered ones, then sure proposals for
/// columns nobody uses yet.
///
/// # Errors
/// `imports.unknown_field`, `imports.unknown_column`, `imports.column_twice`.
pub(super) fn resolve(
    fields: &[FieldSpec<'_>],
    names: &[String],
    told: &FieldMap,
    remembered: &FieldMap,
    proposals: &[Proposal],
) -> Result<FieldMap> {
    for (field, source) in told {
        if !fields.iter().any(|f| f.name == field) {
            return Err(ImportRefusal::UnknownField {
                field: field.clone(),
                fields: fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", "),
            }
            .into());
        }
        if let FieldSource::Column(column) = source {
            match names.iter().filter(|n| *n == column).count() {
                1 => {}
                0 => {
                    return Err(ImportRefusal::UnknownColumn {
                        column: column.clone(),
                        columns: names.join(", "),
                    }
                    .into());
                }
                _ => {
                    return Err(ImportRefusal::ColumnTwice {
                        column: column.clone(),
                    }
                    .into());
                }
            }
        }
    }
    let mut out = told.clone();
    for (field, source) in remembered {
        let known = fields.iter().any(|f| f.name == field);
        let there = match source {
            FieldSource::Column(column) => names.iter().filter(|n| *n == column).count() == 1,
            FieldSource::Const(_) | FieldSource::Nothing => true,
        };
        if known && there {
            out.entry(field.clone()).or_insert_with(|| source.clone());
        }
    }
    for proposal in proposals {
        let Some(name) = names.get(proposal.column) else {
            continue;
        };
        let sure = proposal.confidence >= TAKEN && proposal.why != Why::ContentOnly;
        let unique = names.iter().filter(|n| *n == name).count() == 1;
        let source = FieldSource::Column(name.clone());
        let used = out.values().any(|s| *s == source);
        if sure && unique && !used && !name.is_empty() {
            out.entry(proposal.field.clone()).or_insert(source);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::error::Error;

    #[test]
    fn reads_columns_constants_and_nothing() {
        let text =
            r#"{"code":"客户编号","currency":{"const":"USD"},"note":null,"lines":{"sku":"货号"}}"#;
        let mapping = Mapping::parse(text).expect("mapping");
        assert_eq!(mapping.fields.get("note"), Some(&FieldSource::Nothing));
        assert_eq!(
            mapping.fields.get("currency"),
            Some(&FieldSource::Const("USD".to_owned()))
        );
        assert_eq!(
            Mapping::parse(&mapping.to_json().to_string()).expect("again"),
            mapping
        );
        for bad in [
            "[]",
            "{",
            r#"{"a":1}"#,
            r#"{"a":{"const":1}}"#,
            r#"{"lines":"x"}"#,
        ] {
            let out = Mapping::parse(bad);
            assert!(
                matches!(out, Err(Error::Refused(r)) if r.code == "imports.bad_mapping"),
                "{bad}"
            );
        }
    }

    #[test]
    fn the_user_s_word_comes_first() {
        let fields = ImportKind::Customers.fields(Part::Whole);
        let names: Vec<String> = ["编号", "名称", "简称"].map(str::to_owned).to_vec();
        let column = |name: &str| FieldSource::Column(name.to_owned());
        let told = FieldMap::from([("name".to_owned(), column("简称"))]);
        let remembered = FieldMap::from([
            ("name".to_owned(), column("名称")),
            ("code".to_owned(), column("编号")),
            ("gone".to_owned(), column("编号")),
            ("note".to_owned(), column("没有了")),
        ]);
        let out = resolve(&fields, &names, &told, &remembered, &[]).expect("resolved");
        assert_eq!(out.get("name"), Some(&column("简称")));
        assert_eq!(out.get("code"), Some(&column("编号")));
        assert_eq!(out.len(), 2);
        let wrong = FieldMap::from([("name".to_owned(), column("无"))]);
        let out = resolve(&fields, &names, &wrong, &FieldMap::new(), &[]);
        assert!(matches!(out, Err(Error::Refused(r)) if r.code == "imports.unknown_column"));
    }
}
