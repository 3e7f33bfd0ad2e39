//! The register and one bill.

use super::super::package::{BillKind, Interval};
use super::super::state::{AcceptorClass, BillAction, BillStatus, Recognition};
use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Micros;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A bill. Amounts are positive units of 0.01 CNY.
    pub struct BillView {
        /// Id.
        pub id: Id<wire::Bill>,
        /// Number.
        pub number: String,
        /// The bill that was entered: itself, or the whole it is a part of.
        pub root_id: Id<wire::Bill>,
        /// Its number.
        pub root_number: String,
        /// The bill it was split off, if any.
        pub parent_id: Option<Id<wire::Bill>>,
        /// Status.
        pub status: BillStatus,
        /// What became of it in the books when it was passed on.
        pub recognition: Recognition,
        /// Kind.
        pub kind: BillKind,
        /// Class of the acceptor.
        pub class: AcceptorClass,
        /// Package number.
        pub package_no: String,
        /// First unit; 0 for a whole package.
        pub part_from: i64,
        /// Last unit; 0 for a whole package.
        pub part_to: i64,
        /// Face.
        pub amount: i64,
        /// Day of issue.
        pub issued_on: Date,
        /// Day it is due.
        pub due_on: Date,
        /// Day we received it.
        pub received_on: Date,
        /// Day of the last change of state.
        pub status_on: Date,
        /// Drawer.
        pub drawer: String,
        /// Drawer's account.
        pub drawer_account: String,
        /// Drawer's bank.
        pub drawer_bank: String,
        /// First payee.
        pub payee: String,
        /// Acceptor.
        pub acceptor: String,
        /// Who endorsed it to us.
        pub endorser: String,
        /// Whether it may be passed on.
        pub transferable: bool,
        /// Who has it now, when not we.
        pub holder: String,
        /// Note.
        pub note: String,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Its code.
        pub customer_code: String,
        /// Its name.
        pub customer_name: String,
        /// What it counts for in the customer's exposure.
        pub exposure: i64,
        /// Credit item of the bill that was entered.
        pub item_id: Id<wire::OpenItem>,
        /// What of that credit is not allocated.
        pub open: i64,
        /// Owner's name.
        pub owner: String,
        /// Who entered it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
        /// Row version.
        pub version: i64,
    }
}

impl BillView {
    /// Its interval.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::stored(self.part_from, self.part_to)
    }
}

const BILL: &str = "select x.id, x.number, x.root_id, r.number, x.parent_id, x.status, x.recognition,
  x.kind, x.class, x.package_no, x.part_from, x.part_to, x.amount_minor, x.issued_on, x.due_on,
  x.received_on, x.status_on, x.drawer, x.drawer_account, x.drawer_bank, x.payee, x.acceptor, x.endorser,
  x.transferable, x.holder, x.note, x.customer_id, c.code, c.name, x.exposure_minor, i.id,
  -i.open_minor, coalesce(o.name, ''), coalesce(u.name, ''), x.created_at_us, x.version
from bills x
join bills r on r.company_id = x.company_id and r.id = x.root_id
join customers c on c.company_id = x.company_id and c.id = x.customer_id
join open_items i on i.company_id = x.company_id and i.source_type = 'bill' and i.source_id = x.root_id
  and i.instalment = 0
left join users o on o.id = x.owner_id
left join users u on u.id = x.created_by";

crate::listing::list_sort! {
    /// Order of the register; `-` is descending.
    pub enum BillSort of BillView, by "x.id" {
        /// Earliest due first.
        DueFirst = "due_on", asc "x.due_on" text |r| r.due_on.to_string(),
        /// Latest due first.
        DueLast = "-due_on", desc "x.due_on" text |r| r.due_on.to_string(),
        /// Received last first.
        LatestFirst = "-received_on", desc "x.received_on" text |r| r.received_on.to_string(),
        /// Received first first.
        EarliestFirst = "received_on", asc "x.received_on" text |r| r.received_on.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "x.number" text |r| r.number.clone(),
        /// By number.
        NumberUp = "number", asc "x.number" text |r| r.number.clone(),
        /// Largest first.
        LargestFirst = "-amount", desc "x.amount_minor" number |r| r.amount.to_string(),
        /// Smallest first.
        SmallestFirst = "amount", asc "x.amount_minor" number |r| r.amount.to_string(),
    }
}

/// Which bills to list. Without `status` and `all`, those not yet at their end.
#[derive(Debug, Clone, Default)]
pub struct BillFilter {
    /// Part of the number, package, acceptor, drawer, holder or customer.
    pub search: Option<String>,
    /// Only this status.
    pub status: Option<BillStatus>,
    /// Also those paid, refused, split, reversed.
    pub all: bool,
    /// Only this class of acceptor.
    pub class: Option<AcceptorClass>,
    /// Only those whose acceptor's name has this in it.
    pub acceptor: Option<String>,
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Due on or after.
    pub due_from: Option<Date>,
    /// Due on or before.
    pub due_to: Option<Date>,
    /// Only those of one package.
    pub package: Option<String>,
    /// In which order.
    pub sort: BillSort,
}

/// A page of the register.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &BillFilter,
    page: &PageRequest,
) -> Result<Page<BillView>> {
    let build = filtered(SqlBuilder::new("LIST_BILLS", BILL), ctx, scope, filter);
    sorted_page(tx, build, filter.sort, page)
}

