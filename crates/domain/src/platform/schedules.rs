//! Work that comes back: every so many minutes, or daily at a minute of the company's day.
//!
//! **Invariants:** a run that was missed is made up once, not once per missed slot (I9); of several
//! nodes one queues it.

use super::jobs::{JobEnd, JobHandler, JobRun, enqueue};
use super::mail::queue_unsent;
use super::store::{self, CompanyRow, Schedule};
use super::verify::{VERIFY, companies};
use crate::Jieqing;
use crate::admin::load_ctx;
use jieqing_db::{WriteTx, jobs, params};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Kind of the job that removes what nobody needs any more.
pub const PURGE: &str = "system.purge";

const MINUTE: Micros = 60_000_000;
const DAY: i64 = 1_440;
/// Ended jobs are kept this long.
const JOBS_KEPT: Micros = 30 * DAY * MINUTE;
const PURGED_AT_ONCE: i64 = 1_000;

/// What every company has: kind, minutes between runs, minute of the day for daily ones.
const USUAL: &[(&str, i64, i64)] = &[(VERIFY, DAY, 150), (PURGE, 60, 0)];

/// Queues what is due in every company; gives how many jobs.
///
/// # Errors
/// Database errors.
pub fn queue_due(jieqing: &Jieqing) -> Result<usize> {
    let all = jieqing.db.read(companies)?;
    let mut queued = 0;
    for company in all {
        let jieqing_here = jieqing.clone();
        queued += jieqing
            .db
            .write(move |tx| queue_for(tx, &jieqing_here, &company))?;
    }
    Ok(queued)
}

/// Queues the mail of every company that waited for a mail server; gives how many.
///
/// # Errors
/// Database errors.
pub fn queue_waiting_mail(jieqing: &Jieqing) -> Result<usize> {
    let all = jieqing.db.read(companies)?;
    let mut queued = 0;
    for company in all {
        let here = jieqing.clone();
        queued += jieqing.db.write(move |tx| {
            let ctx = system(tx, &here, &company)?;
            queue_unsent(tx, &ctx)
        })?;
    }
    Ok(queued)
}

/// The system itself, working in a company.
fn system(tx: &mut WriteTx<'_>, jieqing: &Jieqing, company: &CompanyRow) -> Result<Ctx> {
    let id = Id::from_raw(company.id);
    let request = "schedule".to_owned();
    load_ctx(tx, &jieqing.clock, &jieqing.ids, id, Actor::System, request)
}

fn queue_for(tx: &mut WriteTx<'_>, jieqing: &Jieqing, company: &CompanyRow) -> Result<usize> {
    let now = jieqing.clock.now();
    for (kind, every, at) in USUAL {
        // Its first run is the next one due, not one for all the time before.
        tx.exec(
            &store::ADD_SCHEDULE,
            params![company.id, *kind, *every, *at, now],
        )?;
    }
    let ctx = system(tx, jieqing, company)?;
    let mut queued = 0;
    for schedule in tx.all::<Schedule>(&store::SCHEDULES, params![company.id])? {
        if !schedule.due(now, company.utc_offset_minutes) {
            continue;
        }
        let known = USUAL.iter().find(|(kind, ..)| *kind == schedule.kind);
        let Some((kind, ..)) = known else {
            continue;
        };
        let moved = tx.exec(
            &store::MOVE_SCHEDULE,
            params![company.id, *kind, schedule.last_run_us, now],
        )?;
        if moved == 1 {
            enqueue(tx, &ctx, kind, Some("schedule"), &json!({}))?;
            queued += 1;
        }
    }
    Ok(queued)
}

impl Schedule {
    /// Whether a slot lies between the last run and now.
    fn due(&self, now: Micros, utc_offset_minutes: i64) -> bool {
        if self.every_minutes < DAY {
            return now.saturating_sub(self.last_run_us) >= self.every_minutes * MINUTE;
        }
        let days = (self.every_minutes / DAY).max(1);
        let day = |at: Micros| {
            let local = at.div_euclid(MINUTE) + utc_offset_minutes - self.at_minute_of_day;
            local.div_euclid(DAY)
        };
        day(now) - day(self.last_run_us) >= days
    }
}

/// Removes sessions that ended and jobs that nobody will ask for.
pub struct PurgeHandler;

impl JobHandler for PurgeHandler {
    fn kind(&self) -> &'static str {
        PURGE
    }

    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        let now = run.jieqing.clock.now();
        let (sessions, ended) = run.effect(move |tx, _| {
            let sessions = tx.exec(&store::PURGE_SESSIONS, params![now])?;
            let ended = jobs::prune(tx, now.saturating_sub(JOBS_KEPT), PURGED_AT_ONCE)?;
            Ok::<_, Error>((sessions, ended))
        })?;
        JobEnd::done(&json!({ "sessions": sessions, "jobs": ended }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Micros = 60 * MINUTE;
    /// 2026-11-24 00:00 in China.
    const MIDNIGHT: Micros = 1_795_449_600_000_000;

    fn nightly(last_run_us: Micros) -> Schedule {
        Schedule {
            kind: VERIFY.to_owned(),
            every_minutes: DAY,
            at_minute_of_day: 150,
            last_run_us,
        }
    }

    #[test]
    fn a_night_is_run_once_at_its_time_in_the_companys_zone() {
        let schedule = nightly(MIDNIGHT - 20 * HOUR);
        assert!(!schedule.due(MIDNIGHT + 149 * MINUTE, 480));
        assert!(schedule.due(MIDNIGHT + 150 * MINUTE, 480));
        let ran = nightly(MIDNIGHT + 150 * MINUTE);
        assert!(!ran.due(MIDNIGHT + 23 * HOUR, 480));
        assert!(ran.due(MIDNIGHT + 24 * HOUR + 150 * MINUTE, 480));
    }

    #[test]
    fn ten_missed_nights_are_one_run() {
        let now = MIDNIGHT + 5 * HOUR;
        assert!(nightly(MIDNIGHT - 10 * 24 * HOUR).due(now, 480));
        assert!(!nightly(now).due(now + HOUR, 480));
    }

    #[test]
    fn short_intervals_count_from_the_last_run() {
        let mut schedule = nightly(MIDNIGHT);
        schedule.every_minutes = 60;
        assert!(!schedule.due(MIDNIGHT + HOUR - 1, 480));
        assert!(schedule.due(MIDNIGHT + HOUR, 480));
        assert!(
            !schedule.due(MIDNIGHT - HOUR, 480),
            "a clock that went back"
        );
    }
}
