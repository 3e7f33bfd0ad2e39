//! Read models of the desk: receipts with what is known of them, one with its proposal, learnt payers, and how
//! money was applied.

use super::model::DeskState;
use crate::access::{InScope, Scope};
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
    /// A receipt on the desk. Positive minor units.
    pub struct DeskReceipt {
        /// Id.
        pub id: Id<wire::Receipt>,
        /// Number.
        pub number: String,
        /// Status.
        pub status: ReceiptStatus,
        /// Customer, when known.
        pub customer_id: Option<Id<wire::Customer>>,
        /// Its name, else empty.
        pub customer_name: String,
        /// Payer as the bank gave it.
        pub payer: String,
        /// Purpose.
        pub text: String,
        /// The bank's date.
        pub received_on: Date,
        /// Our account.
        pub bank_account_name: String,
        /// Currency.
        pub currency: Currency,
        /// Amount.
        pub amount: i64,
        /// What is open of it.
        pub open: i64,
        /// What is known of it.
        pub state: DeskState,
        /// Least confidence of its lines, per mille; 0 without lines.
        pub score: i64,
        /// What the lines pay.
        pub proposed: i64,
        /// Items of the proposal.
        pub items: i64,
        /// A person's note.
        pub note: String,
        /// Version.
        pub version: i64,
    }
}

row! {
    /// A line of a proposal with its item as it is now.
    pub struct LineView {
        /// Item; null for what nothing was found for.
        pub item_id: Option<Id<wire::OpenItem>>,
        /// Number of its document.
        pub doc_no: String,
        /// Customer of the item.
        pub customer_id: Option<Id<wire::Customer>>,
        /// Its name.
        pub customer_name: String,
        /// Due date.
        pub due_on: Option<Date>,
        /// What is open of the item now.
        pub item_open: i64,
        /// Proposed amount.
        pub amount: i64,
        /// Confidence, per mille.
        pub score: i64,
        /// Which way of thinking led to it.
        pub rule: String,
        /// Exact and unique.
        pub exact: bool,
        /// Reasons, one a line.
        pub reasons_zh: String,
        /// The same in English.
        pub reasons_en: String,
        /// Raw ids of other items, separated by commas.
        pub alternatives: String,
        /// When it was made, µs.
        pub made_at_us: Micros,
    }
}

row! {
    /// Another item that was nearly chosen.
    pub struct AlternativeView {
        /// Item.
        pub item_id: Id<wire::OpenItem>,
        /// Number of its document.
        pub doc_no: String,
        /// Its customer.
        pub customer_id: Id<wire::Customer>,
        /// Its name.
        pub customer_name: String,
        /// Due date.
        pub due_on: Date,
        /// What is open of it.
        pub open: i64,
    }
}

row! {
    /// A payer's name learnt from a confirmed match.
    pub struct AliasView {
        /// Id.
        pub id: Id<wire::PayerAlias>,
        /// As the bank writes it.
        pub payer: String,
        /// Whose it is.
        pub customer_id: Id<wire::Customer>,
        /// The customer's name.
        pub customer_name: String,
        /// The receipt that showed it.
        pub receipt_id: Id<wire::Receipt>,
        /// Its number.
        pub receipt_no: String,
        /// Who confirmed it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
    }
}

row! {
    /// How much was applied in one way, in company currency.
    pub struct RateView {
        /// Way: `automatic`, `proposed`, `manual`, `oldest_first` or `direct`.
        pub how: String,
        /// Allocations that stand.
        pub count: i64,
        /// Their company-currency value, minor units.
        pub base: i64,
        /// Allocations that were undone.
        pub undone: i64,
    }
}

const DESK: &str = "select r.id, r.number, r.status, r.customer_id, coalesce(c.name, ''), r.payer, r.text, r.received_on,
  coalesce(b.name, ''), r.currency, r.amount_minor,
  case when r.status = 'unclaimed' then r.amount_minor else -i.open_minor end,
  case when coalesce(m.skipped, false) then 'skipped' when p.receipt_id is null then 'new'
    when p.exact = 1 then 'exact' when p.items > 0 then 'proposed' else 'undecided' end,
  coalesce(p.score, 0), coalesce(p.amount, 0), coalesce(p.items, 0), coalesce(m.note, ''), r.version
