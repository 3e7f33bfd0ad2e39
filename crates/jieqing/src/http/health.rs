//! For load balancers and monitoring. Public: they say nothing about anybody's business.

use super::Edge;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use jieqing_db::{DbError, schema_version};
use jieqing_kernel::error::{Error, Result};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(3);

/// The process lives.
pub(super) async fn healthz() -> Response {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })).into_response()
}

/// The process can do its work: the database reads, has this program's schema, and its writer
/// answers.
pub(super) async fn readyz(State(edge): State<Arc<Edge>>) -> Response {
    match tokio::time::timeout(PATIENCE, look(&edge)).await {
        Ok(Ok(())) => Json(json!({ "status": "ready", "schema": edge.schema })).into_response(),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            not_ready("database")
        }
        Err(_) => not_ready("timeout"),
    }
}

async fn look(edge: &Edge) -> Result<()> {
    let found = edge
        .db
        .read_async(|tx| schema_version(tx).map_err(DbError::into))
        .await?;
    if found != edge.schema {
        return Err(Error::bug(format!("the schema is at {found} now")));
    }
    edge.db.write_async(|_| Ok(())).await
}

fn not_ready(why: &'static str) -> Response {
    let body = Json(json!({ "status": "not_ready", "why": why }));
    (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
}

/// Prometheus text.
pub(super) async fn metrics(State(edge): State<Arc<Edge>>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, edge.metrics.render()).into_response()
}
