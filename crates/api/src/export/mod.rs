//! Lists as workbooks: the same filter and the same columns as the screen, all rows, a sum below.
//!
//! # A list's export, in 20 lines
//! ```ignore
//! call.export(EXPORT, Permission::CustomersRead, move |tx, ctx, scope, sheet| {
//!     let filter = query.filter()?;
//!     sheet.pages(tx, |tx, page| query::list(tx, ctx, scope, &filter, page), |row| {
//!         vec![row.code.into(), row.name.into(), Cell::money(row.limit_minor, ctx.base_currency)]
//!     })
//! })
//! ```
//! where `EXPORT` is an [`Export`] with the columns. The route's policy is
//! `Needs(Permission::ExportsRead)`; the list's own permission is checked inside and gives the scope.
//!
//! **Limits:** [`EXPORTS_AT_ONCE`] at a time, [`ROWS_MAX`] rows.

mod words;

use crate::call::{ApiResult, Call};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jieqing_domain::ReadTx;
use jieqing_domain::access::{Permission, Scope, authorize};
use jieqing_domain::admin::{AccessKind, AccessNote, note_access};
use jieqing_domain::texts::Lang;
use jieqing_formats::FormatError;
use jieqing_formats::table::Date as SheetDate;
use jieqing_formats::xlsx_out::{Column, ColumnKind, SheetSpec, Value, WorkbookMeta, XlsxWriter};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::page::{MAX_LIMIT, Page, PageRequest};
use std::collections::BTreeMap;
use tokio::sync::Semaphore;

/// Exports that run at a time, per node.
pub const EXPORTS_AT_ONCE: usize = 4;
/// Rows of one export.
pub const ROWS_MAX: usize = 500_000;

static RUNNING: Semaphore = Semaphore::const_new(EXPORTS_AT_ONCE);

pub(crate) use words::words;

const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Text.
    Text,
    /// Text that is long.
    Wide,
    /// Money.
    Money,
    /// Money, with a sum below per currency.
    MoneySum,
    /// A quantity, rate or price with decimals.
    Decimal,
    /// A whole number.
    Integer,
    /// A day.
    Day,
}

/// A column: its titles and what it shows.
pub type ExportColumn = (&'static str, &'static str, Shown);

