//! Refusals of imports and codes of failing rows.

use jieqing_formats::FormatError;
use jieqing_kernel::error::{Error, FieldError};

jieqing_kernel::refusals! {
    /// Why an import is refused as a whole.
    pub enum ImportRefusal {
        /// The file has no table in it.
        NoRows { file: String } = "imports.no_rows",
        /// More than one sheet holds data.
        WhichSheet { sheets: String } = "imports.which_sheet",
        /// No row looks like a header.
        NoHeader { file: String } = "imports.no_header",
        /// Fields without a column.
        ColumnsMissing { fields: String, columns: String } = "imports.columns_missing",
        /// The mapping names a column the file does not have.
        UnknownColumn { column: String, columns: String } = "imports.unknown_column",
        /// The mapping names a column the file has twice.
        ColumnTwice { column: String } = "imports.column_twice",
        /// The mapping names a field that does not exist.
        UnknownField { field: String, fields: String } = "imports.unknown_field",
        /// The mapping is not JSON of the documented form.
        BadMapping { detail: String } = "imports.bad_mapping",
        /// No such option.
        UnknownOption { option: String } = "imports.unknown_option",
        /// The option has no such value.
        BadOption { option: String, value: String, allowed: String } = "imports.bad_option",
        /// Rows fail and skipping was not chosen.
        RowsFail { failed: i64, total: i64 } = "imports.rows_fail",
        /// The import is stored already.
        AlreadyCommitted { at: String } = "imports.already_committed",
        /// Lines make sense for orders only.
        NoSecondFile { kind: String } = "imports.no_second_file",
        /// Confirmed orders come without a credit check, which the user must choose.
        CreditChoice = "imports.credit_choice",
        /// The uploaded file is gone.
        FileGone { file: String } = "imports.file_gone",
    }
}

jieqing_kernel::known_codes!(
    "imports.total_row",
    "imports.note_row",
    "imports.repeated_key",
    "imports.duplicate_key",
    "imports.document_incomplete",
    "imports.header_differs",
    "imports.header_without_lines",
    "imports.lines_without_header",
    "imports.unknown_status",
    "imports.unknown_customer",
    "imports.unknown_product",
    "imports.unknown_terms",
    "imports.unknown_order",
    "imports.unknown_bank_account",
    "imports.not_delivered",
    "imports.order_cancelled",
    "imports.cancellation_document",
    "imports.adjustment_document",
    "imports.return_line",
    "imports.price_negative",
    "imports.price_zero",
    "imports.zero_quantity",
    "imports.bad_cell",
    "imports.formula_without_value",
    "orders.customer_missing",
    "amount.empty",
    "amount.not_a_number",
    "amount.exponent",
    "amount.decimal_comma",
    "amount.grouping",
    "amount.sign",
    "amount.hex",
    "amount.percent",
    "amount.unit",
    "amount.trailing_text",
    "amount.too_long",
    "amount.too_precise",
    "amount.too_large",
    "date.empty",
    "date.ambiguous_order",
    "date.two_digit_year",
    "date.no_year",
    "date.no_such_day",
    "date.bad_time",
    "date.time_zone",
    "date.not_a_date",
    "file.empty",
    "file.too_large",
    "file.too_many_rows",
    "file.too_many_columns",
    "file.cell_too_long",
    "file.row_too_long",
    "file.not_a_table",
    "file.damaged",
    "file.doctype",
    "file.zip_bomb",
    "file.zip_entries",
    "file.zip_name",
    "file.zip_duplicate",
    "file.zip_symlink",
    "file.zip_encrypted",
    "file.no_sheets",
    "file.no_such_sheet",
    "file.needs_worker",
    "file.reader_crashed",
    "file.reader_failed",
    "file.reader_timeout",
    "file.worker_start",
    "file.worker_protocol",
    "csv.nul_byte",
    "csv.unclosed_quote",
    "csv.bad_encoding",
    "csv.unknown_encoding",
    "csv.bad_delimiter",
    "xlsx.damaged",
    "xlsx.part_missing",
    "xlsx.bad_order",
    "xlsx.bad_count",
    "xlsx.bad_encoding",
    "xlsx.password",
    "xls.damaged",
    "xls.password",
    "ods.damaged",
);

/// A file that can't be read, as an invalid field: code, figures and place.
#[must_use]
pub(crate) fn unreadable(error: FormatError) -> Error {
    let place = error.place.clone().unwrap_or_default();
    let mut facts = error.facts;
    if let Some(sheet) = place.sheet {
        facts.push(("sheet", sheet));
    }
    if let Some(row) = place.row {
        facts.push(("row", row.to_string()));
    }
    if let Some(column) = place.column {
        facts.push(("column", column.to_string()));
    }
    Error::Invalid(vec![FieldError {
        path: "file".into(),
        code: error.code,
        facts,
    }])
}
