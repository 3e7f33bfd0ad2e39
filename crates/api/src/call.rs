//! [`Call`]: one request on its way into the product and its answer out.

use crate::body::empty_hash;
use crate::guard::Caller;
use crate::problem::Teller;
use crate::state::ApiState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jieqing_domain::ReadTx;
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::admin::{Principal, Proof};
use jieqing_domain::{Command, IdempotencyKey};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::page::{DEFAULT_LIMIT, MAX_LIMIT, PageRequest};
use serde::Serialize;

/// What handlers give back: an answer or a problem, both complete.
pub type ApiResult = Result<Response, Response>;

/// A request after the guard.
pub struct Call {
    /// Shared state.
    pub state: ApiState,
    /// How problems are told.
    pub teller: Teller,
    known: Option<(Principal, Ctx, Permission)>,
    headers: HeaderMap,
    method: String,
    path: String,
    hash: [u8; 32],
}

impl FromRequestParts<ApiState> for Call {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Response> {
        let Some(caller) = parts.extensions.get::<Caller>().cloned() else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        Ok(Self {
            state: state.clone(),
            teller: caller.teller,
            known: caller.known,
            headers: parts.headers.clone(),
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            hash: empty_hash(),
        })
    }
}

impl Call {
    /// The caller's context.
    ///
    /// # Errors
    /// A 401 problem on a public route.
    pub fn ctx(&self) -> Result<&Ctx, Response> {
        self.known.as_ref().map(|(_, ctx, _)| ctx).ok_or_else(|| {
            self.teller
                .refuse(StatusCode::UNAUTHORIZED, "request.not_signed_in")
        })
    }

    /// Who calls, on routes that need a permission.
    #[must_use]
    pub fn principal(&self) -> Option<&Principal> {
        self.known.as_ref().map(|(principal, _, _)| principal)
    }

    /// The request's headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Binds the digest of the body to the idempotency key: call it before [`Call::write`] in every
    /// handler that has a body.
    #[must_use]
    pub fn with_body(mut self, hash: [u8; 32]) -> Self {
        self.hash = hash;
        self
    }

    /// An error as an answer.
    #[must_use]
    pub fn fail(&self, error: &Error) -> Response {
        self.teller.error(error)
    }

    /// An id of the path; malformed ids are unknown ids.
    ///
    /// # Errors
    /// A 404 problem.
    pub fn id<K: jieqing_kernel::id::Kind>(
        &self,
        text: &str,
    ) -> Result<jieqing_kernel::id::Id<K>, Response> {
        jieqing_kernel::id::Id::parse(text).ok_or_else(|| self.fail(&Error::NotFound))
    }

    /// The version in `If-Match`.
    ///
    /// # Errors
    /// 428 when absent, 400 when it is not one of ours.
    pub fn if_match(&self) -> Result<i64, Response> {
        let Some(value) = self.headers.get(header::IF_MATCH) else {
            return Err(self
                .teller
                .refuse(StatusCode::PRECONDITION_REQUIRED, "request.version_missing"));
        };
        let text = value.to_str().unwrap_or("").trim_matches('"');
        text.parse().ok().filter(|v| *v > 0).ok_or_else(|| {
            self.teller
                .refuse(StatusCode::BAD_REQUEST, "request.version_malformed")
        })
    }

