//! What stands before every route of a link: pace, then the secret. It runs before a byte of the
//! body is read. An unknown secret, whatever it looks like, gets the same 404.

use crate::problem::Teller;
use crate::session::Peer;
use crate::state::ApiState;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jieqing_domain::Command;
use jieqing_domain::admin::auth::hash_secret;
use jieqing_domain::statements::agreement::{LinkFound, OpenLink, find_link};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::{Error, Result};

const PREFIX: &str = "/api/v1/public/statements/";

/// A request that holds a link.
#[derive(Clone)]
pub(super) struct LinkCall {
    pub(super) state: ApiState,
    pub(super) teller: Teller,
    pub(super) ctx: Ctx,
    pub(super) link: OpenLink,
    pub(super) address: String,
    pub(super) agent: String,
}

pub(crate) async fn guard(
    state: &ApiState,
    teller: &Teller,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let address = match Peer::from_request_parts(&mut parts, state).await {
        Ok(Peer(address)) => address,
        Err(never) => match never {},
    };
    let rest = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
    let secret = rest.split('/').next().unwrap_or_default();
    let hash = hash_secret(secret);
    if let Some(seconds) = state.pace.wait(hash, &address) {
        return teller.slow_down("request.rate_limited", seconds);
    }
    let jieqing = state.jieqing.clone();
    let (now, request_id) = (jieqing.clock.now(), teller.request_id.clone());
    let found = state
        .jieqing
        .db
        .read_async(move |tx| {
            let link = match find_link(tx, &hash, now)? {
                LinkFound::Unknown => return Err(Error::NotFound),
                LinkFound::Gone => return Ok(None),
                LinkFound::Live(link) => link,
            };
            let (clock, ids) = (&jieqing.clock, &jieqing.ids);
            let actor = Actor::Link(link.id);
            let ctx =
                jieqing_domain::admin::load_ctx(tx, clock, ids, link.company, actor, request_id)?;
            Ok(Some((link, ctx)))
        })
        .await;
    let (link, ctx) = match found {
        Ok(Some(found)) => found,
        Ok(None) => return teller.refuse(StatusCode::GONE, "statements.link_gone"),
        Err(error) => return teller.error(&error),
    };
    let agent = parts.headers.get(header::USER_AGENT);
    let agent = agent.and_then(|v| v.to_str().ok()).unwrap_or_default();
    parts.extensions.insert(LinkCall {
        state: state.clone(),
        teller: teller.clone(),
        ctx,
        link,
        address,
        agent: agent.to_owned(),
    });
    next.run(Request::from_parts(parts, body)).await
}

impl FromRequestParts<ApiState> for LinkCall {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, _state: &ApiState) -> Result<Self, Response> {
        let call = parts.extensions.get::<Self>().cloned();
        call.ok_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

impl LinkCall {
    /// An error as an answer; what has ended meanwhile is 410 here too.
    pub(super) fn fail(&self, error: &Error) -> Response {
        match error {
            Error::Refused(refusal) if refusal.code == "statements.link_gone" => {
                self.teller.refuse(StatusCode::GONE, refusal.code)
            }
            other => self.teller.error(other),
        }
    }

    /// Runs something that blocks.
    pub(super) async fn block<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T> + Send + 'static,
    ) -> Result<T, Response> {
        let call = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&call)).await;
        done.unwrap_or_else(|_| Err(Error::bug("link")))
            .map_err(|e| self.fail(&e))
    }

    /// Runs a command as the holder of the link.
    pub(super) async fn execute<C: Command>(&self, command: C) -> Result<C::Out, Response> {
        self.block(move |call| call.state.jieqing.execute(&call.ctx, command))
            .await
    }
}
