//! Read models of bank accounts: statements with their continuity, rows, imports.

use super::continuity::{Continuity, Stated, continuity};
use super::job::ImportStage;
use super::model::{Foots, RowKind};
use crate::listing::sorted_page;
use crate::receipts::ReceiptStatus;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Micros;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A stored statement. Minor units.
    pub struct StatementView {
        /// Id.
        pub id: Id<wire::BankStatement>,
        /// Our account.
        pub account_id: Id<wire::BankAccount>,
        /// Its name.
        pub account_name: String,
        /// Its currency.
        pub currency: Currency,
        /// Number.
        pub number: String,
        /// Format of the file.
        pub format: String,
        /// Name of the file; empty when it came from the command line.
        pub file_name: String,
        /// First day.
        pub from: Date,
        /// Last day.
        pub to: Date,
        /// Opening balance.
        pub opening: Option<i64>,
        /// Closing balance.
        pub closing: Option<i64>,
        /// Sum of the rows.
        pub sum: i64,
        /// Whether it foots.
        pub foots: Foots,
        /// Rows in the file.
        pub rows: i64,
        /// Rows it brought.
        pub new: i64,
        /// Who imported it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
    }
}

row! {
    /// A stored row. Minor units, money in positive.
    pub struct RowView {
        /// Id.
        pub id: Id<wire::BankRow>,
        /// Our account.
        pub account_id: Id<wire::BankAccount>,
        /// Its name.
        pub account_name: String,
        /// Its currency.
        pub currency: Currency,
        /// Booking day.
        pub booked_on: Date,
        /// Time as the bank wrote it.
        pub time: String,
        /// Amount.
        pub amount: i64,
        /// Balance after it.
        pub balance: Option<i64>,
        /// Other side.
        pub counterparty: String,
        /// Its account.
        pub counterparty_account: String,
        /// Purpose.
        pub text: String,
        /// The bank's number.
        pub bank_ref: String,
        /// What it is.
        pub kind: RowKind,
        /// Who said so; null when the file did.
        pub kind_by: Option<String>,
        /// Takes another row back.
        pub reversal: bool,
        /// Day of the row that it takes back, or that takes it back.
        pub other_half_on: Option<Date>,
        /// Its receipt.
        pub receipt_id: Option<Id<wire::Receipt>>,
        /// The receipt's number.
        pub receipt_no: Option<String>,
        /// The receipt's status.
        pub receipt_status: Option<ReceiptStatus>,
        /// Name of the receipt's customer.
        pub customer_name: Option<String>,
        /// Version.
        pub version: i64,
    }
}

row! {
    /// An import of a bank file.
    pub struct ImportView {
        /// Id.
        pub id: Id<wire::BankImport>,
        /// Account that was chosen.
        pub account_id: Option<Id<wire::BankAccount>>,
        /// Name of the file.
        pub file_name: String,
        /// Size in bytes.
        pub size: i64,
        /// Where it is.
        pub stage: ImportStage,
        /// [`super::Summary`] or `refused` as JSON.
        pub report: String,
        /// Its job (raw id).
        pub job: i64,
        /// When it came, µs.
        pub created_at_us: Micros,
        /// When it was stored, µs.
        pub committed_at_us: Option<Micros>,
    }
}

row! {
    /// What is stored of an account, for the list of accounts.
    pub struct AccountState {
        /// Account.
        pub id: Id<wire::BankAccount>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Bank.
        pub bank: String,
        /// Number.
        pub number: String,
        /// Currency.
        pub currency: Currency,
        /// Statements.
        pub statements: i64,
        /// Rows.
        pub rows: i64,
        /// Last day stored.
        pub last_on: Option<Date>,
        /// Statements that do not foot.
        pub unfooted: i64,
        /// Receipts of its rows that nobody claimed.
        pub unclaimed: i64,
    }
}

sql!(
    pub(super) KEPT,
    "select account_id, file_name, sha256, state, committed_at_us from bank_imports
     where company_id = $1 and id = $2"
);
sql!(
    IMPORT,
    "select id, account_id, file_name, size, state, report, job_id, created_at_us, committed_at_us
     from bank_imports where company_id = $1 and id = $2"
);
sql!(
    ACCOUNT_STATES,
    "select a.id, a.code, a.name, a.bank, a.account, a.currency,
       (select count(*) from bank_statements s where s.company_id = a.company_id and s.account_id = a.id),
       (select count(*) from bank_rows r where r.company_id = a.company_id and r.account_id = a.id),
       (select max(s.to_on) from bank_statements s where s.company_id = a.company_id and s.account_id = a.id),
       (select count(*) from bank_statements s where s.company_id = a.company_id and s.account_id = a.id
          and s.foots = 'no'),
       (select count(*) from receipts p where p.company_id = a.company_id and p.bank_account_id = a.id
          and p.status = 'unclaimed')
     from bank_accounts a where a.company_id = $1 and a.active order by a.code"
);
const STATEMENT: &str = "select s.id, s.account_id, a.name, a.currency, s.number, s.format, coalesce(i.file_name, ''), s.from_on, s.to_on,
  s.opening_minor, s.closing_minor, s.sum_minor, s.foots, s.rows_total, s.rows_new, coalesce(u.name, ''),
  s.created_at_us
