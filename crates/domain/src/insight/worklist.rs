//! What waits (待办), by money × urgency. Everybody sees what their permissions and scopes reach.

use super::store::worklist::{self as store, Find, WaitRow};
use crate::access::{Permission, Scope, authorize};
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::{Micros, day_at};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::money::{Money, to_base};

jieqing_db::text_enum! {
    /// What is to be done.
    pub enum WorkKind {
        /// Confirm a submitted order.
        ConfirmOrder = "confirm_order",
        /// Deliver what is late.
        DeliverOrder = "deliver_order",
        /// Get a delivery signed.
        SignDelivery = "sign_delivery",
        /// Invoice what was signed.
        InvoiceDelivery = "invoice_delivery",
        /// Issue a draft.
        IssueInvoice = "issue_invoice",
        /// Find out whose money it is.
        ClaimReceipt = "claim_receipt",
        /// Present a bill while its window is open.
        PresentBill = "present_bill",
        /// Find out whether a bill was paid: presented, or passed on and due.
        ConfirmBill = "confirm_bill",
        /// Use credits on open debts.
        AllocateCredit = "allocate_credit",
        /// Ask for overdue money.
        CollectOverdue = "collect_overdue",
        /// Come to terms about what a customer disputes.
        ResolveDispute = "resolve_dispute",
        /// Decide on a customer over the limit.
        ReviewLimit = "review_limit",
        /// Decide on a customer on hold.
        ReviewHold = "review_hold",
        /// Answer a customer's objection to a statement.
        AnswerObjection = "answer_objection",
        /// Get a statement that was sent confirmed.
        ChaseConfirmation = "chase_confirmation",
        /// Look after a failed job.
        FixJob = "fix_job",
        /// Store or drop an import that was only looked at.
        FinishImport = "finish_import",
    }
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What is to be done.
    pub kind: WorkKind,
    /// Kind of the record it is about.
    pub subject_type: &'static str,
    /// The record (raw id).
    pub subject_id: i64,
    /// Its number or code.
    pub no: String,
    /// Whom or what it concerns: customer, payer, kind of job, file.
    pub who: String,
    /// Money at stake, minor units.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// The same in company currency.
    pub base: i64,
    /// Since when it waits.
    pub since: Date,
    /// Money × urgency.
    pub score: i64,
}

/// How many there are of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkCount {
    /// Kind.
    pub kind: WorkKind,
    /// All of them, shown or not.
    pub count: i64,
}

/// The worklist.
#[derive(Debug, Clone, Default)]
pub struct Worklist {
    /// Highest score first; at most fifty of a kind.
    pub items: Vec<Work>,
    /// Kinds with anything waiting.
    pub counts: Vec<WorkCount>,
}

struct Source {
    kind: WorkKind,
    subject: &'static str,
    permission: Permission,
    find: &'static Find,
    weight: i64,
}

const fn source(
    kind: WorkKind,
    subject: &'static str,
    permission: Permission,
    find: &'static Find,
    weight: i64,
) -> Source {
    Source {
        kind,
        subject,
        permission,
        find,
        weight,
    }
}

const SOURCES: &[Source] = &[
    source(
        WorkKind::ConfirmOrder,
        "order",
        Permission::OrdersConfirm,
        &store::SUBMITTED,
        3,
    ),
    source(
        WorkKind::DeliverOrder,
        "order",
        Permission::OrdersRead,
        &store::UNDELIVERED,
        2,
    ),
    source(
        WorkKind::SignDelivery,
        "delivery",
        Permission::DeliveriesSign,
        &store::UNSIGNED,
        2,
    ),
    source(
        WorkKind::InvoiceDelivery,
        "delivery",
        Permission::InvoicesWrite,
        &store::UNINVOICED,
        2,
    ),
    source(
        WorkKind::IssueInvoice,
        "invoice",
        Permission::InvoicesIssue,
        &store::DRAFT_INVOICES,
        2,
    ),
    source(
        WorkKind::ClaimReceipt,
        "receipt",
        Permission::ReceiptsRead,
        &store::UNCLAIMED,
        3,
    ),
    source(
        WorkKind::PresentBill,
        "bill",
        Permission::BillsWrite,
        &store::PRESENT_BILLS,
        4,
    ),
    source(
        WorkKind::ConfirmBill,
        "bill",
        Permission::BillsWrite,
        &store::CONFIRM_BILLS,
        3,
    ),
    source(
        WorkKind::AllocateCredit,
        "customer",
        Permission::AllocationsWrite,
        &store::UNAPPLIED,
        1,
    ),
    source(
        WorkKind::CollectOverdue,
        "customer",
        Permission::ReportsRead,
        &store::OVERDUE,
        2,
    ),
    source(
        WorkKind::ResolveDispute,
        "invoice",
        Permission::DisputesWrite,
        &store::DISPUTED,
        2,
    ),
    source(
        WorkKind::ReviewLimit,
        "customer",
        Permission::OrdersRelease,
        &store::OVER_LIMIT,
        3,
    ),
    source(
        WorkKind::ReviewHold,
        "customer",
        Permission::CustomersCredit,
        &store::ON_HOLD,
        1,
    ),
    source(
        WorkKind::AnswerObjection,
        "statement",
        Permission::StatementsWrite,
        &store::OBJECTED,
        3,
    ),
    source(
        WorkKind::ChaseConfirmation,
        "statement",
        Permission::StatementsWrite,
        &store::UNCONFIRMED,
        1,
    ),
];

