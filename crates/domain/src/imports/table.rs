//! A file seen as a table of one kind: sheet, header, columns, rows.

use super::cells::{Slot, SlotSource};
use super::error::ImportRefusal;
use super::kind::{ImportKind, Part};
use super::mapping::{FieldMap, FieldSource, fingerprint, resolve};
use super::options::ImportOptions;
use super::source::SourceBook;
use jieqing_formats::table::header::{self, FieldKind, Header, Proposal, RowRole};
use jieqing_formats::table::value::{DateRules, propose_date_order};
use jieqing_formats::table::{Row, Sheet};
use jieqing_kernel::error::Result;

/// A table ready to be decoded.
#[derive(Debug, Clone)]
pub struct Table {
    /// 0 for the first file, 1 for the second.
    pub file_no: i64,
    /// Which part of the documents it holds.
    pub part: Part,
    /// File name.
    pub file_name: String,
    /// Digest of the file.
    pub sha256: String,
    /// Size in bytes.
    pub size: u64,
    /// Sheet read; empty for csv.
    pub sheet: String,
    /// All sheets with their rows: name, hidden, rows.
    pub sheets: Vec<(String, bool, u64)>,
    /// What the user should see: code and subject.
    pub notices: Vec<(String, String)>,
    /// csv: encoding and delimiter.
    pub encoding: Option<String>,
    /// Where the header is and what it says.
    pub header: Header,
    /// Key of the remembered mapping.
    pub fingerprint: String,
    /// Proposed columns.
    pub proposals: Vec<Proposal>,
    /// The first different contents of each column.
    pub samples: Vec<Vec<String>>,
    /// What is used.
    pub mapping: FieldMap,
    /// Fields whose source was remembered from an earlier import.
    pub recalled: Vec<String>,
    rows: Vec<Row>,
}

/// Rows looked at for proposals and date order.
const SAMPLE: usize = 200;
/// Contents shown of each column, and their greatest length in characters.
const SHOWN: (usize, usize) = (3, 40);

impl Table {
    /// Finds sheet and header; the mapping is still empty.
    ///
    /// # Errors
    /// `imports.no_rows`, `imports.which_sheet`, `imports.no_header`.
    pub fn locate(
        kind: ImportKind,
        part: Part,
        source: SourceBook,
        options: &ImportOptions,
    ) -> Result<Self> {
        let SourceBook {
            name,
            sha256,
            size,
            book,
        } = source;
        let sheets = book
            .sheets
            .iter()
            .map(|s| {
                let rows = u64::try_from(s.rows.len()).unwrap_or(u64::MAX);
                (s.name.clone(), s.hidden, rows)
            })
            .collect();
        let notices = book
            .notices
            .iter()
            .map(|n| (n.code.clone(), n.subject.clone()))
            .collect();
        let encoding = book.encoding.clone();
        let sheet = pick_sheet(book.sheets, &name)?;
        let fields = kind.fields(part);
        let no_header = || ImportRefusal::NoHeader { file: name.clone() };
        let header = match options.header_row {
            Some(number) => header_at(&sheet.rows, number).ok_or_else(no_header)?,
            None => header::find(&sheet.rows, &fields).ok_or_else(no_header)?,
        };
        let sample: Vec<Row> = sheet
            .rows
            .iter()
            .skip(header.index.saturating_add(1))
            .take(SAMPLE)
            .cloned()
            .collect();
        let proposals = header::propose(&header.names, &sample, &fields);
        Ok(Self {
            file_no: i64::from(part == Part::Lines),
            part,
            file_name: name,
            sha256,
            size,
            sheet: sheet.name,
            sheets,
            notices,
            encoding,
            fingerprint: fingerprint(kind, part, &header.names),
            samples: shown(header.names.len(), &sample),
            header,
            proposals,
            mapping: FieldMap::new(),
            recalled: Vec::new(),
            rows: sheet.rows,
        })
    }

    /// Decides the mapping.
    ///
    /// # Errors
    /// As `resolve`.
    pub fn map(&mut self, kind: ImportKind, told: &FieldMap, remembered: &FieldMap) -> Result<()> {
        let fields = kind.fields(self.part);
        self.mapping = resolve(
            &fields,
            &self.header.names,
            told,
            remembered,
            &self.proposals,
        )?;
        self.recalled = remembered
            .iter()
            .filter(|(field, source)| self.mapping.get(*field) == Some(*source))
            .map(|(field, _)| field.clone())
            .collect();
        Ok(())
    }

