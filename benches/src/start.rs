//! Start-up until `/readyz` answers, and the memory of a server nobody talks to.

use crate::meter::Meter;
use crate::process::Process;
use crate::report::{Case, Report};
use crate::scratch;
use crate::{Options, Outcome};
use std::time::Duration;

const PART: &str = "start";
const STARTS: usize = 5;
const LIMIT_MS: f64 = 1_000.0;
const LIMIT_MB: f64 = 100.0;

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    let Some(program) = &options.server else {
        report.note("start-up and memory are not measured: no --server".into());
        return Ok(());
    };
    let folder = scratch::folder(options)?;
    let meter = Meter::start(None);
    let first = Process::start(program, folder.path())?.started_in;
    add(report, "start in an empty folder", meter, vec![first]);
    let meter = Meter::start(None);
    let mut times = Vec::new();
    let mut memory = 0.0_f64;
    for _ in 0..STARTS {
        let process = Process::start(program, folder.path())?;
        times.push(process.started_in);
        std::thread::sleep(if options.quick {
            Duration::from_millis(100)
        } else {
            Duration::from_secs(2)
        });
        memory = memory.max(process.memory_mb()?);
    }
    let slowest = times.iter().max().copied().unwrap_or(first);
    add(report, "start again", meter, times);
    for (what, time) in [
        ("start in an empty folder", first),
        ("slowest of the later starts", slowest),
    ] {
        let ms = time.as_secs_f64() * 1e3;
        report.at_most(PART, what.to_owned(), ms, LIMIT_MS, "ms");
    }
    report.at_most(PART, "idle memory".to_owned(), memory, LIMIT_MB, "MB");
    Ok(())
}

fn add(report: &mut Report, name: &str, meter: Meter, mut times: Vec<Duration>) {
    let case = Case {
        part: PART,
        engine: "sqlite",
        name: name.to_owned(),
        clients: 1,
    };
    let ops = u64::try_from(times.len()).unwrap_or_default();
    let mut cost = meter.stop();
    // Other time than that of the starts was spent waiting to see the memory.
    cost.wall_s = times.iter().sum::<Duration>().as_secs_f64();
    report.add(case, ops, cost, None, &mut times);
}
