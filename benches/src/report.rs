//! Rows of figures and budgets, as tables for people and JSON for programs.

use crate::Outcome;
use crate::meter::{Cost, percentile};
use serde::Serialize;
use std::io::Write;
use std::time::Duration;

/// One measured case.
#[derive(Debug, Serialize)]
struct Row {
    part: &'static str,
    engine: &'static str,
    case: String,
    clients: usize,
    ops: u64,
    per_s: f64,
    own_cpu_us: f64,
    server_cpu_us: f64,
    /// Beside the baseline of the same part, engine and run; what it compares, the case says.
    ratio: Option<f64>,
    p50_us: Option<f64>,
    p95_us: Option<f64>,
    p99_us: Option<f64>,
    #[serde(flatten)]
    cost: Cost,
}

/// A budget and what was reached.
#[derive(Debug, Serialize)]
struct Budget {
    part: &'static str,
    what: String,
    got: f64,
    limit: f64,
    unit: &'static str,
    at_least: bool,
    met: bool,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    notes: Vec<String>,
    rows: Vec<Row>,
    budgets: Vec<Budget>,
}

/// What a case is called.
pub(crate) struct Case {
    pub(crate) part: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) name: String,
    pub(crate) clients: usize,
}

/// What a case reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reached {
    pub(crate) per_s: f64,
    /// CPU of this process and of the server, µs an operation.
    pub(crate) cpu_us: f64,
    pub(crate) p95_ms: f64,
    pub(crate) p99_ms: f64,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Something the reader must know.
    pub(crate) fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// Adds a case of `ops` operations with its rate beside `baseline`; gives what it reached.
    /// `times` may be empty.
    pub(crate) fn add(
        &mut self,
        case: Case,
        ops: u64,
        cost: Cost,
        baseline: Option<f64>,
        times: &mut [Duration],
    ) -> Reached {
        let count = count(ops);
        let per_s = count / cost.wall_s;
        let at = |times: &mut [Duration], percent| {
            (!times.is_empty()).then(|| percentile(times, percent).as_secs_f64() * 1e6)
        };
        let row = Row {
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
            p95_us: at(times, 95),
            p99_us: at(times, 99),
            cost,
        };
        let ms = |v: Option<f64>| v.unwrap_or_default() / 1e3;
        let reached = Reached {
            per_s,
            cpu_us: row.own_cpu_us + row.server_cpu_us,
            p95_ms: ms(row.p95_us),
            p99_ms: ms(row.p99_us),
        };
        self.rows.push(row);
        reached
    }

    /// A budget of at most `limit`.
    pub(crate) fn at_most(
        &mut self,
        part: &'static str,
        what: String,
        got: f64,
        limit: f64,
        unit: &'static str,
    ) {
        self.budgets.push(Budget {
            part,
            what,
            got,
            limit,
            unit,
            at_least: false,
            met: got <= limit,
        });
    }

    /// A budget of at least `limit`.
    pub(crate) fn at_least(
        &mut self,
        part: &'static str,
        what: String,
        got: f64,
        limit: f64,
        unit: &'static str,
    ) {
        self.budgets.push(Budget {
            part,
            what,
            got,
            limit,
            unit,
            at_least: true,
            met: got >= limit,
        });
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> Outcome<()> {
        for note in &self.notes {
            writeln!(out, "note: {note}")?;
        }
        writeln!(
            out,
            "{:<7} {:<9} {:<42} {:>3} {:>10} {:>7} {:>10} {:>10} {:>9} {:>9} {:>9} {:>6}",
            "part",
            "engine",
            "case",
            "c",
            "per s",
            "ratio",
            "own us",
            "server us",
            "p50 us",
            "p95 us",
            "p99 us",
            "others"
        )?;
        for row in &self.rows {
            let optional = |v: Option<f64>, digits: usize| {
                v.map_or(String::new(), |v| format!("{v:.digits$}"))
            };
            writeln!(
                out,
                "{:<7} {:<9} {:<42} {:>3} {:>10.1} {:>7} {:>10.1} {:>10.1} {:>9} {:>9} {:>9} {:>6.1}",
                row.part,
                row.engine,
                row.case,
                row.clients,
                row.per_s,
                optional(row.ratio, 2),
                row.own_cpu_us,
                row.server_cpu_us,
                optional(row.p50_us, 0),
                optional(row.p95_us, 0),
                optional(row.p99_us, 0),
                row.cost.others_busy
            )?;
        }
        for budget in &self.budgets {
            writeln!(
                out,
                "{} {:<7} {:<58} {:>10.2} {} (budget: {} {})",
                if budget.met { "met   " } else { "MISSED" },
                budget.part,
                budget.what,
                budget.got,
                budget.unit,
                if budget.at_least { "≥" } else { "≤" },
                budget.limit
            )?;
        }
        Ok(())
    }

    pub(crate) fn json(&self) -> Outcome<String> {
        Ok(serde_json::to_string_pretty(self)?)
    }
}

/// Counts here are far below 2^32, so nothing is lost.
pub(crate) fn count(n: u64) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}
