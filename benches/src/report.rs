//! Rows of figures, as a table for people and JSON for programs.

use crate::Outcome;
use crate::meter::{Cost, percentile};
use serde::Serialize;
use std::io::Write;
use std::time::Duration;

/// One measured case.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    part: &'static str,
    engine: &'static str,
    case: String,
    clients: usize,
    ops: u64,
    per_s: f64,
    own_cpu_us: f64,
    server_cpu_us: f64,
    /// Rate beside the baseline of the same part and engine.
    ratio: Option<f64>,
    p50_us: Option<f64>,
    p99_us: Option<f64>,
    #[serde(flatten)]
    cost: Cost,
}

#[derive(Debug, Serialize)]
pub(crate) struct Report {
    notes: Vec<String>,
    rows: Vec<Row>,
}

/// What a case is called.
pub(crate) struct Case {
    pub(crate) part: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) name: String,
    pub(crate) clients: usize,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self {
            notes: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Something the reader must know.
    pub(crate) fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// Adds a case of `ops` operations; gives its rate. `times` may be empty.
    pub(crate) fn add(
        &mut self,
        case: Case,
        ops: u64,
        cost: Cost,
        baseline: Option<f64>,
        times: &mut [Duration],
    ) -> f64 {
        let count = count(ops);
        let per_s = count / cost.wall_s;
        let at = |times: &mut [Duration], percent| {
            (!times.is_empty()).then(|| percentile(times, percent).as_secs_f64() * 1e6)
        };
        self.rows.push(Row {
            part: case.part,
            engine: case.engine,
            case: case.name,
            clients: case.clients,
            ops,
            per_s,
            own_cpu_us: cost.own_cpu_s * 1e6 / count,
            server_cpu_us: cost.server_cpu_s * 1e6 / count,
            ratio: baseline.map(|b| per_s / b),
            p50_us: at(times, 50),
            p99_us: at(times, 99),
            cost,
        });
        per_s
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> Outcome<()> {
        for note in &self.notes {
            writeln!(out, "note: {note}")?;
        }
        writeln!(
            out,
            "{:<8} {:<9} {:<34} {:>3} {:>10} {:>7} {:>9} {:>9} {:>8} {:>8} {:>6}",
            "part",
            "engine",
            "case",
            "c",
            "per s",
            "ratio",
            "own us",
            "server us",
            "p50 us",
            "p99 us",
            "others"
        )?;
        for row in &self.rows {
            let optional = |v: Option<f64>, digits: usize| {
                v.map_or(String::new(), |v| format!("{v:.digits$}"))
            };
            writeln!(
                out,
                "{:<8} {:<9} {:<34} {:>3} {:>10.0} {:>7} {:>9.1} {:>9.1} {:>8} {:>8} {:>6.1}",
                row.part,
                row.engine,
                row.case,
                row.clients,
                row.per_s,
                optional(row.ratio, 2),
                row.own_cpu_us,
                row.server_cpu_us,
                optional(row.p50_us, 0),
                optional(row.p99_us, 0),
                row.cost.others_busy
            )?;
        }
        writeln!(out, "{}", self.json()?)?;
        Ok(())
    }

    pub(crate) fn json(&self) -> Outcome<String> {
        Ok(serde_json::to_string(self)?)
    }
}

/// Counts here are far below 2^52, so nothing is lost.
pub(crate) fn count(n: u64) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}
