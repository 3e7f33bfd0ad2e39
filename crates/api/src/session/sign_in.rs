//! `POST /session`

use super::peer::Peer;
use super::view::{SessionView, session_view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::guard::{SESSION_COOKIE, credential};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jieqing_domain::admin::auth::{
    LoginAttempt, LoginCheck, LoginOutcome, begin_login, finish_login, hash_secret,
};
use jieqing_domain::admin::{authenticate_session, load_ctx};
use jieqing_kernel::actor::Actor;
use jieqing_kernel::error::Error;
use serde::Deserialize;
use utoipa::ToSchema;

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInBody {
    /// Login; case does not matter.
    #[schema(example = "wangfang")]
    login: String,
    /// Password, taken exactly as typed.
    #[schema(example = "correct horse battery staple")]
    password: String,
}

/// Sign in
///
/// Answers with the session and sets its cookie. An unknown login, a wrong password and a disabled
/// account are not told apart. A session the browser already had ends.
#[utoipa::path(post, path = "/api/v1/session", operation_id = "sign_in", tag = "session",
    request_body = SignInBody, responses((status = 200, body = SessionView)))]
pub(crate) async fn sign_in(call: Call, peer: Peer, body: Body<SignInBody>) -> ApiResult {
    let SignInBody { login, password } = body.value;
    let text = |name| {
        call.headers()
            .get(name)
            .and_then(|v: &HeaderValue| v.to_str().ok())
    };
    let attempt = LoginAttempt {
        login,
        address: peer.0,
        agent: text(header::USER_AGENT).unwrap_or_default().to_owned(),
        request_id: call.teller.request_id.clone(),
        replaces: credential(call.headers())
            .filter(|(_, bearer)| !bearer)
            .map(|(secret, _)| hash_secret(secret)),
    };
    match check(&call, attempt, password).await? {
        LoginOutcome::In { secret, .. } => welcome(&call, secret).await,
        LoginOutcome::Wrong => Err(call
            .teller
            .refuse(StatusCode::UNAUTHORIZED, "session.wrong")),
        LoginOutcome::NoRole => Err(call.teller.refuse(StatusCode::FORBIDDEN, "session.no_role")),
        LoginOutcome::Wait { seconds } => Err(call.teller.slow_down("session.wait", seconds)),
    }
}

/// Reads what to verify, verifies it outside of any transaction, writes what came of it.
async fn check(
    call: &Call,
    attempt: LoginAttempt,
    password: String,
) -> Result<LoginOutcome, Response> {
    let jieqing = call.state.jieqing.clone();
    let (asked, hasher) = (attempt.clone(), call.state.hashing.hasher().clone());
    let now = jieqing.clock.now();
    let check = jieqing
        .db
        .read_async(move |tx| begin_login(tx, &hasher, &asked, now))
        .await
        .map_err(|e| call.fail(&e))?;
    let (user, stored) = match check {
        LoginCheck::Wait { seconds } => return Ok(LoginOutcome::Wait { seconds }),
        LoginCheck::Verify { user, stored } => (user, stored),
    };
    let against = stored.clone();
    let (right, rehashed) = call
        .hash_work(move |hasher| {
            let right = hasher.verify(&password, &against);
            let renew = right && hasher.is_outdated(&against);
            (right, renew.then(|| hasher.hash(&password).ok()).flatten())
        })
        .await?;
    let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
    jieqing
        .db
        .write_async(move |tx| {
            let verified = (user, stored.as_str(), right);
            finish_login(tx, (&clock, &ids), &attempt, verified, rehashed.as_deref())
        })
        .await
        .map_err(|e| call.fail(&e))
}

async fn welcome(call: &Call, secret: String) -> ApiResult {
    let jieqing = call.state.jieqing.clone();
    let (hash, request_id) = (hash_secret(&secret), call.teller.request_id.clone());
    let view = call
        .state
        .jieqing
        .db
        .read_async(move |tx| {
            let principal =
                authenticate_session(tx, &hash, jieqing.clock.now())?.ok_or(Error::NotFound)?;
            let actor = Actor::User(principal.user);
            let (clock, ids) = (&jieqing.clock, &jieqing.ids);
            let ctx = load_ctx(tx, clock, ids, principal.company, actor, request_id)?;
            session_view(tx, &ctx, principal.csrf, principal.must_change_password)
        })
        .await
        .map_err(|e| call.fail(&e))?;
    let cookie = format!("{SESSION_COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax");
    let mut response = axum::Json(view).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}