from receipts r
left join customers c on c.company_id = r.company_id and c.id = r.customer_id
left join bank_accounts b on b.company_id = r.company_id and b.id = r.bank_account_id
left join open_items i on i.company_id = r.company_id and i.source_type = 'receipt' and i.source_id = r.id
  and i.instalment = 0
left join receipt_marks m on m.company_id = r.company_id and m.receipt_id = r.id
left join (select company_id, receipt_id, min(case when exact then 1 else 0 end) as exact, count(item_id) as items,
    min(score) as score,
    cast(sum(case when item_id is null then 0 else amount_minor end) as bigint) as amount
  from receipt_proposals group by company_id, receipt_id) p
  on p.company_id = r.company_id and p.receipt_id = r.id";
const OPEN: &str = "and r.reversed_on is null and (r.status = 'unclaimed' or i.open_minor < 0)";

sql!(
    LINES,
    "select p.item_id, coalesce(i.doc_no, ''), i.customer_id, coalesce(c.name, ''), i.due_on,
       coalesce(i.open_minor, 0), p.amount_minor, p.score, p.rule, p.exact, p.reasons_zh, p.reasons_en, p.alternatives,
       p.made_at_us
     from receipt_proposals p
     left join open_items i on i.company_id = p.company_id and i.id = p.item_id
     left join customers c on c.company_id = i.company_id and c.id = i.customer_id
     where p.company_id = $1 and p.receipt_id = $2 order by p.position"
);
const ALTERNATIVE: &str = "select i.id, i.doc_no, i.customer_id, c.name, i.due_on, i.open_minor
from open_items i join customers c on c.company_id = i.company_id and c.id = i.customer_id";
const ALIAS: &str = "select a.id, a.payer, a.customer_id, c.name, a.receipt_id, coalesce(r.number, ''), coalesce(u.name, ''),
  a.created_at_us
from payer_aliases a
join customers c on c.company_id = a.company_id and c.id = a.customer_id
left join receipts r on r.company_id = a.company_id and r.id = a.receipt_id
left join users u on u.id = a.created_by";
sql!(
    RATES,
    "select a.how, cast(sum(case when a.reversed_on is null then 1 else 0 end) as bigint),
       cast(sum(case when a.reversed_on is null then a.debit_base_minor else 0 end) as bigint),
       cast(sum(case when a.reversed_on is null then 0 else 1 end) as bigint)
     from allocations a
     join open_items k on k.company_id = a.company_id and k.id = a.credit_item_id
     where a.company_id = $1 and k.source_type = 'receipt' and a.allocated_on between $2 and $3
     group by a.how order by a.how"
);

crate::listing::list_sort! {
    /// Order of the desk; `-` is descending.
    pub enum DeskSort of DeskReceipt, by "r.id" {
        /// Earliest first.
        EarliestFirst = "received_on", asc "r.received_on" text |r| r.received_on.to_string(),
        /// Latest first.
        LatestFirst = "-received_on", desc "r.received_on" text |r| r.received_on.to_string(),
        /// Largest first.
        LargestFirst = "-amount", desc "r.amount_minor" number |r| r.amount.to_string(),
        /// Smallest first.
        SmallestFirst = "amount", asc "r.amount_minor" number |r| r.amount.to_string(),
    }
}

/// Which receipts to list. Without a state, those that were not put aside.
#[derive(Debug, Clone, Default)]
pub struct DeskFilter {
    /// Only in this state.
    pub state: Option<DeskState>,
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Part of the number, payer, purpose or customer.
    pub search: Option<String>,
    /// In which order.
    pub sort: DeskSort,
}