/// A list as a file.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// Title and name of the file, in Chinese and English.
    pub title: (&'static str, &'static str),
    /// Columns: Chinese title, English title, kind.
    pub columns: &'static [ExportColumn],
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// Money in minor units.
    Money(i64, Currency),
    /// `unscaled × 10^-scale`.
    Decimal(i64, u8),
    /// A whole number.
    Integer(i64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// Money, when there is an amount.
    #[must_use]
    pub fn money(minor: impl Into<Option<i64>>, currency: Currency) -> Self {
        minor
            .into()
            .map_or(Self::Empty, |m| Self::Money(m, currency))
    }

    /// A stored day (`YYYY-MM-DD`), when it is one.
    #[must_use]
    pub fn day(text: &str) -> Self {
        date::parse(text).map_or(Self::Empty, Self::Day)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Takes the rows of an export.
pub struct Sheet<'s> {
    export: &'s Export,
    write: &'s mut dyn FnMut(&[Cell], bool) -> Result<(), FormatError>,
    sums: BTreeMap<String, (Currency, Vec<i64>)>,
    rows: usize,
}

impl Sheet<'_> {
    /// Adds a row.
    ///
    /// # Errors
    /// [`Error::Refused`] `exports.too_many_rows`.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.rows += 1;
        if self.rows > ROWS_MAX {
            return Err(Error::refused("exports.too_many_rows"));
        }
        for (i, ((_, _, shown), cell)) in self.export.columns.iter().zip(cells).enumerate() {
            if let (Shown::MoneySum, Cell::Money(minor, currency)) = (shown, cell) {
                let empty = || (*currency, vec![0; self.export.columns.len()]);
                let (_, sums) = self.sums.entry(currency.to_string()).or_insert_with(empty);
                if let Some(sum) = sums.get_mut(i) {
                    *sum = sum
                        .checked_add(*minor)
                        .ok_or_else(|| Error::bug("sum of an export"))?;
                }
            }
        }
        (self.write)(cells, false).map_err(broken)
    }

    /// Adds the rows of a paged list, page after page.
    ///
    /// # Errors
    /// Whatever the list fails with.
    pub fn pages<'t, R>(
        &mut self,
        tx: &mut ReadTx<'t>,
        mut list: impl FnMut(&mut ReadTx<'t>, &PageRequest) -> Result<Page<R>>,
        mut cells: impl FnMut(R) -> Vec<Cell>,
    ) -> Result<()> {
        let mut page = PageRequest {
            after: None,
            limit: MAX_LIMIT,
        };
        loop {
            let found = list(tx, &page)?;
            for row in found.items {
                self.row(&cells(row))?;
            }
            match found.next {
                Some(next) => page.after = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// A sum line per currency.
    fn totals(&mut self, lang: Lang) -> Result<()> {
        for (currency, sums) in std::mem::take(&mut self.sums).into_values() {
            let mut cells: Vec<Cell> = Vec::with_capacity(sums.len());
            for ((_, _, shown), sum) in self.export.columns.iter().zip(sums) {
                cells.push(match shown {
                    Shown::MoneySum => Cell::Money(sum, currency),
                    _ => Cell::Empty,
                });
            }
            if let Some(first @ Cell::Empty) = cells.first_mut() {
                let word = match lang {
                    Lang::Zh => "合计",
                    Lang::En => "Total",
                };
                *first = Cell::Text(format!("{word} {currency}"));
            }
            (self.write)(&cells, true).map_err(broken)?;
        }
        Ok(())
    }
}

impl Call {
    /// Answers with a workbook of everything `rows` adds, in the scope of `permission`, and notes in
    /// the access log that data left.
    ///
    /// # Errors
    /// 429 when too many exports run; 403 without the list's permission; whatever `rows` fails with.
    pub async fn export(
        self,
        export: Export,
        permission: Permission,
        rows: impl FnOnce(&mut ReadTx<'_>, &Ctx, &Scope, &mut Sheet<'_>) -> Result<()> + Send + 'static,
    ) -> ApiResult {
        let Ok(_running) = RUNNING.try_acquire() else {
            let busy = StatusCode::TOO_MANY_REQUESTS;
            return Err(self.teller.refuse(busy, "request.rate_limited"));
        };
        let lang = self.teller.lang;
        let bytes = self
            .load(move |tx, ctx, _| {
                let scope = authorize(tx, ctx, permission)?;
                workbook(&export, lang, ctx, |sheet| rows(tx, ctx, &scope, sheet))
            })
            .await?;
        note(&self, export.title.1).await?;
        let today = self.ctx()?.today();
        Ok(file(
            &format!("{}-{today}.xlsx", pick(lang, export.title)),
            bytes,
        ))
    }
}

fn pick(lang: Lang, (zh, en): (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn workbook(
    export: &Export,
    lang: Lang,
    ctx: &Ctx,
    rows: impl FnOnce(&mut Sheet<'_>) -> Result<()>,
) -> Result<Vec<u8>> {
    let title = pick(lang, export.title);
    let meta = WorkbookMeta {
        title: title.to_owned(),
        author: String::new(),
        created_unix: ctx.now() / 1_000_000,
    };
    let mut book = XlsxWriter::new(&meta);
    let spec = SheetSpec {
        name: title.to_owned(),
        title_lines: Vec::new(),
        columns: export
            .columns
            .iter()
            .map(|column| head(column, lang))
            .collect(),
        landscape: true,
    };
    let mut writer = book.sheet(spec).map_err(broken)?;
    let mut write = |cells: &[Cell], total: bool| {
        let values: Vec<Value<'_>> = cells.iter().map(value).collect();
        if total {
            writer.total(&values)
        } else {
            writer.row(&values)
        }
    };
    let mut sheet = Sheet {
        export,
        write: &mut write,
        sums: BTreeMap::new(),
        rows: 0,
    };
    rows(&mut sheet)?;
    sheet.totals(lang)?;
    writer.finish().map_err(broken)?;
    book.finish().map_err(broken)
}

fn head(&(zh, en, shown): &ExportColumn, lang: Lang) -> Column {
    let kind = match shown {
        Shown::Text | Shown::Wide => ColumnKind::Text,
        Shown::Money | Shown::MoneySum => ColumnKind::Amount { exponent: 2 },
        Shown::Decimal => ColumnKind::Quantity { decimals: 8 },
        Shown::Integer => ColumnKind::Integer,
        Shown::Day => ColumnKind::Date,
    };
    let column = Column::new(pick(lang, (zh, en)), kind);
    if shown == Shown::Wide {
        column.width(36)
    } else {
        column
    }
}

fn value(cell: &Cell) -> Value<'_> {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Text(text) => Value::Text(text),
        Cell::Money(minor, currency) => Value::AmountOf {
            minor: *minor,
            exponent: currency.exponent(),
        },
        Cell::Decimal(unscaled, scale) => Value::Decimal {
            unscaled: *unscaled,
            scale: *scale,
        },
        Cell::Integer(number) => Value::Integer(*number),
        Cell::Day(day) => sheet_date(*day).map_or(Value::Empty, Value::Date),
    }
}

fn sheet_date(day: Date) -> Option<SheetDate> {
    use chrono::Datelike;
    let (month, of_month) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    SheetDate::new(day.year(), month, of_month)
}

async fn note(call: &Call, what: &'static str) -> Result<(), Response> {
    let ctx = call.ctx()?.clone();
    let line = AccessNote {
        company: ctx.company.raw(),
        user: ctx.actor.raw(),
        kind: AccessKind::Export,
        detail: what.to_owned(),
        request_id: ctx.request_id.clone(),
        address: String::new(),
    };
    call.state
        .jieqing
        .db
        .write_async(move |tx| Ok(note_access(tx, &ctx.clock, &ctx.ids, &line)?))
        .await
        .map_err(|error| call.fail(&error))
}

/// A file to be saved; its name may be Chinese.
fn file(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA));
    if let Ok(value) = HeaderValue::from_str(&disposition(name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// `Content-Disposition` for a file of this name (RFC 6266).
pub(crate) fn disposition(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-._ ".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

fn broken(error: FormatError) -> Error {
    match error.code {
        "xlsx.too_many_rows" => Error::refused("exports.too_many_rows"),
        code => Error::bug(format!("export: {code}")),
    }
}

jieqing_kernel::known_codes!("exports.too_many_rows");

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_are_safe_in_a_header() {
        assert_eq!(
            disposition("对账 \"a\"\r\n.xlsx"),
            "attachment; filename=\"__ _a___.xlsx\"; filename*=UTF-8''%E5%AF%B9%E8%B4%A6%20%22a%22%0D%0A.xlsx"
        );
    }
}
