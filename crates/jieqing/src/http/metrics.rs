//! Counts and durations in Prometheus' text form. A small registry of our own: names and labels are
//! fixed here, so a client can't make new time series.

use super::connections::Connections;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the duration buckets, milliseconds.
const BUCKETS_MS: [u64; 10] = [1, 5, 10, 25, 50, 100, 250, 1_000, 5_000, 30_000];

/// What a request is counted under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Labels {
    pub(super) method: &'static str,
    pub(super) route: Arc<str>,
    pub(super) status: u16,
}

#[derive(Debug, Default)]
struct Times {
    count: u64,
    sum_us: u64,
    buckets: [u64; BUCKETS_MS.len()],
}

impl Times {
    fn add(&mut self, took: Duration) {
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.count += 1;
        self.sum_us = self.sum_us.saturating_add(us);
        for (bucket, bound) in self.buckets.iter_mut().zip(BUCKETS_MS) {
            if us <= bound * 1_000 {
                *bucket += 1;
            }
        }
    }
}

/// Figures that others keep and that are read when asked for: name, help, kind, value.
pub(crate) type Gauge = (
    &'static str,
    &'static str,
    &'static str,
    Box<dyn Fn() -> i64 + Send + Sync>,
);

/// The registry.
#[derive(Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<Labels, Times>>,
    running: Arc<AtomicI64>,
    pub(super) connections: Arc<Connections>,
    refused_heads: AtomicU64,
    gauges: Mutex<Vec<Gauge>>,
}

/// A handler that runs; ends when dropped.
pub(super) struct Running(Arc<AtomicI64>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Metrics {
    /// Counts an answered request.
    pub(super) fn request(&self, labels: Labels, took: Duration) {
        let mut all = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(labels).or_default().add(took);
    }

    /// Marks a handler as running.
    pub(super) fn running(&self) -> Running {
        self.running.fetch_add(1, Ordering::SeqCst);
        Running(self.running.clone())
    }

    /// Handlers that run now.
    pub(super) fn handlers(&self) -> i64 {
        self.running.load(Ordering::SeqCst)
    }

    /// Counts a request whose framing was refused.
    pub(super) fn refused_head(&self) {
        self.refused_heads.fetch_add(1, Ordering::Relaxed);
    }

    /// Adds a figure that is read at each scrape.
    pub(crate) fn watch(&self, gauge: Gauge) {
        let mut gauges = self.gauges.lock().unwrap_or_else(PoisonError::into_inner);
        gauges.push(gauge);
    }

    /// Everything as text.
    pub(super) fn render(&self) -> String {
        let mut out = String::new();
        // Writing into a String does not fail.
        let _ = self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        self.write_requests(out)?;
        let open = self.connections.open();
        let refused = self.refused_heads.load(Ordering::Relaxed);
        let counted = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let totals = [
            (
                "jieqing_handlers_running",
                "Handlers that run now",
                "gauge",
                self.handlers(),
            ),
            (
                "jieqing_connections",
                "Open connections",
                "gauge",
                counted(open),
            ),
            (
                "jieqing_connections_shed_total",
                "Connections closed to make room",
                "counter",
                i64::try_from(self.connections.shed()).unwrap_or(i64::MAX),
            ),
            (
                "jieqing_requests_unframed_total",
                "Requests refused for ambiguous framing",
                "counter",
                i64::try_from(refused).unwrap_or(i64::MAX),
            ),
        ];
        for (name, help, kind, value) in totals {
            writeln!(
                out,
                "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}"
            )?;
        }
        let gauges = self.gauges.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, help, kind, read) in gauges.iter() {
            writeln!(
                out,
                "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {}",
                read()
            )?;
        }
        Ok(())
    }

    fn write_requests(&self, out: &mut String) -> std::fmt::Result {
        const NAME: &str = "jieqing_http_request_duration_seconds";
        writeln!(
            out,
            "# HELP {NAME} Time to an answer's head\n# TYPE {NAME} histogram"
        )?;
        let all = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for (labels, times) in all.iter() {
            let Labels {
                method,
                route,
                status,
            } = labels;
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (count, bound) in times.buckets.iter().zip(BUCKETS_MS) {
                let le = seconds(bound * 1_000);
                writeln!(out, "{NAME}_bucket{{{labels},le=\"{le}\"}} {count}")?;
            }
            writeln!(out, "{NAME}_bucket{{{labels},le=\"+Inf\"}} {}", times.count)?;
            writeln!(out, "{NAME}_sum{{{labels}}} {}", seconds(times.sum_us))?;
            writeln!(out, "{NAME}_count{{{labels}}} {}", times.count)?;
        }
        Ok(())
    }
}

/// Microseconds as seconds, without a float.
fn seconds(us: u64) -> String {
    let text = format!("{}.{:06}", us / 1_000_000, us % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_a_histogram() {
        let metrics = Metrics::default();
        let labels = Labels {
            method: "GET",
            route: "/api/v1/customers/{id}".into(),
            status: 200,
        };
        metrics.request(labels.clone(), Duration::from_micros(900));
        metrics.request(labels, Duration::from_millis(7));
        let text = metrics.render();
        let series = "{method=\"GET\",route=\"/api/v1/customers/{id}\",status=\"200\"";
        for line in [
            format!("jieqing_http_request_duration_seconds_bucket{series},le=\"0.001\"}} 1"),
            format!("jieqing_http_request_duration_seconds_bucket{series},le=\"0.01\"}} 2"),
            format!("jieqing_http_request_duration_seconds_bucket{series},le=\"+Inf\"}} 2"),
            format!("jieqing_http_request_duration_seconds_sum{series}}} 0.0079"),
            "jieqing_connections 0".to_owned(),
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }
}
