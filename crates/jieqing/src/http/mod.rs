//! The server around the API: own accept loop, limits, headers, static files, health.
//!
//! **Invariants:** a client that is slow, silent or gone costs at most one connection for a few
//! seconds (reliability.md §0.2, §4.1); a handler runs to its end whether its client waits or not;
//! no answer leaves without the security headers.

mod assets;
mod body;
mod connections;
mod docs;
mod forwarded;
mod framing;
mod gate;
mod headers;
mod health;
mod listen;
mod metrics;
mod problem;
#[cfg(test)]
mod tests;

pub(crate) use listen::{Server, raise_file_limit};
pub(crate) use metrics::Metrics;

use crate::config::Config;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use jieqing_db::Db;
use std::net::IpAddr;
use std::sync::Arc;

/// What every request of the server shares.
pub(crate) struct Edge {
    pub(crate) db: Db,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) rules: Rules,
    /// Version of the schema at start.
    pub(crate) schema: i64,
}

/// Deployment's rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    /// Names this server answers to; empty: any one name.
    pub(crate) hosts: Vec<String>,
    /// Whose forwarding headers are believed.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// Whether browsers reach it over TLS only.
    pub(crate) https: bool,
}

impl Rules {
    /// From the configuration.
    pub(crate) fn of(config: &Config) -> Self {
        let https = |url: &String| url.starts_with("https://");
        Self {
            hosts: config
                .hosts
                .iter()
                .map(|h| h.to_ascii_lowercase())
                .collect(),
            trusted_proxies: config.trusted_proxies.clone(),
            https: config.external_url.as_ref().is_some_and(https),
        }
    }
}

/// The whole server as a service: API, health, screens, all behind the gate.
pub(crate) fn app(edge: &Arc<Edge>, api: Router) -> Router {
    let health = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .with_state(edge.clone());
    api.merge(health)
        .merge(docs::routes())
        .layer(from_fn(gate::note_route))
        .fallback(assets::serve)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(from_fn_with_state(edge.clone(), gate::gate))
}
