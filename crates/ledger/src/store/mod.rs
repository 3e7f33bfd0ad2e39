//! SQL of the ledger.

pub(crate) mod chart;
pub(crate) mod period;
pub(crate) mod report;

use crate::draft::DraftLine;
use jieqing_db::{Bulk, DbResult, ReadTx, SqlBuilder, ToV, WriteTx, params, row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::page::{Page, PageRequest};
use sha2::{Digest, Sha256};

row! {
    /// A posted entry.
    pub struct EntryRow {
        /// Raw id.
        pub id: i64,
        /// Voucher number.
        pub number: String,
        /// Period `YYYY-MM`.
        pub period: String,
        /// Posting date.
        pub posted_on: Date,
        /// Document date.
        pub doc_on: Date,
        /// Business event.
        pub event: String,
        /// Kind of source document.
        pub source_type: String,
        /// Source document.
        pub source_id: i64,
        /// Its number.
        pub source_no: String,
        /// 摘要.
        pub memo: String,
        /// The entry this one reverses.
        pub reverses_id: Option<i64>,
        /// The entry that reversed this one.
        pub reversed_by: Option<i64>,
        /// Acting user.
        pub created_by: i64,
        /// When, µs.
        pub created_at_us: i64,
        /// Sum of debits in company currency.
        pub base_total: i64,
    }
}

row! {
    /// A line of a posted entry.
    pub struct EntryLineRow {
        /// From 1.
        pub line_no: i64,
        /// Account code.
        pub account: String,
        /// Account name.
        pub account_name: String,
        /// Customer, 0 for none.
        pub customer_id: i64,
        /// Department, 0 for none.
        pub department_id: i64,
        /// Document currency.
        pub currency: Currency,
        /// Debit, minor units.
        pub debit_minor: i64,
        /// Credit, minor units.
        pub credit_minor: i64,
        /// Debit in company currency.
        pub base_debit_minor: i64,
        /// Credit in company currency.
        pub base_credit_minor: i64,
    }
}

sql!(
    pub(crate) INSERT_ENTRY,
    "insert into ledger_entries (company_id, id, number, period, posted_on, doc_on, event,
       source_type, source_id, source_no, memo, reverses_id, digest, created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
);
pub(crate) const LINES_INTO: Bulk = Bulk {
    table: "ledger_lines",
    columns: &[
        "company_id",
        "entry_id",
        "line_no",
        "account",
        "posted_on",
        "customer_id",
        "department_id",
        "currency",
        "debit_minor",
        "credit_minor",
        "base_debit_minor",
        "base_credit_minor",
    ],
};
sql!(
    pub(crate) ADD_BALANCE,
    "insert into ledger_balances (company_id, period, account, currency, debit_minor, credit_minor,
       base_debit_minor, base_credit_minor)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (company_id, period, account, currency) do update set
       debit_minor = ledger_balances.debit_minor + excluded.debit_minor,
       credit_minor = ledger_balances.credit_minor + excluded.credit_minor,
       base_debit_minor = ledger_balances.base_debit_minor + excluded.base_debit_minor,
       base_credit_minor = ledger_balances.base_credit_minor + excluded.base_credit_minor"
);
sql!(
    ROLES,
    "select role, code from accounts where company_id = $1 and role <> ''"
);
sql!(
    NEXT,
    "insert into number_series (company_id, kind, period, last) values ($1, 'voucher', $2, 1)
     on conflict (company_id, kind, period) do update set last = number_series.last + 1
     returning last"
);
const ENTRY: &str =
    "select e.id, e.number, e.period, e.posted_on, e.doc_on, e.event, e.source_type,
  e.source_id, e.source_no, e.memo, e.reverses_id,
  (select r.id from ledger_entries r where r.company_id = e.company_id and r.reverses_id = e.id),
  e.created_by, e.created_at_us,
  (select cast(coalesce(sum(l.base_debit_minor), 0) as bigint) from ledger_lines l
    where l.company_id = e.company_id and l.entry_id = e.id)
  from ledger_entries e";