/// What waits for the actor.
///
/// # Errors
/// Database errors.
pub fn worklist(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Worklist> {
    let mut out = Worklist::default();
    for source in SOURCES {
        let Some(scope) = allowed(tx, ctx, source.permission)? else {
            continue;
        };
        let (sql, values) = store::find(source.find, ctx, &scope);
        let rows = tx.all::<WaitRow>(&sql, &values)?;
        let Some(count) = rows.first().map(|r| r.count) else {
            continue;
        };
        out.counts.push(WorkCount {
            kind: source.kind,
            count,
        });
        for row in rows {
            out.items.push(work(ctx, source, row)?);
        }
    }
    without_money(tx, ctx, &mut out)?;
    out.items
        .sort_by(|a, b| (b.score, a.kind, a.subject_id).cmp(&(a.score, b.kind, b.subject_id)));
    Ok(out)
}

/// How far a permission of the actor reaches; `None` without it.
pub(super) fn allowed(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    permission: Permission,
) -> Result<Option<Scope>> {
    match authorize(tx, ctx, permission) {
        Ok(scope) => Ok(Some(scope)),
        Err(Error::Forbidden { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

fn work(ctx: &Ctx, source: &Source, row: WaitRow) -> Result<Work> {
    let base = match row.rate_e9 {
        0 => row.base,
        rate => to_base(
            Money::new(row.amount, row.currency),
            rate,
            ctx.base_currency,
        )?,
    };
    let days = ctx.today().signed_duration_since(row.since).num_days();
    Ok(Work {
        kind: source.kind,
        subject_type: source.subject,
        subject_id: row.id,
        no: row.no,
        who: row.customer,
        amount: row.amount,
        currency: row.currency,
        base,
        since: row.since,
        score: score(base, days, source.weight),
    })
}

/// Weight × (money + a floor, so that nothing small is never done) × (1 + weeks waited).
fn score(base: i64, days: i64, weight: i64) -> i64 {
    const FLOOR: i64 = 100_000;
    base.max(0)
        .saturating_add(FLOOR)
        .saturating_mul(weight)
        .saturating_mul(days.clamp(0, 365).saturating_add(7))
        / 7
}

/// Failed jobs (one's own, or everybody's for who looks after the system) and one's own imports that
/// were looked at and not stored.
fn without_money(tx: &mut ReadTx<'_>, ctx: &Ctx, out: &mut Worklist) -> Result<()> {
    type Row = (i64, String, Micros, i64);
    let actor = ctx.actor.raw();
    let everybody = allowed(tx, ctx, Permission::SystemVerify)?.is_some();
    let of = if everybody { 0 } else { actor };
    let jobs = tx.all::<Row>(&store::DEAD_JOBS, params![ctx.company, of])?;
    let imports = tx.all::<Row>(&store::OPEN_IMPORTS, params![ctx.company, actor])?;
    for (kind, subject, weight, rows) in [
        (WorkKind::FixJob, "job", 50, jobs),
        (WorkKind::FinishImport, "import", 5, imports),
    ] {
        if let Some((_, _, _, count)) = rows.first() {
            out.counts.push(WorkCount {
                kind,
                count: *count,
            });
        }
        for (id, who, at, _) in rows {
            let since = day_at(at, ctx.utc_offset_minutes);
            let days = ctx.today().signed_duration_since(since).num_days();
            out.items.push(Work {
                kind,
                subject_type: subject,
                subject_id: id,
                no: String::new(),
                who,
                amount: 0,
                currency: ctx.base_currency,
                base: 0,
                since,
                score: score(0, days, weight),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn more_money_longer_wait_higher_weight_come_first() {
        assert!(score(1_000_000, 0, 1) > score(900_000, 0, 1));
        assert!(score(1_000_000, 8, 1) > score(1_000_000, 7, 1));
        assert!(score(1_000_000, 0, 2) > score(1_000_000, 0, 1));
        assert!(score(-5, -3, 1) > 0);
    }
}
