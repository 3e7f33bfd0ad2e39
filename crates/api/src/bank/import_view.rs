//! An import of a bank file on the wire.

use jieqing_domain::bank::query::ImportView;
use jieqing_domain::bank::{SeenRow, SeenStatement, Summary};
use jieqing_domain::texts::Lang;
use jieqing_domain::wire;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::id::Id;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An import of a bank file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankImportBody {
    /// Id.
    #[schema(example = "bim_0c1x2y3z4w5v6")]
    id: String,
    /// Job that reads or stores it.
    #[schema(example = "job_0c1x2y3z4w5v6")]
    job_id: String,
    /// `reading`, `previewed`, `storing`, `stored` or `failed`.
    #[schema(example = "previewed")]
    state: &'static str,
    /// Name of the file.
    #[schema(example = "工行202611.csv")]
    file_name: String,
    /// Bytes.
    #[schema(example = 20_480)]
    size: i64,
    /// Account that was chosen; null when the file names it.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    account_id: Option<String>,
    /// Why it failed.
    refused: Option<String>,
    /// What it holds and what becomes of it, once read.
    summary: Option<BankSummary>,
    /// When it came.
    #[schema(example = "2026-11-24T08:00:00Z")]
    created_at: String,
    /// When it was stored.
    stored_at: Option<String>,
}

/// What a bank file holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankSummary {
    /// `mt940`, `camt053`, `csv`, …
    #[schema(example = "csv")]
    format: String,
    /// Statements.
    statements: Vec<SeenBankStatement>,
    /// Rows by fate.
    #[schema(example = json!({"receipt": 8, "pool": 1, "kept_out": 2, "known": 0}))]
    fates: BTreeMap<String, i64>,
    /// Rows in file order, the first 1,000.
    rows: Vec<SeenBankRow>,
    /// Rows in all.
    #[schema(example = 11)]
    total: i64,
    /// What the reader found wrong.
    problems: Vec<BankFileProblem>,
}

/// A statement in a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeenBankStatement {
    /// Account.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    account_id: String,
    /// Its name.
    #[schema(example = "基本户")]
    account_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Number.
    #[schema(example = "11")]
    number: String,
    /// First day; empty without rows.
    #[schema(example = "2026-11-01")]
    from: String,
    /// Last day; empty without rows.
    #[schema(example = "2026-11-23")]
    to: String,
    /// Opening balance, when stated.
    #[schema(example = "10000.00")]
    opening: Option<String>,
    /// Closing balance, when stated.
    #[schema(example = "15000.00")]
    closing: Option<String>,
    /// Sum of the rows.
    #[schema(example = "5000.00")]
    sum: String,
    /// `yes`, `no` or `unstated`.
    #[schema(example = "yes")]
    foots: &'static str,
    /// Closing less opening less rows, when it does not foot.
    #[schema(example = "0.01")]
    difference: Option<String>,
    /// Rows.
    #[schema(example = 11)]
    rows: i64,
    /// Rows that are not stored yet.
    #[schema(example = 11)]
    new: i64,
    /// Opening less the closing balance before it, when they differ.
    #[schema(example = "100.00")]
    gap: Option<String>,
}

/// A row in a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeenBankRow {
    /// Booking day.
    #[schema(example = "2026-11-20")]
    booked_on: String,
    /// Amount; money out is negative.
    #[schema(example = "5000.00")]
    amount: String,
    /// Other side.
    #[schema(example = "杭州云栖贸易有限公司")]
    counterparty: String,
    /// Its account.
    #[schema(example = "6222000011112222")]
    counterparty_account: String,
    /// Purpose.
    #[schema(example = "货款")]
    text: String,
    /// The bank's number.
    #[schema(example = "202611200001")]
    bank_ref: String,
    /// What it is.
    #[schema(example = "payment")]
    kind: &'static str,
    /// `known`, `receipt`, `pool`, `linked`, `reversal`, `reversed`, `outgoing` or `kept_out`.
    #[schema(example = "receipt")]
    fate: &'static str,
    /// Customer, when the payer is known.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Receipt, as far as there is one.
    #[schema(example = "RC-202611-0001")]
    receipt_no: String,
}

/// Something wrong in a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankFileProblem {
    /// Line or row with tag or column.
    #[schema(example = "row 9 column 余额")]
    place: String,
    /// Stable code.
    #[schema(example = "balance.differs")]
    code: String,
    /// What and why, with figures.
    #[schema(example = "balance 100.00 is not 99.00 + 2.00")]
    message: String,
}

pub(super) fn body(import: ImportView, lang: Lang) -> BankImportBody {
    let report: serde_json::Value = serde_json::from_str(&import.report).unwrap_or_default();
    let word = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    BankImportBody {
        id: import.id.to_string(),
        job_id: Id::<wire::Job>::from_raw(import.job).to_string(),
        state: import.stage.as_str(),
        file_name: import.file_name,
        size: import.size,
        account_id: import.account_id.map(|id| id.to_string()),
        refused: report["refused"][word].as_str().map(str::to_owned),
        summary: serde_json::from_value::<Summary>(report).ok().map(summary),
        created_at: rfc3339(import.created_at_us),
        stored_at: import.committed_at_us.map(rfc3339),
    }
}

fn summary(s: Summary) -> BankSummary {
    BankSummary {
        format: s.format,
        statements: s.statements.into_iter().map(statement).collect(),
        fates: s.fates,
        rows: s.rows.into_iter().map(row).collect(),
        total: s.total,
        problems: s
            .problems
            .into_iter()
            .map(|(place, code, message)| BankFileProblem {
                place,
                code,
                message,
            })
            .collect(),
    }
}

fn statement(s: SeenStatement) -> SeenBankStatement {
    SeenBankStatement {
        account_id: s.account_id,
        account_name: s.account,
        currency: s.currency,
        number: s.number,
        from: s.from,
        to: s.to,
        opening: s.opening,
        closing: s.closing,
        sum: s.sum,
        foots: s.foots.as_str(),
        difference: s.difference,
        rows: s.rows,
        new: s.new,
        gap: s.gap,
    }
}

fn row(r: SeenRow) -> SeenBankRow {
    SeenBankRow {
        booked_on: r.booked_on,
        amount: r.amount,
        counterparty: r.counterparty,
        counterparty_account: r.counterparty_account,
        text: r.text,
        bank_ref: r.bank_ref,
        kind: r.kind.as_str(),
        fate: r.fate.as_str(),
        customer_name: r.customer,
        receipt_no: r.receipt,
    }
}