sql!(
    LINES,
    "select l.line_no, l.account, coalesce(a.name, ''), l.customer_id, l.department_id, l.currency,
       l.debit_minor, l.credit_minor, l.base_debit_minor, l.base_credit_minor
     from ledger_lines l
     left join accounts a on a.company_id = l.company_id and a.code = l.account
     where l.company_id = $1 and l.entry_id = $2 order by l.line_no"
);

/// Which entries to list.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// Only this period.
    pub period: Option<String>,
    /// Only this account.
    pub account: Option<String>,
    /// Only this customer.
    pub customer: Option<i64>,
    /// Only this source document.
    pub source: Option<(String, i64)>,
}

pub(crate) fn roles(tx: &mut ReadTx<'_>, company: i64) -> DbResult<Vec<(String, String)>> {
    tx.all(&ROLES, params![company])
}

pub(crate) fn next_number(tx: &mut WriteTx<'_>, company: i64, period: &str) -> DbResult<String> {
    let (n,) = tx.one::<(i64,)>(&NEXT, params![company, period])?;
    Ok(format!("记-{}-{n:05}", period.replace('-', "")))
}

/// One entry.
///
/// # Errors
/// [`DbError`](jieqing_db::DbError).
pub fn get_entry(tx: &mut ReadTx<'_>, company: i64, id: i64) -> DbResult<Option<EntryRow>> {
    let (sql, values) = SqlBuilder::new("GET_ENTRY", ENTRY)
        .bind("where e.company_id = ? and e.id = ?", &[&company, &id])
        .finish();
    tx.opt(&sql, &values)
}

/// Lines of an entry, in order.
///
/// # Errors
/// [`DbError`](jieqing_db::DbError).
pub fn entry_lines(tx: &mut ReadTx<'_>, company: i64, id: i64) -> DbResult<Vec<EntryLineRow>> {
    tx.all(&LINES, params![company, id])
}

/// Entries, newest posting date first.
///
/// # Errors
/// [`DbError`](jieqing_db::DbError).
pub fn list_entries(
    tx: &mut ReadTx<'_>,
    company: i64,
    filter: &EntryFilter,
    page: &PageRequest,
) -> DbResult<Page<EntryRow>> {
    let (after_day, after_id) = page.after.clone().unzip();
    let mut build = SqlBuilder::new("LIST_ENTRIES", ENTRY)
        .bind("where e.company_id = ?", &[&company])
        .bind_if(
            "and e.period = ?",
            filter.period.as_ref().map(|p| p as &dyn ToV),
        );
    if let Some(account) = &filter.account {
        build = build.bind(
            "and exists (select 1 from ledger_lines x where x.company_id = e.company_id and x.entry_id = e.id and x.account = ?)",
            &[account],
        );
    }
    if let Some(customer) = &filter.customer {
        build = build.bind(
            "and exists (select 1 from ledger_lines x where x.company_id = e.company_id and x.entry_id = e.id and x.customer_id = ?)",
            &[customer],
        );
    }
    if let Some((kind, id)) = &filter.source {
        build = build.bind("and e.source_type = ? and e.source_id = ?", &[kind, id]);
    }
    if let (Some(day), Some(id)) = (&after_day, &after_id) {
        build = build.bind("and (e.posted_on, e.id) < (?, ?)", &[day, id]);
    }
    let (sql, values) = build
        .bind(
            "order by e.posted_on desc, e.id desc limit ?",
            &[&page.limit.saturating_add(1)],
        )
        .finish();
    let rows = tx.all::<EntryRow>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| {
        (r.posted_on.to_string(), r.id)
    }))
}

/// Digest of an entry and its lines over length-prefixed fields.
pub(crate) fn digest(
    id: i64,
    event: &str,
    posted_on: Date,
    accounts: &[String],
    lines: &[DraftLine],
) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    field(b"jieqing.entry.1");
    field(&id.to_be_bytes());
    field(event.as_bytes());
    field(posted_on.to_string().as_bytes());
    for (line, account) in lines.iter().zip(accounts) {
        field(account.as_bytes());
        field(line.currency.code().as_bytes());
        for number in [line.customer, line.department, line.amount, line.base] {
            field(&number.to_be_bytes());
        }
    }
    hash.finalize().into()
}
