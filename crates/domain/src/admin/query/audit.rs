//! The audit trail: the event log and the access log of the company.

use jieqing_db::{ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::Result;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// An event with its actor's name.
    pub struct AuditRow {
        /// Position in the company's chain.
        pub seq: i64,
        /// When, µs.
        pub at: Micros,
        /// Acting user (raw id), 0 for the system.
        pub actor: i64,
        /// Their name.
        pub actor_name: String,
        /// Request id.
        pub request_id: String,
        /// Kind of document.
        pub subject_type: String,
        /// Document (raw id).
        pub subject_id: i64,
        /// What happened.
        pub kind: String,
        /// Business day.
        pub business_date: String,
        /// JSON facts.
        pub payload: String,
    }
}

row! {
    /// A line of the access log.
    pub struct AccessRow {
        /// Id.
        pub id: i64,
        /// When, µs.
        pub at: Micros,
        /// User (raw id), 0 when unknown.
        pub user: i64,
        /// Their name.
        pub user_name: String,
        /// What happened.
        pub kind: String,
        /// With what.
        pub detail: String,
        /// Request id.
        pub request_id: String,
        /// Network address.
        pub address: String,
    }
}

/// Which events to list.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// Kind of document.
    pub subject_type: Option<String>,
    /// Document (raw id).
    pub subject_id: Option<i64>,
    /// Acting user (raw id).
    pub actor: Option<i64>,
    /// What happened.
    pub kind: Option<String>,
    /// First business day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last business day.
    pub to: Option<String>,
}

fn v<T: ToV>(value: &Option<T>) -> Option<&dyn ToV> {
    value.as_ref().map(|v| v as &dyn ToV)
}

/// Events, newest first. The page's key is the sequence number.
///
/// # Errors
/// Database errors.
pub fn audit(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    filter: &AuditFilter,
    page: &PageRequest,
) -> Result<Page<AuditRow>> {
    let after = page.after.as_ref().map(|(_, seq)| *seq);
    let (sql, values) = SqlBuilder::new(
        "LIST_AUDIT",
        "select e.seq, e.at_us, e.actor_id, coalesce(u.name, ''), e.request_id, e.subject_type,
           e.subject_id, e.kind, e.business_date, e.payload
         from event_log e left join users u on u.id = e.actor_id",
    )
    .bind("where e.company_id = ?", &[&ctx.company])
    .bind_if("and e.subject_type = ?", v(&filter.subject_type))
    .bind_if("and e.subject_id = ?", v(&filter.subject_id))
    .bind_if("and e.actor_id = ?", v(&filter.actor))
    .bind_if("and e.kind = ?", v(&filter.kind))
    .bind_if("and e.business_date >= ?", v(&filter.from))
    .bind_if("and e.business_date <= ?", v(&filter.to))
    .bind_if("and e.seq < ?", v(&after))
    .bind(
        "order by e.seq desc limit ?",
        &[&page.limit.saturating_add(1)],
    )
    .finish();
    let rows = tx.all::<AuditRow>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| (String::new(), r.seq)))
}

/// Logins (failed ones of accounts managed here), denials and exports of this company, newest first.
///
/// # Errors
/// Database errors.
pub fn access_log(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    kind: Option<&str>,
    page: &PageRequest,
) -> Result<Page<AccessRow>> {
    let after = page.after.as_ref().map(|(_, id)| *id);
    let (sql, values) = SqlBuilder::new(
        "LIST_ACCESS_LOG",
        "select a.id, a.at_us, a.user_id, coalesce(u.name, ''), a.kind, a.detail, a.request_id, a.address
         from access_log a left join users u on u.id = a.user_id",
    )
    .bind("where a.company_id = ?", &[&ctx.company])
    .bind_if("and a.kind = ?", v(&kind))
    .bind_if("and a.id < ?", v(&after))
    .bind(
        "order by a.id desc limit ?",
        &[&page.limit.saturating_add(1)],
    )
    .finish();
    let rows = tx.all::<AccessRow>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| (String::new(), r.id)))
}