from bank_statements s
join bank_accounts a on a.company_id = s.company_id and a.id = s.account_id
left join bank_imports i on i.company_id = s.company_id and i.id = s.import_id
left join users u on u.id = s.created_by";
const ROW: &str = "select b.id, b.account_id, a.name, a.currency, b.booked_on, b.booked_at, b.amount_minor, b.balance_minor,
  b.counterparty, b.counterparty_account, b.text, b.bank_ref, b.kind, u.name, b.reversal,
  coalesce(o.booked_on, t.booked_on), b.receipt_id, r.number, r.status, c.name, b.version
from bank_rows b
join bank_accounts a on a.company_id = b.company_id and a.id = b.account_id
left join users u on u.id = b.kind_by
left join bank_rows o on o.company_id = b.company_id and o.id = b.reverses_id
left join bank_rows t on t.company_id = b.company_id and t.reverses_id = b.id
left join receipts r on r.company_id = b.company_id and r.id = b.receipt_id
left join customers c on c.company_id = r.company_id and c.id = r.customer_id";

/// Most statements of an account that are looked at for continuity: the newest.
const STATEMENTS: i64 = 2_000;

/// Our accounts with what is stored of them.
///
/// # Errors
/// Database errors.
pub fn accounts(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<AccountState>> {
    Ok(tx.all(&ACCOUNT_STATES, params![ctx.company])?)
}

/// The statements of an account, newest first, each with how it joins those before.
///
/// # Errors
/// Database errors.
pub fn statements(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    account: Id<wire::BankAccount>,
) -> Result<Vec<(StatementView, Continuity)>> {
    let (sql, values) = SqlBuilder::new("BANK_STATEMENTS", STATEMENT)
        .bind("where s.company_id = ?", &[&ctx.company])
        .bind("and s.account_id = ?", &[&account])
        .bind(
            "order by s.from_on desc, s.to_on desc, s.id desc limit ?",
            &[&STATEMENTS],
        )
        .finish();
    let mut all: Vec<StatementView> = tx.all(&sql, &values)?;
    all.reverse();
    let stated: Vec<Stated> = all
        .iter()
        .map(|s| Stated {
            from: s.from,
            to: s.to,
            opening: s.opening,
            closing: s.closing,
        })
        .collect();
    let links = continuity(&stated);
    Ok(all.into_iter().zip(links).rev().collect())
}

crate::listing::list_sort! {
    /// Order of the list of rows; `-` is descending.
    pub enum RowSort of RowView, by "b.id" {
        /// Latest first.
        LatestFirst = "-booked_on", desc "b.booked_on" text |r| r.booked_on.to_string(),
        /// Earliest first.
        EarliestFirst = "booked_on", asc "b.booked_on" text |r| r.booked_on.to_string(),
        /// Largest first.
        LargestFirst = "-amount", desc "b.amount_minor" number |r| r.amount.to_string(),
        /// Smallest first.
        SmallestFirst = "amount", asc "b.amount_minor" number |r| r.amount.to_string(),
    }
}

/// Which rows to list.
#[derive(Debug, Clone, Default)]
pub struct RowFilter {
    /// Only this account.
    pub account: Option<Id<wire::BankAccount>>,
    /// Only those a statement brought.
    pub statement: Option<Id<wire::BankStatement>>,
    /// Only this kind.
    pub kind: Option<RowKind>,
    /// Only money in (`true`) or out.
    pub incoming: Option<bool>,
    /// Part of the other side, purpose or the bank's number.
    pub search: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// In which order.
    pub sort: RowSort,
}

/// A page of rows.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn rows(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    filter: &RowFilter,
    page: &PageRequest,
) -> Result<Page<RowView>> {
    let mut build = SqlBuilder::new("BANK_ROWS", ROW)
        .bind("where b.company_id = ?", &[&ctx.company])
        .bind_if(
            "and b.account_id = ?",
            filter.account.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and b.statement_id = ?",
            filter.statement.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and b.kind = ?",
            filter.kind.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and b.booked_on >= ?",
            filter.from.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and b.booked_on <= ?",
            filter.to.as_ref().map(|v| v as &dyn ToV),
        );
    build = match filter.incoming {
        Some(true) => build.push("and b.amount_minor > 0"),
        Some(false) => build.push("and b.amount_minor < 0"),
        None => build,
    };
    if let Some(search) = &filter.search {
        let like = wire::contains_pattern(search);
        build = build.bind(
            "and (lower(b.counterparty) like ? escape '\\' or lower(b.text) like ? escape '\\'
               or lower(b.bank_ref) like ? escape '\\')",
            &[&like, &like, &like],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}

/// One row.
///
/// # Errors
/// [`Error::NotFound`].
pub fn bank_row(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::BankRow>) -> Result<RowView> {
    let (sql, values) = SqlBuilder::new("BANK_ROW", ROW)
        .bind("where b.company_id = ?", &[&ctx.company])
        .bind("and b.id = ?", &[&id])
        .finish();
    tx.opt::<RowView>(&sql, &values)?.ok_or(Error::NotFound)
}

/// One import.
///
/// # Errors
/// [`Error::NotFound`].
pub fn import(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::BankImport>) -> Result<ImportView> {
    tx.opt::<ImportView>(&IMPORT, params![ctx.company, id])?
        .ok_or(Error::NotFound)
}