    /// Required fields without a source.
    #[must_use]
    pub fn missing(&self, kind: ImportKind, optional: &[&str]) -> Vec<&'static str> {
        let given = |name: &str| {
            matches!(
                self.mapping.get(name),
                Some(FieldSource::Column(_) | FieldSource::Const(_))
            )
        };
        kind.fields(self.part)
            .iter()
            .filter(|f| f.required && !optional.contains(&f.name) && !given(f.name))
            .map(|f| f.name)
            .collect()
    }

    /// Rows below the header with what they are.
    pub fn data(&self) -> impl Iterator<Item = (RowRole, &Row)> {
        self.rows
            .iter()
            .skip(self.header.index.saturating_add(1))
            .map(|row| (header::role(row, &self.header), row))
    }

    /// Number of rows below the header.
    #[must_use]
    pub fn row_count(&self) -> i64 {
        let below = self
            .rows
            .len()
            .saturating_sub(self.header.index.saturating_add(1));
        i64::try_from(below).unwrap_or(i64::MAX)
    }

    /// Where `field` is read from in every row.
    #[must_use]
    pub fn slot(&self, kind: ImportKind, field: &'static str, options: &ImportOptions) -> Slot {
        let source = match self.mapping.get(field) {
            Some(FieldSource::Column(name)) => self
                .header
                .names
                .iter()
                .position(|n| n == name)
                .map_or(SlotSource::Nothing, SlotSource::Column),
            Some(FieldSource::Const(text)) => SlotSource::Const(text.clone()),
            Some(FieldSource::Nothing) | None => SlotSource::Nothing,
        };
        let spec = kind.fields(self.part).into_iter().find(|f| f.name == field);
        let dates = match (&source, &spec) {
            (SlotSource::Column(at), Some(spec)) if spec.kind == FieldKind::Date => {
                self.date_rules(*at, options)
            }
            _ => DateRules::default(),
        };
        let column = match self.mapping.get(field) {
            Some(FieldSource::Column(name)) => name.clone(),
            _ => field.to_owned(),
        };
        Slot {
            field,
            column,
            required: spec.is_some_and(|s| s.required),
            source,
            dates,
        }
    }

    fn date_rules(&self, column: usize, options: &ImportOptions) -> DateRules {
        let samples = self
            .rows
            .iter()
            .skip(self.header.index.saturating_add(1))
            .take(SAMPLE)
            .map(|row| row.text(column));
        DateRules {
            order: options.date_order.or_else(|| propose_date_order(samples)),
            ..DateRules::default()
        }
    }
}

fn shown(columns: usize, rows: &[Row]) -> Vec<Vec<String>> {
    let (most, length) = SHOWN;
    (0..columns)
        .map(|column| {
            let mut out: Vec<String> = Vec::new();
            for row in rows {
                let text: String = row.text(column).trim().chars().take(length).collect();
                if out.len() < most && !text.is_empty() && !out.contains(&text) {
                    out.push(text.replace('\0', "\u{fffd}"));
                }
            }
            out
        })
        .collect()
}

fn pick_sheet(sheets: Vec<Sheet>, file: &str) -> Result<Sheet> {
    let mut filled: Vec<Sheet> = sheets.into_iter().filter(|s| !s.rows.is_empty()).collect();
    match (filled.pop(), filled.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            filled.push(last);
            Err(ImportRefusal::WhichSheet {
                sheets: filled
                    .iter()
                    .map(|s| s.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            }
            .into())
        }
        (None, _) => Err(ImportRefusal::NoRows {
            file: file.to_owned(),
        }
        .into()),
    }
}

fn header_at(rows: &[Row], number: u64) -> Option<Header> {
    let index = rows.iter().position(|r| r.number() == number)?;
    let row = rows.get(index)?;
    Some(Header {
        index,
        number,
        names: row
            .cells()
            .map(|c| c.trimmed().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect(),
        recognised: 0,
    })
}
