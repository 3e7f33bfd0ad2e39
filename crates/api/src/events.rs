//! `GET /events`: what changes, as it changes (server-sent events).
//!
//! An event says that a document changed, not how; screens ask again. The log is read after each
//! hint from the database layer, which hears other nodes too; a reader that comes back with
//! `Last-Event-ID` gets what it missed.

use crate::call::{ApiResult, Call};
use crate::guard::credential;
use crate::live::Place;
use crate::registry::{Policy, Registry};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use futures_util::stream;
use jieqing_domain::Jieqing;
use jieqing_domain::ReadTx;
use jieqing_domain::access::Permission;
use jieqing_domain::admin::{authenticate_session, authenticate_token};
use jieqing_domain::platform::live::{Change, Eyes, changes_after, newest};
use jieqing_domain::platform::subject::subject_of;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::Instant;
use utoipa::ToSchema;
use utoipa_axum::routes;

/// Changes that follow each other quickly are read together.
const GATHER: Duration = Duration::from_millis(200);
/// After this time the client comes again and shows who it is.
const LONGEST: Duration = Duration::from_secs(900);
const AT_ONCE: i64 = 500;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry.route(Policy::Needs(Permission::SelfUse), routes!(listen_events))
}

/// A document that changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeEvent {
    /// Position in the company's log; also the event's id.
    #[schema(example = 1042)]
    seq: i64,
    /// Kind of document.
    #[schema(example = "order")]
    subject_type: String,
    /// Document.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    subject_id: String,
    /// What happened.
    #[schema(example = "order.confirmed")]
    kind: String,
}

/// Listen to changes
///
/// A stream of server-sent events, one per change of a document that the caller may read. Send
/// `Last-Event-ID` to go on where a stream broke. A comment line arrives every 15 seconds.
#[utoipa::path(get, path = "/api/v1/events", operation_id = "listen_events", tag = "system",
    params(("Last-Event-ID" = Option<i64>, Header, description = "Go on after this event", example = 1041)),
    responses((status = 200, description = "`text/event-stream` of these", body = ChangeEvent, content_type = "text/event-stream")))]
async fn listen_events(call: Call) -> ApiResult {
    let ctx = call.ctx()?.clone();
    let Some(place) = call.state.live.enter(ctx.actor.raw()) else {
        let code = "request.rate_limited";
        return Err(call.teller.refuse(StatusCode::TOO_MANY_REQUESTS, code));
    };
    // Before the log is read, so that nothing falls between.
    let wakes = call.state.jieqing.db.wakes();
    let resume = call.headers().get("last-event-id");
    let after: Option<i64> = resume.and_then(|v| v.to_str().ok()?.parse().ok());
    let company = ctx.company.raw();
    let (eyes, last) = call
        .load(move |tx, ctx, _| {
            let head = newest(tx, company)?;
            let start = after.filter(|a| (0..=head).contains(a) && head - a <= AT_ONCE);
            Ok((Eyes::open(tx, ctx)?, start.unwrap_or(head)))
        })
        .await?;
    let secret = Secret::of(&call);
    let listener = Listener {
        jieqing: call.state.jieqing.clone(),
        ctx,
        secret,
        eyes,
        last,
        wakes,
        stop: call.state.live.stopping(),
        heartbeat: call.state.live.heartbeat(),
        ready: VecDeque::from([Event::default().comment("hello")]),
        behind: after.is_some(),
        until: Instant::now() + LONGEST,
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok(Sse::new(events).into_response())
}

struct Listener {
    jieqing: Jieqing,
    ctx: Ctx,
    secret: Option<Secret>,
    eyes: Eyes,
    last: i64,
    wakes: Receiver<i64>,
    stop: watch::Receiver<bool>,
    heartbeat: Duration,
    ready: VecDeque<Event>,
    /// There may be more in the log than was read.
    behind: bool,
    until: Instant,
    _place: Place,
}

/// What the caller came in with, as its digest.
#[derive(Clone, Copy)]
struct Secret {
    hash: [u8; 32],
    bearer: bool,
}

impl Secret {
    fn of(call: &Call) -> Option<Self> {
        let (secret, bearer) = credential(call.headers())?;
        let hash = Sha256::digest(secret).into();
        Some(Self { hash, bearer })
    }

    /// Whether it still opens the door of this company.
    fn known(self, tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<bool> {
        let now = ctx.now();
        let found = if self.bearer {
            authenticate_token(tx, &self.hash, now)?
        } else {
            authenticate_session(tx, &self.hash, now)?
        };
        Ok(found.is_some_and(|principal| principal.company == ctx.company))
    }
}

enum Heard {
    Change,
    Nothing,
    End,
}

impl Listener {
    /// The next event to send; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if *self.stop.borrow() || Instant::now() >= self.until {
                return None;
            }
            if !self.behind {
                match self.wait().await {
                    Heard::End => return None,
                    Heard::Nothing => {
                        self.look_again().await.ok()?;
                        return Some(Event::default().comment("heartbeat"));
                    }
                    Heard::Change => {
                        tokio::time::sleep(GATHER).await;
                    }
                }
            }
            if let Err(error) = self.read().await {
                tracing::warn!(%error, "a stream of events ends");
                return None;
            }
        }
    }

    async fn wait(&mut self) -> Heard {
        let company = self.ctx.company.raw();
        let beat = tokio::time::sleep(self.heartbeat);
        tokio::pin!(beat);
        loop {
            tokio::select! {
                woken = self.wakes.recv() => match woken {
                    Ok(other) if other != company => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => return Heard::Change,
                    Err(RecvError::Closed) => return Heard::End,
                },
                _ = self.stop.changed() => return Heard::End,
                () = &mut beat => return Heard::Nothing,
            }
        }
    }

    /// The session may have ended, and what the caller may see may have changed.
    async fn look_again(&mut self) -> Result<()> {
        let (ctx, secret) = (self.ctx.clone(), self.secret);
        let db = &self.jieqing.db;
        self.eyes = db
            .read_async(move |tx| {
                let known = secret.map(|s| s.known(tx, &ctx)).transpose()?;
                if known != Some(true) {
                    return Err(Error::NotFound);
                }
                Eyes::open(tx, &ctx)
            })
            .await?;
        Ok(())
    }

    async fn read(&mut self) -> Result<()> {
        // Hints that came meanwhile are answered by this read.
        self.wakes = self.wakes.resubscribe();
        let (ctx, eyes, last) = (self.ctx.clone(), self.eyes.clone(), self.last);
        let (seen, last, full) = self
            .jieqing
            .db
            .read_async(move |tx| {
                let mut seen = Vec::new();
                let found = changes_after(tx, ctx.company.raw(), last, AT_ONCE)?;
                let full = i64::try_from(found.len()).is_ok_and(|n| n == AT_ONCE);
                let newest = found.last().map_or(last, |change| change.seq);
                for change in found {
                    if eyes.see(tx, &ctx, &change)? {
                        seen.push(change);
                    }
                }
                Ok::<_, Error>((seen, newest, full))
            })
            .await?;
        (self.last, self.behind) = (last, full);
        self.ready.extend(seen.into_iter().filter_map(event));
        Ok(())
    }
}

fn event(change: Change) -> Option<Event> {
    let subject = subject_of(&change.subject_type)?;
    let told = ChangeEvent {
        seq: change.seq,
        subject_id: subject.wire_id(change.subject_id),
        subject_type: change.subject_type,
        kind: change.kind,
    };
    Event::default()
        .id(told.seq.to_string())
        .json_data(&told)
        .ok()
}
