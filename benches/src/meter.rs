//! Wall time, own and a server's CPU time, memory, and how busy others kept the cores meanwhile.

use serde::Serialize;
use std::time::{Duration, Instant};

/// Ticks a second in `/proc`; the same on every Linux that runs here.
const HZ: f64 = 100.0;

/// What one case cost.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Cost {
    /// Elapsed seconds.
    pub(crate) wall_s: f64,
    /// CPU seconds of this process, in steps of 10 ms.
    pub(crate) own_cpu_s: f64,
    /// CPU seconds of the server, in steps of 10 ms.
    pub(crate) server_cpu_s: f64,
    /// Cores that other processes kept busy: above 0.5 the wall time is not to be trusted.
    pub(crate) others_busy: f64,
}

/// Starts where it is made, and ends with [`Meter::stop`].
pub(crate) struct Meter {
    began: Instant,
    own: f64,
    server: Option<u32>,
    server_cpu: f64,
    machine: f64,
}

impl Meter {
    /// Watches this process and, when given, the server with this process id and its children.
    pub(crate) fn start(server: Option<u32>) -> Self {
        Self {
            machine: machine_cpu(),
            server_cpu: server.map_or(0.0, tree_cpu),
            server,
            own: own_cpu(),
            began: Instant::now(),
        }
    }

    pub(crate) fn stop(&self) -> Cost {
        let wall_s = self.began.elapsed().as_secs_f64();
        let own_cpu_s = own_cpu() - self.own;
        let server_cpu_s = self.server.map_or(0.0, tree_cpu) - self.server_cpu;
        let others = machine_cpu() - self.machine - own_cpu_s - server_cpu_s;
        Cost {
            wall_s,
            own_cpu_s,
            server_cpu_s,
            others_busy: (others / wall_s).max(0.0),
        }
    }
}

/// Of all threads, ended ones included.
fn own_cpu() -> f64 {
    stat_cpu(std::process::id()).0
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace()
        .filter_map(|n| n.parse().ok())
        .collect()
}

/// Busy CPU seconds of all cores since the start of the machine.
fn machine_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let all = numbers(
        stat.lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("cpu"),
    );
    // user nice system idle iowait irq softirq
    let pick = |i: usize| all.get(i).copied().unwrap_or_default();
    (pick(0) + pick(1) + pick(2) + pick(5) + pick(6)) / HZ
}

/// CPU seconds of a process, its children that ended, and its children that live (the backends of a
/// PostgreSQL server).
fn tree_cpu(pid: u32) -> f64 {
    let live: f64 = children(pid)
        .into_iter()
        .map(|child| stat_cpu(child).0)
        .sum();
    let (own, ended) = stat_cpu(pid);
    own + ended + live
}

/// Own CPU seconds, and those of children that ended.
fn stat_cpu(pid: u32) -> (f64, f64) {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // Fields after the name in parentheses, which may hold spaces; the first is the state.
    let rest = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let fields = numbers(rest.get(1..).unwrap_or_default());
    let pick = |i: usize| fields.get(i).copied().unwrap_or_default() / HZ;
    (pick(10) + pick(11), pick(12) + pick(13))
}

fn children(pid: u32) -> Vec<u32> {
    let path = format!("/proc/{pid}/task/{pid}/children");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.split_whitespace()
        .filter_map(|n| n.parse().ok())
        .collect()
}

/// Parent of a process.
pub(crate) fn parent(pid: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(") ")?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

/// Proportional memory of a process in kB: shared pages count by their share.
pub(crate) fn pss_kb(pid: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The value below which `percent` of the times lie.
pub(crate) fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default()
}
