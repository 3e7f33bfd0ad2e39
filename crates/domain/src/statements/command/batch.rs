//! The run for everybody as a job: a transaction per statement, with progress, to be stopped between
//! two of them. Run again after a crash it finds what is there unchanged.

use super::run::{NotMade, RunStatements};
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::platform::jobs::{JobEnd, JobHandler, JobRun, enqueue};
use crate::record::record;
use crate::statements::model;
use crate::texts::{Lang, say};
use jieqing_db::WriteTx;
use jieqing_db::jobs::Beat;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Kind of the run's jobs.
pub const STATEMENT_RUN: &str = "statements.run";

/// Queues [`RunStatements`]; gives the job that does it. The same period once at a time.
#[derive(Debug, Clone)]
pub struct StartStatementRun(pub RunStatements);

#[derive(Serialize, Deserialize)]
struct Payload {
    from: String,
    to: String,
    customers: Vec<i64>,
}

impl Payload {
    fn read(text: &str) -> Result<RunStatements> {
        let payload: Self = serde_json::from_str(text).map_err(|e| Error::bug(e.to_string()))?;
        let day = |text: &str| -> Result<Date> {
            date::parse(text).ok_or_else(|| Error::bug(format!("day {text}")))
        };
        Ok(RunStatements {
            from: day(&payload.from)?,
            to: day(&payload.to)?,
            customers: payload.customers.into_iter().map(Id::from_raw).collect(),
        })
    }
}

impl Command for StartStatementRun {
    /// Raw id of the job.
    type Out = i64;
    const PERMISSION: Permission = Permission::StatementsWrite;

    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<i64> {
        let RunStatements {
            from,
            to,
            customers,
        } = &self.0;
        model::check_period(*from, *to, ctx.today())?;
        let payload = Payload {
            from: from.to_string(),
            to: to.to_string(),
            customers: customers.iter().map(|c| c.raw()).collect(),
        };
        // Two people see different customers, and a choice of customers is a run of its own.
        let key = customers
            .is_empty()
            .then(|| format!("{from}/{to}/{}", ctx.actor.raw()));
        let job = enqueue(tx, ctx, STATEMENT_RUN, key.as_deref(), &payload)?;
        let facts = json!({ "kind": STATEMENT_RUN, "from": payload.from, "to": payload.to });
        record(tx, ctx, "job", job, "job.queued", &facts)?;
        Ok(job)
    }
}

/// A customer without a statement, in the result of the job.
#[derive(Serialize)]
struct NoStatement {
    customer_id: String,
    customer_code: String,
    customer_name: String,
    currency: String,
    code: &'static str,
    reason_zh: String,
    reason_en: String,
}

impl From<NotMade> for NoStatement {
    fn from(none: NotMade) -> Self {
        let reason = |lang| say(lang, none.why.code, &none.why.facts);
        Self {
            customer_id: none.customer.to_string(),
            currency: none.currency.to_string(),
            code: none.why.code,
            reason_zh: reason(Lang::Zh),
            reason_en: reason(Lang::En),
            customer_code: none.code,
            customer_name: none.name,
        }
    }
}

/// Does the runs. Its result: `from`, `to`, `made`, `unchanged` (counts) and `none`, who got none and
/// why, in both languages.
pub struct StatementRunHandler;

impl JobHandler for StatementRunHandler {
    fn kind(&self) -> &'static str {
        STATEMENT_RUN
    }

    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        let what = Payload::read(&run.job.payload)?;
        let all = run.read(|tx, ctx| {
            let scope = authorize(tx, ctx, Permission::StatementsWrite)?;
            what.candidates(tx, ctx, &scope)
        })?;
        let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let (mut made, mut unchanged, mut none) = (0_i64, 0_i64, Vec::new());
        for (done, candidate) in (0_i64..).zip(all) {
            if run.progress(done, total, &candidate.name)? == Beat::Stop {
                return Ok(JobEnd::Stopped);
            }
            let what = what.clone();
            match run.effect(move |tx, ctx| what.one(tx, ctx, &candidate))? {
                Ok(statement) if statement.made => made += 1,
                Ok(_) => unchanged += 1,
                Err(why) => none.push(NoStatement::from(why)),
            }
        }
        run.progress(total, total, "").map(|_| ())?;
        JobEnd::done(
            &json!({ "from": what.from.to_string(), "to": what.to.to_string(),
            "made": made, "unchanged": unchanged, "none": none }),
        )
    }
}
