//! When bills fall due, and those that need somebody soon.

use super::super::model::window_ends;
use super::super::state::BillStatus;
use super::list::scoped;
use crate::access::Scope;
use crate::wire;
use chrono::Days;
use jieqing_db::{ReadTx, SqlBuilder, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

row! {
    /// What falls due in a month, units of 0.01 CNY.
    pub struct LadderRow {
        /// Month `YYYY-MM`.
        pub month: String,
        /// Bills.
        pub count: i64,
        /// On hand, pledged or presented.
        pub held: i64,
        /// Endorsed and not yet due: we stand behind them.
        pub endorsed: i64,
        /// Discounted and not yet due.
        pub discounted: i64,
    }
}

/// Unpaid bills by the month they are due in, the earliest first.
///
/// # Errors
/// Database errors.
pub fn ladder(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Vec<LadderRow>> {
    let select = "select substr(x.due_on, 1, 7), cast(count(*) as bigint),
      cast(sum(case when x.status in ('on_hand', 'pledged', 'presented') then x.amount_minor else 0 end) as bigint),
      cast(sum(case when x.status = 'endorsed' then x.amount_minor else 0 end) as bigint),
      cast(sum(case when x.status = 'discounted' then x.amount_minor else 0 end) as bigint)
      from bills x";
    let (sql, values) = scoped(SqlBuilder::new("BILL_LADDER", select), ctx, scope)
        .push(
            "and x.status in ('on_hand', 'pledged', 'presented', 'endorsed', 'discounted')
             group by substr(x.due_on, 1, 7) order by 1",
        )
        .finish();
    Ok(tx.all(&sql, &values)?)
}

jieqing_db::text_enum! {
    /// Why a bill needs somebody.
    pub enum Alert {
        /// Due within the days asked for, still with us.
        DueSoon = "due_soon",
        /// It may be presented now.
        Present = "present",
        /// The presentment window is over and it was not presented.
        WindowOver = "window_over",
        /// Presented, and no answer for three days.
        NoAnswer = "no_answer",
        /// Passed on and due: was it paid?
        ConfirmPaid = "confirm_paid",
    }
}

row! {
    struct AlertRow {
        id: Id<wire::Bill>,
        number: String,
        status: BillStatus,
        due_on: Date,
        status_on: Date,
        amount: i64,
        acceptor: String,
        customer_name: String,
    }
}

/// A bill that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerts {
    /// Why.
    pub alert: Alert,
    /// Id.
    pub id: Id<wire::Bill>,
    /// Number.
    pub number: String,
    /// Status.
    pub status: BillStatus,
    /// Day it is due.
    pub due_on: Date,
    /// Last day of the presentment window.
    pub last_on: Date,
    /// Face, units of 0.01 CNY.
    pub amount: i64,
    /// Acceptor.
    pub acceptor: String,
    /// Customer.
    pub customer_name: String,
}

const ALERTS: &str =
    "select x.id, x.number, x.status, x.due_on, x.status_on, x.amount_minor, x.acceptor, c.name
  from bills x join customers c on c.company_id = x.company_id and c.id = x.customer_id";
const MOST: i64 = 500;

/// Bills due within `days` or needing a step now, the earliest due first; at most 500.
///
/// # Errors
/// Database errors.
pub fn alerts(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope, days: u64) -> Result<Vec<Alerts>> {
    let today = ctx.today();
    let horizon = today.checked_add_days(Days::new(days)).unwrap_or(today);
    let (sql, values) = scoped(SqlBuilder::new("BILL_ALERTS", ALERTS), ctx, scope)
        .bind(
            "and x.due_on <= ? and x.status in ('on_hand', 'pledged', 'presented', 'endorsed', 'discounted')
             order by x.due_on, x.id limit ?",
            &[&horizon, &MOST],
        )
        .finish();
    Ok(tx
        .all::<AlertRow>(&sql, &values)?
        .into_iter()
        .filter_map(|row| {
            Some(Alerts {
                alert: alert_of(row.status, row.due_on, row.status_on, today)?,
                last_on: window_ends(row.due_on),
                id: row.id,
                number: row.number,
                status: row.status,
                due_on: row.due_on,
                amount: row.amount,
                acceptor: row.acceptor,
                customer_name: row.customer_name,
            })
        })
        .collect())
}

/// Why a bill in this state needs somebody today. Pure.
fn alert_of(status: BillStatus, due_on: Date, status_on: Date, today: Date) -> Option<Alert> {
    match status {
        BillStatus::OnHand | BillStatus::Pledged if today < due_on => Some(Alert::DueSoon),
        BillStatus::OnHand | BillStatus::Pledged if today <= window_ends(due_on) => {
            Some(Alert::Present)
        }
        BillStatus::OnHand | BillStatus::Pledged => Some(Alert::WindowOver),
        BillStatus::Presented => {
            (today.signed_duration_since(status_on).num_days() >= 3).then_some(Alert::NoAnswer)
        }
        BillStatus::Endorsed | BillStatus::Discounted => {
            (today >= due_on).then_some(Alert::ConfirmPaid)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::date::parse;

    #[test]
    fn each_state_has_its_own_alert() {
        let day = |text: &str| parse(text).expect("a day");
        let of = |status, today: &str| {
            alert_of(status, day("2026-11-20"), day("2026-11-20"), day(today))
        };
        assert_eq!(of(BillStatus::OnHand, "2026-11-19"), Some(Alert::DueSoon));
        assert_eq!(of(BillStatus::OnHand, "2026-11-30"), Some(Alert::Present));
        assert_eq!(
            of(BillStatus::Pledged, "2026-12-01"),
            Some(Alert::WindowOver)
        );
        assert_eq!(of(BillStatus::Presented, "2026-11-22"), None);
        assert_eq!(
            of(BillStatus::Presented, "2026-11-23"),
            Some(Alert::NoAnswer)
        );
        assert_eq!(of(BillStatus::Endorsed, "2026-11-19"), None);
        assert_eq!(
            of(BillStatus::Discounted, "2026-11-20"),
            Some(Alert::ConfirmPaid)
        );
        assert_eq!(of(BillStatus::Honoured, "2026-11-25"), None);
    }
}
