//! Everything an import needs besides the database: read, located, mapped.

use super::error::ImportRefusal;
use super::kind::{ImportKind, Part};
use super::mapping::Mapping;
use super::options::ImportOptions;
use super::source::{Reader, SourceFile, read_file};
use super::table::Table;
use jieqing_kernel::error::Result;
use std::collections::BTreeMap;

/// A request to import.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// What the file holds.
    pub kind: ImportKind,
    /// The file, and a second one with the lines of orders.
    pub files: Vec<SourceFile>,
    /// What the user says about columns.
    pub mapping: Mapping,
    /// Options as given.
    pub options: BTreeMap<String, String>,
}

/// Files read and mapped.
#[derive(Debug, Clone)]
pub struct ImportInput {
    /// What the files hold.
    pub kind: ImportKind,
    /// One table, or headers and lines.
    pub tables: Vec<Table>,
    /// Options.
    pub options: ImportOptions,
}

impl ImportInput {
    /// Reads the files and finds their tables; the mapping follows with [`ImportInput::map`].
    ///
    /// # Errors
    /// Unreadable files, unknown options.
    pub fn read(reader: &Reader, request: &ImportRequest) -> Result<Self> {
        let options = ImportOptions::read(&request.options)?;
        let kind = request.kind;
        if request.files.len() > 1 && kind != ImportKind::Orders {
            return Err(ImportRefusal::NoSecondFile {
                kind: kind.as_str().to_owned(),
            }
            .into());
        }
        let parts: &[Part] = if request.files.len() > 1 {
            &[Part::Heads, Part::Lines]
        } else {
            &[Part::Whole]
        };
        let mut tables = Vec::new();
        for (file, part) in request.files.iter().zip(parts) {
            let book = read_file(reader, file, &options)?;
            tables.push(Table::locate(kind, *part, book, &options)?);
        }
        Ok(Self {
            kind,
            tables,
            options,
        })
    }

    /// Decides the mapping of every table; [`ImportInput::missing`] tells what is still without a
    /// column.
    ///
    /// # Errors
    /// As [`Table::map`].
    pub fn map(&mut self, told: &Mapping, remembered: &[Mapping]) -> Result<()> {
        let nothing = Mapping::default();
        for (at, table) in self.tables.iter_mut().enumerate() {
            let known = remembered.get(at).unwrap_or(&nothing);
            table.map(self.kind, told.part(table.part), &known.fields)?;
        }
        Ok(())
    }

    /// Required fields without a column, over all files.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let optional: &[&str] = if self.options.walk_in.is_some() {
            &["customer"]
        } else {
            &[]
        };
        self.tables
            .iter()
            .flat_map(|t| t.missing(self.kind, optional))
            .collect()
    }

    /// Refuses to go on without columns for all required fields.
    ///
    /// # Errors
    /// `imports.columns_missing`.
    pub(super) fn require_mapped(&self) -> Result<()> {
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let columns = self
            .tables
            .iter()
            .flat_map(|t| t.header.names.iter().map(String::as_str));
        Err(ImportRefusal::ColumnsMissing {
            fields: missing.join(", "),
            columns: columns.collect::<Vec<_>>().join(", "),
        }
        .into())
    }

    /// The mapping in use.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        let mut out = Mapping::default();
        for table in &self.tables {
            match table.part {
                Part::Whole | Part::Heads => out.fields = table.mapping.clone(),
                Part::Lines => out.lines = table.mapping.clone(),
            }
        }
        out
    }

    /// Digest of all files together.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.tables
            .iter()
            .map(|t| t.sha256.as_str())
            .collect::<Vec<_>>()
            .join("+")
    }

    /// Names of all files together.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.tables
            .iter()
            .map(|t| t.file_name.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    }

    /// Size of all files together.
    #[must_use]
    pub fn size(&self) -> i64 {
        let bytes = self
            .tables
            .iter()
            .map(|t| t.size)
            .fold(0, u64::saturating_add);
        i64::try_from(bytes).unwrap_or(i64::MAX)
    }
}
