//! The accept loop: hyper's HTTP/1 under our limits, and an end that loses nothing.

use super::Rules;
use super::connections::{Caps, Open, Place};
use super::framing::Guarded;
use super::metrics::Metrics;
use crate::config::Config;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::Instant;
use tower::ServiceExt;

const HEAD_WITHIN: Duration = Duration::from_secs(10);
const HEAD_BYTES: usize = 64 << 10;
const HEADERS: usize = 100;
/// Requests under way get this long after the signal to stop.
const DRAIN: Duration = Duration::from_secs(8);
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";
/// Files that stay free for the database, attachments and mail.
const OTHER_FILES: u64 = 256;

/// Lets the process have as many files as the system allows; gives the number.
pub(crate) fn raise_file_limit() -> u64 {
    rlimit::increase_nofile_limit(u64::MAX).unwrap_or(1_024)
}

/// A bound server.
pub(crate) struct Server {
    listener: TcpListener,
    app: Router,
    caps: Caps,
    rules: Rules,
    metrics: Arc<Metrics>,
}

impl Server {
    /// Binds the address of `config`.
    ///
    /// # Errors
    /// When it is taken or not allowed.
    pub(crate) async fn bind(
        config: &Config,
        app: Router,
        metrics: Arc<Metrics>,
        files: u64,
    ) -> std::io::Result<Self> {
        let most = usize::try_from(files.saturating_sub(OTHER_FILES).max(64)).unwrap_or(usize::MAX);
        Ok(Self {
            listener: TcpListener::bind(config.listen).await?,
            app,
            caps: Caps {
                total: config.max_connections.min(most),
                per_address: config.max_connections_per_address,
            },
            rules: Rules::of(config),
            metrics,
        })
    }

    /// The address bound.
    ///
    /// # Errors
    /// Of the system.
    pub(crate) fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `stop` turns true, then lets requests under way end.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        let graceful = GracefulShutdown::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, peer)) => self.take(stream, peer, &graceful),
                    Err(error) => {
                        tracing::warn!(%error, "accept");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                },
                changed = stop.changed() => if changed.is_err() || *stop.borrow() { break },
            }
        }
        let Self {
            listener, metrics, ..
        } = self;
        drop(listener);
        let until = Instant::now() + DRAIN;
        if tokio::time::timeout_at(until, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some connections did not end in time");
        }
        while metrics.handlers() > 0 && Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn take(&self, stream: TcpStream, peer: SocketAddr, graceful: &GracefulShutdown) {
        let place = self
            .metrics
            .connections
            .enter(peer.ip(), self.caps, self.crowded(peer.ip()));
        let Some(place) = place else {
            tokio::spawn(turn_away(stream));
            return;
        };
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "nodelay");
        }
        let io = TokioIo::new(Guarded::new(stream, self.metrics.clone()));
        let (app, open) = (self.app.clone(), place.open.clone());
        let service = service_fn(move |request| answer(app.clone(), open.clone(), peer, request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_WITHIN)
            .max_buf_size(HEAD_BYTES)
            .max_headers(HEADERS)
            .serve_connection(io, service);
        tokio::spawn(hold(place, graceful.watch(connection)));
    }

    /// Addresses behind which many people may stand.
    fn crowded(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.rules.trusted_proxies.contains(&address)
    }
}

/// Runs a connection until it ends or loses its place.
async fn hold(place: Place, connection: impl Future<Output = hyper::Result<()>>) {
    tokio::select! {
        ended = connection => if let Err(error) = ended {
            tracing::trace!(%error, "connection");
        },
        () = place.open.close.notified() => {}
    }
}

async fn turn_away(mut stream: TcpStream) {
    let said = tokio::time::timeout(Duration::from_secs(1), stream.write_all(BUSY)).await;
    if !matches!(said, Ok(Ok(()))) {
        tracing::trace!("a client turned away did not listen");
    }
}

async fn answer(
    app: Router,
    open: Arc<Open>,
    peer: SocketAddr,
    request: hyper::Request<Incoming>,
) -> Result<Response, Infallible> {
    let busy = Busy::new(open);
    let mut request: Request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.oneshot(request).await?;
    Ok(response.map(|inner| Body::new(Held { inner, _busy: busy })))
}

/// Marks its connection as busy.
struct Busy(Arc<Open>);

impl Busy {
    fn new(open: Arc<Open>) -> Self {
        open.set_busy(true);
        Self(open)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.set_busy(false);
    }
}

/// An answer's body; its connection is busy until it is sent.
struct Held {
    inner: Body,
    _busy: Busy,
}

impl http_body::Body for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.inner).poll_frame(cx)
    }
    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }
    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
