//! Findings of an order, as stored.

use crate::orders::finding::{Finding, Release, Rule, Severity};
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use std::collections::BTreeMap;

sql!(
    FINDINGS,
    "select line_no, rule, severity, facts, released_by, release_reason from order_findings
     where company_id = $1 and order_id = $2 order by line_no, rule"
);
sql!(
    DELETE_FINDINGS,
    "delete from order_findings where company_id = $1 and order_id = $2"
);
sql!(
    INSERT_FINDING,
    "insert into order_findings (company_id, order_id, line_no, rule, severity, facts, released_by,
       release_reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);

type FindingRow = (i64, Rule, Severity, String, Option<i64>, String);

/// Findings kept with an order.
pub(in crate::orders) fn stored(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
) -> Result<Vec<Finding>> {
    tx.all::<FindingRow>(&FINDINGS, params![ctx.company, id])?
        .into_iter()
        .map(|(line_no, rule, severity, facts, by, reason)| {
            let facts: BTreeMap<String, String> =
                serde_json::from_str(&facts).map_err(|e| Error::bug(e.to_string()))?;
            Ok(Finding {
                line_no,
                rule,
                severity,
                facts,
                released: by.map(|by| Release { by, reason }),
            })
        })
        .collect()
}

/// Makes `now` the findings of an order that has `before`.
pub(in crate::orders) fn replace(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
    before: &[Finding],
    now: &[Finding],
) -> Result<()> {
    if before == now {
        return Ok(());
    }
    if !before.is_empty() {
        tx.exec(&DELETE_FINDINGS, params![ctx.company, id])?;
    }
    for f in now {
        let facts = serde_json::to_string(&f.facts).map_err(|e| Error::bug(e.to_string()))?;
        let by = f.released.as_ref().map(|r| r.by);
        let reason = f.released.as_ref().map_or("", |r| r.reason.as_str());
        tx.exec_one(
            &INSERT_FINDING,
            params![
                ctx.company,
                id,
                f.line_no,
                f.rule,
                f.severity,
                facts,
                by,
                reason
            ],
        )?;
    }
    Ok(())
}
