//! `GET /sessions`

use crate::call::{ApiResult, Call};
use jieqing_domain::admin::auth::own_sessions;
use jieqing_domain::admin::{Proof, SessionRow};
use jieqing_kernel::clock::rfc3339 as instant;
use serde::Serialize;
use utoipa::ToSchema;

/// One of my sessions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnSession {
    /// Id.
    #[schema(example = "ses_0c1x2y3z4w5v6")]
    id: String,
    /// Whether it is the one asking.
    #[schema(example = true)]
    current: bool,
    /// Signed in.
    #[schema(example = "2026-11-24T00:00:00Z")]
    created_at: String,
    /// Last used, to the minute.
    #[schema(example = "2026-11-24T01:30:00Z")]
    seen_at: String,
    /// Ends at the latest.
    #[schema(example = "2026-11-24T12:00:00Z")]
    expires_at: String,
    /// Browser.
    #[schema(example = "Mozilla/5.0 …")]
    agent: String,
    /// Network address.
    #[schema(example = "192.168.1.20")]
    address: String,
}

/// My sessions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnSessions {
    items: Vec<OwnSession>,
}

/// List my sessions
#[utoipa::path(get, path = "/api/v1/sessions", operation_id = "list_sessions", tag = "session",
    responses((status = 200, body = OwnSessions)))]
pub(crate) async fn list_sessions(call: Call) -> ApiResult {
    let mine = call.principal().map(|p| p.proof);
    call.read(move |tx, ctx, _| {
        let view = |row: SessionRow| OwnSession {
            id: row.id.to_string(),
            current: mine == Some(Proof::Session(row.id)),
            created_at: instant(row.created_at),
            seen_at: instant(row.seen_at),
            expires_at: instant(row.expires_at),
            agent: row.agent,
            address: row.address,
        };
        let rows = own_sessions(tx, ctx)?;
        Ok(OwnSessions {
            items: rows.into_iter().map(view).collect(),
        })
    })
    .await
}