    fn key(&self) -> Result<IdempotencyKey, Response> {
        let bad = |code| self.teller.refuse(StatusCode::BAD_REQUEST, code);
        let mut values = self.headers.get_all("idempotency-key").iter();
        let first = values.next().ok_or_else(|| bad("request.key_missing"))?;
        let text = first
            .to_str()
            .ok()
            .filter(|t| (1..=200).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_graphic()));
        match (text, values.next()) {
            (Some(text), None) => Ok(IdempotencyKey {
                method: self.method.clone(),
                path: self.path.clone(),
                key: text.to_owned(),
                request_hash: self.hash,
            }),
            _ => Err(bad("request.key_malformed")),
        }
    }

    /// Runs a command under the request's idempotency key and answers with what `view` makes of its
    /// result, in the same transaction.
    ///
    /// # Errors
    /// The command's problem.
    pub async fn write<C: Command, V: Serialize>(
        self,
        status: StatusCode,
        command: C,
        view: impl Fn(&mut ReadTx<'_>, &Ctx, C::Out) -> Result<V> + Send + 'static,
    ) -> ApiResult {
        let key = self.key()?;
        let ctx = self.ctx()?.clone();
        let code = i64::from(status.as_u16());
        let render = move |tx: &mut ReadTx<'_>, ctx: &Ctx, out: C::Out| {
            let body = view(tx, ctx, out)?;
            let bytes = serde_json::to_vec(&body).map_err(|e| Error::bug(e.to_string()))?;
            Ok((code, bytes))
        };
        let answer = self
            .state
            .jieqing
            .answer(ctx, key, command, render)
            .await
            .map_err(|error| self.fail(&error))?;
        let status = u16::try_from(answer.status)
            .ok()
            .and_then(|s| StatusCode::from_u16(s).ok());
        let mut response = (
            status.unwrap_or(StatusCode::OK),
            [(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            )],
            answer.body,
        )
            .into_response();
        if answer.replayed {
            response
                .headers_mut()
                .insert("idempotent-replayed", HeaderValue::from_static("true"));
        }
        Ok(response)
    }

    /// [`Call::write`] for an answer with a secret in it: `secret` goes into the field of its name the
    /// first time only. What is kept under the idempotency key has `null` there.
    ///
    /// # Errors
    /// The command's problem.
    pub async fn write_with_secret<C: Command, V: Serialize>(
        self,
        status: StatusCode,
        command: C,
        view: impl Fn(C::Out) -> V + Send + 'static,
        (field, secret): (&'static str, String),
    ) -> ApiResult {
        let teller = self.teller.clone();
        let response = self
            .write(status, command, move |_, _, out| {
                let mut value =
                    serde_json::to_value(view(out)).map_err(|e| Error::bug(e.to_string()))?;
                value[field] = serde_json::Value::Null;
                Ok(value)
            })
            .await?;
        if response.headers().contains_key("idempotent-replayed") {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let added = axum::body::to_bytes(body, usize::MAX)
            .await
            .ok()
            .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok())
            .map(|mut value| {
                value[field] = secret.into();
                value.to_string()
            });
        match added {
            Some(text) => Ok(Response::from_parts(parts, text.into())),
            None => Err(teller.error(&Error::bug("an answer is no JSON object"))),
        }
    }

    /// Runs slow password work in the bounded queue.
    ///
    /// # Errors
    /// 429 when the queue is full.
    pub(crate) async fn hash_work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&jieqing_domain::admin::auth::Hasher) -> T + Send + 'static,
    ) -> Result<T, Response> {
        let done = self.state.hashing.run(work).await;
        done.map_err(|_full| self.teller.slow_down("request.rate_limited", 1))
    }

    /// The caller's browser session.
    ///
    /// # Errors
    /// A 403 problem for API tokens.
    pub(crate) fn own_session(
        &self,
    ) -> Result<jieqing_kernel::id::Id<jieqing_domain::wire::Session>, Response> {
        match self.principal().map(|p| p.proof) {
            Some(Proof::Session(id)) => Ok(id),
            Some(Proof::Token(_)) | None => Err(self.fail(&Error::Forbidden {
                permission: Permission::SelfUse.as_str(),
            })),
        }
    }

    /// Runs a command, rolls it back, and answers with what it would have done.
    ///
    /// # Errors
    /// The command's problem.
    pub async fn preview<C: Command, V: Serialize>(
        self,
        command: C,
        view: impl FnOnce(C::Out) -> V,
    ) -> ApiResult {
        let ctx = self.ctx()?.clone();
        let jieqing = self.state.jieqing.clone();
        let out = tokio::task::spawn_blocking(move || jieqing.preview(&ctx, command))
            .await
            .unwrap_or_else(|_| Err(Error::bug("preview")))
            .map_err(|error| self.fail(&error))?;
        Ok(axum::Json(view(out)).into_response())
    }

    /// Reads on a snapshot and answers with JSON.
    ///
    /// # Errors
    /// The query's problem.
    pub async fn read<V: Serialize + Send + 'static>(
        self,
        query: impl FnOnce(&mut ReadTx<'_>, &Ctx, &Scope) -> Result<V> + Send + 'static,
    ) -> ApiResult {
        let value = self.load(query).await?;
        Ok(axum::Json(value).into_response())
    }

    /// Reads on a snapshot and gives the value, for answers that are not JSON.
    ///
    /// # Errors
    /// The query's problem.
    pub async fn load<V: Send + 'static>(
        &self,
        query: impl FnOnce(&mut ReadTx<'_>, &Ctx, &Scope) -> Result<V> + Send + 'static,
    ) -> Result<V, Response> {
        let Some((_, ctx, permission)) = self.known.clone() else {
            return Err(self
                .teller
                .refuse(StatusCode::UNAUTHORIZED, "request.not_signed_in"));
        };
        self.state
            .jieqing
            .read_async(ctx, permission, query)
            .await
            .map_err(|error| self.fail(&error))
    }
}

/// Paging parameters every list takes; flatten them into the list's own query type by hand, since
/// serde's `flatten` would accept unknown parameters.
#[derive(Debug, Default, Clone)]
pub struct ListQuery {
    /// `cursor` as given.
    pub cursor: Option<String>,
    /// `limit` as given.
    pub limit: Option<i64>,
}

impl ListQuery {
    /// The page asked for.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a limit out of range or a cursor that is not ours.
    pub fn page(&self) -> Result<PageRequest> {
        let limit = self.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Error::field("limit", "field.out_of_range"));
        }
        let after = match &self.cursor {
            None => None,
            Some(text) => {
                Some(read_cursor(text).ok_or_else(|| Error::field("cursor", "request.cursor"))?)
            }
        };
        Ok(PageRequest { after, limit })
    }
}

/// The cursor of a row: its id in base32, a dot, its sort key in hex. It carries no rights: the
/// scope is applied to every page anew.
#[must_use]
pub(crate) fn write_cursor(next: &Option<(String, i64)>) -> Option<String> {
    let (key, id) = next.as_ref()?;
    let hex: String = key.bytes().map(|b| format!("{b:02x}")).collect();
    Some(format!("{}.{hex}", jieqing_kernel::id::encode(*id)))
}

fn read_cursor(text: &str) -> Option<(String, i64)> {
    let (id, hex) = text.split_once('.')?;
    if hex.len() > 1_000 || hex.len() % 2 != 0 || !hex.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok())
        .collect();
    Some((
        String::from_utf8(bytes?).ok()?,
        jieqing_kernel::id::decode(id)?,
    ))
}
