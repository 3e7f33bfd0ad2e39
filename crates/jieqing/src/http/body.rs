//! A request body that may be neither too large nor too slow.

use axum::body::Body;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// Slowest accepted body, bytes a second, counted after [`GRACE`].
const SLOWEST: u64 = 1_000;
const GRACE: Duration = Duration::from_secs(10);

/// How much a body may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    pub(super) bytes: u64,
    /// All of it must be here by then.
    pub(super) within: Duration,
}

/// What was wrong with a body; read after the handler ended, whatever it answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Fault(Arc<AtomicU8>);

const TOO_LARGE: u8 = 1;
const TOO_SLOW: u8 = 2;

impl Fault {
    pub(super) fn too_large(&self) -> bool {
        self.0.load(Ordering::SeqCst) == TOO_LARGE
    }
    pub(super) fn too_slow(&self) -> bool {
        self.0.load(Ordering::SeqCst) == TOO_SLOW
    }
}

/// The body under its allowance.
pub(super) struct Limited {
    inner: Body,
    allowance: Allowance,
    received: u64,
    began: Instant,
    alarm: Pin<Box<Sleep>>,
    fault: Fault,
}

impl Limited {
    pub(super) fn new(inner: Body, allowance: Allowance) -> (Self, Fault) {
        let fault = Fault::default();
        let began = Instant::now();
        let body = Self {
            inner,
            allowance,
            received: 0,
            began,
            alarm: Box::pin(sleep_until(began + GRACE)),
            fault: fault.clone(),
        };
        (body, fault)
    }

    /// When the body counts as too slow unless more arrives.
    fn deadline(&self) -> Instant {
        let earned = Duration::from_millis(self.received.saturating_mul(1_000) / SLOWEST);
        self.began + (GRACE + earned).min(self.allowance.within)
    }

    fn fail(&self, why: u8) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        self.fault.0.store(why, Ordering::SeqCst);
        Poll::Ready(Some(Err(Broken)))
    }
}

impl http_body::Body for Limited {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        match Pin::new(&mut self.inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                let length = u64::try_from(length).unwrap_or(u64::MAX);
                self.received = self.received.saturating_add(length);
                if self.received > self.allowance.bytes {
                    return self.fail(TOO_LARGE);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(_))) => Poll::Ready(Some(Err(Broken))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                let deadline = self.deadline();
                self.alarm.as_mut().reset(deadline);
                match self.alarm.as_mut().poll(cx) {
                    Poll::Ready(()) => self.fail(TOO_SLOW),
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// The body ended early.
#[derive(Debug)]
pub(super) struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request body ended early")
    }
}
impl std::error::Error for Broken {}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    const ALLOWANCE: Allowance = Allowance {
        bytes: 10_000,
        within: Duration::from_secs(30),
    };

    /// A body that gives `chunk` bytes each `every`, for ever.
    fn drip(chunk: usize, every: Duration) -> Body {
        let bytes = futures_util::stream::unfold((), move |()| async move {
            tokio::time::sleep(every).await;
            Some((Ok::<_, std::io::Error>(vec![b'x'; chunk]), ()))
        });
        Body::from_stream(bytes)
    }

    async fn cut_after(body: Body, allowance: Allowance) -> (Fault, u64) {
        let (limited, fault) = Limited::new(body, allowance);
        let began = Instant::now();
        let _ = limited.collect().await;
        (fault, began.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn slow_bodies_are_cut_soon() {
        let silent = Body::from_stream(futures_util::stream::pending::<std::io::Result<Vec<u8>>>());
        let (fault, seconds) = cut_after(silent, ALLOWANCE).await;
        assert!(fault.too_slow() && seconds == 10, "{seconds}");
        let (fault, seconds) = cut_after(drip(100, Duration::from_secs(1)), ALLOWANCE).await;
        assert!(
            fault.too_slow() && (10..=12).contains(&seconds),
            "{seconds}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn steady_bodies_have_their_time_and_no_more() {
        let room = Allowance {
            bytes: 1 << 20,
            ..ALLOWANCE
        };
        let (fault, seconds) = cut_after(drip(2_000, Duration::from_secs(1)), room).await;
        assert!(fault.too_slow() && seconds == 30, "{seconds}");
    }

    #[tokio::test]
    async fn large_bodies_are_cut_at_the_limit() {
        let (limited, fault) = Limited::new(Body::from(vec![0; 10_001]), ALLOWANCE);
        assert!(limited.collect().await.is_err());
        assert!(fault.too_large());
        let (limited, fault) = Limited::new(Body::from(vec![0; 10_000]), ALLOWANCE);
        assert_eq!(limited.collect().await.unwrap().to_bytes().len(), 10_000);
        assert!(!fault.too_large() && !fault.too_slow());
    }
}