/// A page of receipts with something left to apply.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn desk(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &DeskFilter,
    page: &PageRequest,
) -> Result<Page<DeskReceipt>> {
    let mut build = scoped("DESK", ctx, scope).push(OPEN).bind_if(
        "and r.customer_id = ?",
        filter.customer.as_ref().map(|v| v as &dyn ToV),
    );
    build = match filter.state {
        None => build.push("and not coalesce(m.skipped, false)"),
        Some(DeskState::Skipped) => build.push("and coalesce(m.skipped, false)"),
        Some(DeskState::New) => {
            build.push("and not coalesce(m.skipped, false) and p.receipt_id is null")
        }
        Some(DeskState::Exact) => build.push("and not coalesce(m.skipped, false) and p.exact = 1"),
        Some(DeskState::Proposed) => {
            build.push("and not coalesce(m.skipped, false) and p.exact = 0 and p.items > 0")
        }
        Some(DeskState::Undecided) => {
            build.push("and not coalesce(m.skipped, false) and p.exact = 0 and p.items = 0")
        }
    };
    if let Some(search) = &filter.search {
        let like = wire::contains_pattern(search);
        build = build.bind(
            "and (lower(r.number) like ? escape '\\' or lower(r.payer) like ? escape '\\'
               or lower(r.text) like ? escape '\\' or lower(c.name) like ? escape '\\')",
            &[&like, &like, &like, &like],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}

fn scoped(name: &'static str, ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    SqlBuilder::new(name, DESK)
        .bind("where r.company_id = ?", &[&ctx.company])
        .within(scope, "r.owner_id", "r.department_id")
}

/// A receipt with its proposal and the items that were nearly chosen.
#[derive(Debug, Clone)]
pub struct DeskDetail {
    /// Receipt.
    pub receipt: DeskReceipt,
    /// Lines; empty when no run has seen it.
    pub lines: Vec<LineView>,
    /// Alternatives with something open, best first.
    pub alternatives: Vec<AlternativeView>,
    /// Whether every line still fits what is open.
    pub fresh: bool,
}

/// One receipt of the desk, also when nothing of it is open any more.
///
/// # Errors
/// [`Error::NotFound`], also for a reversed one.
pub fn detail(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Receipt>,
) -> Result<DeskDetail> {
    let (sql, values) = scoped("DESK_ONE", ctx, scope)
        .push("and r.reversed_on is null")
        .bind("and r.id = ?", &[&id])
        .finish();
    let receipt = tx
        .opt::<DeskReceipt>(&sql, &values)?
        .ok_or(Error::NotFound)?;
    let lines = tx.all::<LineView>(&LINES, params![ctx.company, id])?;
    let mut wanted: Vec<i64> = Vec::new();
    for raw in lines
        .iter()
        .flat_map(|l| l.alternatives.split(','))
        .filter_map(|t| t.parse().ok())
    {
        if !wanted.contains(&raw) {
            wanted.push(raw);
        }
    }
    let ids: Vec<&dyn ToV> = wanted.iter().map(|id| id as &dyn ToV).collect();
    let (sql, values) = SqlBuilder::new("DESK_ALTERNATIVES", ALTERNATIVE)
        .bind("where i.company_id = ?", &[&ctx.company])
        .push("and i.open_minor > 0")
        .bind_in("and i.id in", &ids)
        .finish();
    let mut alternatives: Vec<AlternativeView> = tx.all(&sql, &values)?;
    alternatives.sort_by_key(|a| wanted.iter().position(|w| *w == a.item_id.raw()));
    let fresh = lines
        .iter()
        .all(|l| l.item_id.is_none() || l.amount <= l.item_open);
    Ok(DeskDetail {
        receipt,
        lines,
        alternatives,
        fresh,
    })
}

/// Payers' names that were learnt, newest first.
///
/// # Errors
/// Database errors.
pub fn aliases(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    customer: Option<Id<wire::Customer>>,
    page: &PageRequest,
) -> Result<Page<AliasView>> {
    let mut build = SqlBuilder::new("PAYER_ALIASES", ALIAS)
        .bind("where a.company_id = ?", &[&ctx.company])
        .within(scope, "c.owner_id", "c.department_id")
        .bind_if(
            "and a.customer_id = ?",
            customer.as_ref().map(|v| v as &dyn ToV),
        );
    if let Some((_, id)) = &page.after {
        build = build.bind("and a.id < ?", &[id]);
    }
    let (sql, values) = build
        .bind(
            "order by a.id desc limit ?",
            &[&page.limit.saturating_add(1)],
        )
        .finish();
    let rows = tx.all::<AliasView>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| (String::new(), r.id.raw())))
}

/// How receipts were applied from `from` to `to`, by way.
///
/// # Errors
/// Database errors.
pub fn match_rate(tx: &mut ReadTx<'_>, ctx: &Ctx, from: Date, to: Date) -> Result<Vec<RateView>> {
    Ok(tx.all(&RATES, params![ctx.company, from, to])?)
}
