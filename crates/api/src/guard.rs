//! What stands before every route: request id, language, who calls, CSRF, permission. It runs
//! before a byte of the body is read.

use crate::link;
use crate::problem::Teller;
use crate::registry::Policy;
use crate::state::ApiState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use jieqing_domain::access::Permission;
use jieqing_domain::admin::{
    AccessKind, AccessNote, Principal, Proof, authenticate_session, authenticate_token,
    note_access, touch,
};
use jieqing_domain::texts::Lang;
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::Error;
use sha2::{Digest, Sha256};

/// Name of the session cookie.
pub(crate) const SESSION_COOKIE: &str = "__Host-jq";

/// State of one route's guard.
#[derive(Clone)]
pub(crate) struct Guarded {
    pub(crate) state: ApiState,
    pub(crate) policy: Policy,
}

/// Who calls, put into the request for [`Call`](crate::Call).
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) teller: Teller,
    pub(crate) known: Option<(Principal, Ctx, Permission)>,
}

pub(crate) async fn guard(
    State(guarded): State<Guarded>,
    mut request: Request,
    next: Next,
) -> Response {
    let request_id = format!(
        "req_{}",
        jieqing_kernel::id::encode(guarded.state.jieqing.ids.next_raw())
    );
    let teller = Teller {
        lang: language(request.headers()),
        request_id,
    };
    let known = match guarded.policy {
        Policy::Public(_) => None,
        // A link is no account: its own guard, and nothing of a session is looked at.
        Policy::Link => {
            return finish(
                link::guard(&guarded.state, &teller, request, next).await,
                &teller,
            );
        }
        Policy::Needs(permission) => {
            let (method, headers) = (request.method().clone(), request.headers().clone());
            match admit(&guarded.state, &teller, permission, method, headers).await {
                Ok(known) => Some(known),
                Err(response) => return finish(*response, &teller),
            }
        }
    };
    request.extensions_mut().insert(Caller {
        teller: teller.clone(),
        known,
    });
    finish(next.run(request).await, &teller)
}

fn finish(mut response: Response, teller: &Teller) -> Response {
    if let Ok(value) = HeaderValue::from_str(&teller.request_id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn admit(
    state: &ApiState,
    teller: &Teller,
    permission: Permission,
    method: Method,
    headers: HeaderMap,
) -> Result<(Principal, Ctx, Permission), Box<Response>> {
    let unknown = || Box::new(teller.refuse(StatusCode::UNAUTHORIZED, "request.not_signed_in"));
    let (secret, bearer) = credential(&headers).ok_or_else(unknown)?;
    let hash: [u8; 32] = Sha256::digest(secret).into();
    let jieqing = state.jieqing.clone();
    let now = jieqing.clock.now();
    let request_id = teller.request_id.clone();
    let found = state
        .jieqing
        .db
        .read_async(move |tx| {
            let principal = if bearer {
                authenticate_token(tx, &hash, now)?
            } else {
                authenticate_session(tx, &hash, now)?
            };
            let Some(principal) = principal else {
                return Ok(None);
            };
            let mut ctx = jieqing_domain::admin::load_ctx(
                tx,
                &jieqing.clock,
                &jieqing.ids,
                principal.company,
                Actor::User(principal.user),
                request_id,
            )?;
            ctx.token_scopes = principal.token_scopes.clone();
            let allowed = jieqing_domain::access::authorize(tx, &ctx, permission);
            Ok(Some((principal, ctx, allowed.map(|_| ()))))
        })
        .await;
    match found {
        Ok(None) => Err(unknown()),
        Err(error) => Err(Box::new(teller.error(&error))),
        Ok(Some((principal, ctx, allowed))) => {
            if !bearer && !is_safe(&method) && !same_site(&headers, &principal) {
                return Err(Box::new(
                    teller.refuse(StatusCode::FORBIDDEN, "request.csrf"),
                ));
            }
            if principal.unseen {
                keep_alive(state, principal.proof, now);
            }
            match allowed {
                Ok(()) => Ok((principal, ctx, permission)),
                Err(error) => {
                    if matches!(error, Error::Forbidden { .. }) {
                        note_denial(&ctx, state, permission).await;
                    }
                    Err(Box::new(teller.error(&error)))
                }
            }
        }
    }
}

/// Writes "last seen" beside the request; when it fails, the next request tries again.
fn keep_alive(state: &ApiState, proof: Proof, now: i64) {
    let db = state.jieqing.db.clone();
    tokio::spawn(async move {
        let done = db.write_async(move |tx| Ok(touch(tx, proof, now)?)).await;
        if let Err(error) = done {
            tracing::warn!(%error, "last seen not written");
        }
    });
}

async fn note_denial(ctx: &Ctx, state: &ApiState, permission: Permission) {
    let note = AccessNote {
        company: ctx.company.raw(),
        user: ctx.actor.raw(),
        kind: AccessKind::Denied,
        detail: permission.as_str().to_owned(),
        request_id: ctx.request_id.clone(),
        address: String::new(),
    };
    let (clock, ids) = (ctx.clock.clone(), ctx.ids.clone());
    let done = state
        .jieqing
        .db
        .write_async(move |tx| Ok(note_access(tx, &clock, &ids, &note)?))
        .await;
    if let Err(error) = done {
        tracing::warn!(%error, "denial not noted");
    }
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// CSRF wall (reliability.md §5.5): the session's token in a header that other sites can't set, and
/// no request that a browser marks as coming from elsewhere.
fn same_site(headers: &HeaderMap, principal: &Principal) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let token =
        text("x-csrf").is_some_and(|given| equal(given.as_bytes(), principal.csrf.as_bytes()));
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = match (text("origin"), text("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => {
            origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"))
                == Some(host)
        }
        (Some(_), None) => false,
    };
    token && site && origin
}

/// Comparison whose time does not depend on where the texts differ.
fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |acc, (x, y)| acc | (x ^ y)) == 0
}

/// The secret a request carries, and whether it is a bearer token.
pub(crate) fn credential(headers: &HeaderMap) -> Option<(&str, bool)> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        return value
            .to_str()
            .ok()?
            .strip_prefix("Bearer ")
            .map(|token| (token, true));
    }
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| (value, false))
}

/// Chinese unless the caller prefers English.
fn language(headers: &HeaderMap) -> Lang {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let first = wanted.split(',').next().unwrap_or("").trim();
    if first.get(..2).is_some_and(|l| l.eq_ignore_ascii_case("en")) {
        Lang::En
    } else {
        Lang::Zh
    }
}
