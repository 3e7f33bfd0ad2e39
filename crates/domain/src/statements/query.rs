//! Read models of statements.

use super::agreement::Agreement;
use super::model::{StatementAging, StatementFacts, StatementStatus};
use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Micros;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};
use jieqing_kernel::uppercase;

row! {
    /// A statement in a list; amounts in minor units.
    pub struct StatementRow {
        /// Id.
        pub id: Id<wire::Statement>,
        /// Number.
        pub number: String,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Its code.
        pub customer_code: String,
        /// Its name.
        pub customer_name: String,
        /// Currency.
        pub currency: Currency,
        /// First day.
        pub from: Date,
        /// Last day.
        pub to: Date,
        /// Status.
        pub status: StatementStatus,
        /// How far it is agreed.
        pub agreement: Agreement,
        /// 1 for the first of its period.
        pub statement_version: i64,
        /// Balance before.
        pub opening: i64,
        /// Increases.
        pub debit: i64,
        /// Decreases.
        pub credit: i64,
        /// Balance after.
        pub closing: i64,
        /// SHA-256 of its content.
        pub digest: String,
        /// The one it continues.
        pub previous_id: Option<Id<wire::Statement>>,
        /// Hash of the stored PDF; empty until first asked for.
        pub pdf_sha256: String,
        /// Hash of the stored workbook; empty until first asked for.
        pub xlsx_sha256: String,
        /// Why it was voided.
        pub void_reason: String,
        /// Who made it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
        /// Row version.
        pub version: i64,
    }
}

impl StatementRow {
    /// 期末余额（大写）; only for renminbi.
    #[must_use]
    pub fn closing_upper(&self) -> Option<String> {
        let style = uppercase::Style {
            currency_prefix: true,
            ..uppercase::Style::default()
        };
        (self.currency == Currency::CNY)
            .then(|| uppercase::format_with(self.closing, style))
            .flatten()
    }
}

row! {
    /// A movement on a statement.
    pub struct StatementLineRow {
        /// From 1.
        pub line_no: i64,
        /// Date of the document.
        pub doc_on: Date,
        /// Kind of the document.
        pub doc_type: String,
        /// The document (raw id).
        pub doc_id: i64,
        /// Its number.
        pub doc_no: String,
        /// Orders, invoices, bank references.
        pub reference: String,
        /// In words.
        pub description: String,
        /// Increase.
        pub debit: i64,
        /// Decrease.
        pub credit: i64,
        /// Balance after it.
        pub balance: i64,
    }
}

/// A whole statement.
#[derive(Debug, Clone)]
pub struct StatementDetail {
    /// Header.
    pub row: StatementRow,
    /// Parties, terms, what the closing balance is made of.
    pub facts: StatementFacts,
    /// Ageing of the closing balance.
    pub aging: StatementAging,
    /// Movements in order.
    pub lines: Vec<StatementLineRow>,
}

const STATEMENT: &str =
    "select s.id, s.number, s.customer_id, c.code, c.name, s.currency, s.period_from,
  s.period_to, s.status, s.agreement, s.statement_version, s.opening_minor, s.debit_minor, s.credit_minor,
  s.closing_minor, s.digest, s.previous_id, s.pdf_sha256, s.xlsx_sha256, s.void_reason,
  coalesce(u.name, ''), s.created_at_us, s.version
from statements s
join customers c on c.company_id = s.company_id and c.id = s.customer_id
left join users u on u.id = s.created_by";

sql!(
    CONTENT,
    "select facts, aging from statements where company_id = $1 and id = $2"
);
sql!(
    LINES,
    "select line_no, doc_on, doc_type, doc_id, doc_no, reference, description, debit_minor,
       credit_minor, balance_minor
     from statement_lines where company_id = $1 and statement_id = $2 order by line_no"
);

crate::listing::list_sort! {
    /// Order of the list of statements; `-` is descending.
    pub enum StatementSort of StatementRow, by "s.id" {
        /// Latest first.
        LatestFirst = "-period_to", desc "s.period_to" text |r| r.to.to_string(),
        /// Earliest first.
        EarliestFirst = "period_to", asc "s.period_to" text |r| r.to.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "s.number" text |r| r.number.clone(),
        /// By number.
        NumberUp = "number", asc "s.number" text |r| r.number.clone(),
        /// Largest first.
        LargestFirst = "-closing", desc "s.closing_minor" number |r| r.closing.to_string(),
        /// Smallest first.
        SmallestFirst = "closing", asc "s.closing_minor" number |r| r.closing.to_string(),
    }
}

/// Which statements to list.
#[derive(Debug, Clone, Default)]
pub struct StatementFilter {
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Status.
    pub status: Option<StatementStatus>,
    /// How far agreed.
    pub agreement: Option<Agreement>,
    /// Those that end on or after the day.
    pub from: Option<Date>,
    /// Those that end on or before the day.
    pub to: Option<Date>,
    /// In which order.
    pub sort: StatementSort,
}

/// A page of statements.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &StatementFilter,
    page: &PageRequest,
) -> Result<Page<StatementRow>> {
    let build = scoped(SqlBuilder::new("LIST_STATEMENTS", STATEMENT), ctx, scope)
        .bind_if(
            "and s.customer_id = ?",
            filter.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and s.status = ?",
            filter.status.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and s.agreement = ?",
            filter.agreement.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and s.period_to >= ?",
            filter.from.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and s.period_to <= ?",
            filter.to.as_ref().map(|v| v as &dyn ToV),
        );
    sorted_page(tx, build, filter.sort, page)
}

/// One statement with its lines.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Statement>,
) -> Result<StatementDetail> {
    let (sql, values) = scoped(SqlBuilder::new("GET_STATEMENT", STATEMENT), ctx, scope)
        .bind("and s.id = ?", &[&id])
        .finish();
    let row = tx
        .opt::<StatementRow>(&sql, &values)?
        .ok_or(Error::NotFound)?;
    let (facts, aging) = tx.one::<(String, String)>(&CONTENT, params![ctx.company, id])?;
    Ok(StatementDetail {
        row,
        facts: serde_json::from_str(&facts).map_err(|e| Error::bug(e.to_string()))?,
        aging: serde_json::from_str(&aging).map_err(|e| Error::bug(e.to_string()))?,
        lines: tx.all(&LINES, params![ctx.company, id])?,
    })
}

fn scoped(build: SqlBuilder, ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    build
        .bind("where s.company_id = ?", &[&ctx.company])
        .within(scope, "s.owner_id", "s.department_id")
}