row! {
    /// Sums of the bills in one status.
    pub struct BillTotals {
        /// Status.
        pub status: BillStatus,
        /// Bills.
        pub count: i64,
        /// Σ face.
        pub amount: i64,
    }
}

/// Sums of everything the filter finds, by status.
///
/// # Errors
/// Database errors.
pub fn totals(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &BillFilter,
) -> Result<Vec<BillTotals>> {
    let select = "select x.status, cast(count(*) as bigint), cast(sum(x.amount_minor) as bigint)
      from bills x join customers c on c.company_id = x.company_id and c.id = x.customer_id";
    let (sql, values) = filtered(SqlBuilder::new("BILL_TOTALS", select), ctx, scope, filter)
        .push("group by x.status order by x.status")
        .finish();
    Ok(tx.all(&sql, &values)?)
}

fn filtered(build: SqlBuilder, ctx: &Ctx, scope: &Scope, filter: &BillFilter) -> SqlBuilder {
    let mut build = scoped(build, ctx, scope)
        .bind_if(
            "and x.status = ?",
            filter.status.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and x.class = ?",
            filter.class.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and x.customer_id = ?",
            filter.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and x.due_on >= ?",
            filter.due_from.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and x.due_on <= ?",
            filter.due_to.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and x.package_no = ?",
            filter.package.as_ref().map(|v| v as &dyn ToV),
        );
    if filter.status.is_none() && !filter.all {
        build = build
            .push("and x.status in ('on_hand', 'pledged', 'presented', 'endorsed', 'discounted')");
    }
    if let Some(acceptor) = &filter.acceptor {
        let like = wire::contains_pattern(acceptor);
        build = build.bind("and lower(x.acceptor) like ? escape '\\'", &[&like]);
    }
    if let Some(search) = &filter.search {
        let like = wire::contains_pattern(search);
        build = build.bind(
            "and (lower(x.number) like ? escape '\\' or x.package_no like ? escape '\\'
               or lower(x.acceptor) like ? escape '\\' or lower(x.drawer) like ? escape '\\'
               or lower(x.holder) like ? escape '\\' or lower(c.name) like ? escape '\\')",
            &[&like, &like, &like, &like, &like, &like],
        );
    }
    build
}

pub(super) fn scoped(build: SqlBuilder, ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    build
        .bind("where x.company_id = ?", &[&ctx.company])
        .within(scope, "x.owner_id", "x.department_id")
}

/// One bill.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope, id: Id<wire::Bill>) -> Result<BillView> {
    let (sql, values) = scoped(SqlBuilder::new("GET_BILL", BILL), ctx, scope)
        .bind("and x.id = ?", &[&id])
        .finish();
    tx.opt::<BillView>(&sql, &values)?.ok_or(Error::NotFound)
}

/// The whole and all its parts, by interval; a bill that was never split alone.
///
/// # Errors
/// Database errors.
pub fn family(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    root: Id<wire::Bill>,
) -> Result<Vec<BillView>> {
    let (sql, values) = scoped(SqlBuilder::new("BILL_FAMILY", BILL), ctx, scope)
        .bind("and x.root_id = ?", &[&root])
        .push("order by x.part_from, x.amount_minor desc, x.id")
        .finish();
    Ok(tx.all(&sql, &values)?)
}

row! {
    /// What happened to a bill.
    pub struct StepView {
        /// Id.
        pub id: Id<wire::BillStep>,
        /// What.
        pub action: BillAction,
        /// State before.
        pub from_status: BillStatus,
        /// State after.
        pub to_status: BillStatus,
        /// Day.
        pub happened_on: Date,
        /// Endorsee, bank, pledgee or who is pursued.
        pub counterparty: String,
        /// Our account, when money moved.
        pub bank_account: String,
        /// Money that moved.
        pub net: Option<i64>,
        /// Interest of a discount.
        pub interest: Option<i64>,
        /// Note.
        pub reason: String,
        /// Entry (raw id).
        pub entry: Option<Id<wire::Entry>>,
        /// Voucher number.
        pub entry_no: String,
        /// Whether it was taken back later.
        pub taken_back: bool,
        /// Who did it; empty for the system.
        pub created_by: String,
        /// When, µs.
        pub created_at_us: Micros,
    }
}

sql!(
    STEPS,
    "select s.id, s.action, s.from_status, s.to_status, s.happened_on, s.counterparty,
       coalesce(b.name, ''), s.net_minor, s.interest_minor, s.reason, s.entry_id, coalesce(e.number, ''),
       s.taken_back, coalesce(u.name, ''), s.created_at_us
     from bill_steps s
     left join bank_accounts b on b.company_id = s.company_id and b.id = s.bank_account_id
     left join ledger_entries e on e.company_id = s.company_id and e.id = s.entry_id
     left join users u on u.id = s.created_by
     where s.company_id = $1 and s.bill_id = $2 order by s.id"
);

/// Steps of a bill, the first first.
///
/// # Errors
/// Database errors.
pub fn steps(tx: &mut ReadTx<'_>, ctx: &Ctx, bill: Id<wire::Bill>) -> Result<Vec<StepView>> {
    Ok(tx.all(&STEPS, params![ctx.company, bill])?)
}
