//! A socket that refuses requests whose extent two servers could read differently: both
//! Content-Length and Transfer-Encoding, two Content-Lengths, lines that end without CR. hyper takes
//! some of these; behind another proxy they let one request hide in another (reliability.md §4.1,
//! 4, 5, 8). Also ends a write that a client does not take.

use super::metrics::Metrics;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// A client that takes nothing for so long is gone.
const STALLED: Duration = Duration::from_secs(60);
const REFUSAL: &[u8] =
    b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// The socket.
pub(super) struct Guarded {
    stream: TcpStream,
    framing: Framing,
    stalled: Option<Pin<Box<Sleep>>>,
    metrics: Arc<Metrics>,
}

impl Guarded {
    pub(super) fn new(stream: TcpStream, metrics: Arc<Metrics>) -> Self {
        Self {
            stream,
            framing: Framing::default(),
            stalled: None,
            metrics,
        }
    }

    /// Passes an outcome of writing on, or fails when nothing moved for too long.
    fn moving<T>(&mut self, cx: &mut Context<'_>, out: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if out.is_ready() {
            self.stalled = None;
            return out;
        }
        let alarm = self.stalled.get_or_insert_with(|| Box::pin(sleep(STALLED)));
        ready!(alarm.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        let fresh = buf.filled().get(before..).unwrap_or_default();
        if self.framing.feed(fresh).is_ok() {
            return Poll::Ready(Ok(()));
        }
        buf.set_filled(before);
        self.metrics.refused_head();
        // The connection ends either way; a client that can't take 60 bytes misses the reason.
        let _ = self.stream.try_write(REFUSAL);
        Poll::Ready(Err(io::ErrorKind::InvalidData.into()))
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let out = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.moving(cx, out)
    }
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let out = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.moving(cx, out)
    }
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Longest part of a line that is looked at.
const LINE: usize = 128;

/// Follows the requests of one connection. What hyper refuses by itself is left to it.
#[derive(Debug, Default)]
struct Framing {
    state: State,
    line: Vec<u8>,
    /// The byte before the one that is read.
    last: u8,
    lengths: u32,
    length: u64,
    chunked: bool,
    any_line: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Request line and headers.
    #[default]
    Head,
    /// So many bytes of body.
    Body(u64),
    /// The size line of a chunk.
    Size,
    /// So many bytes of a chunk and its CR LF.
    Chunk(u64),
    /// Lines after the last chunk.
    Trailer,
    /// Out of step with hyper, which ends this connection.
    Lost,
}

#[derive(Debug, PartialEq, Eq)]
struct Ambiguous;

impl Framing {
    fn feed(&mut self, mut bytes: &[u8]) -> Result<(), Ambiguous> {
        while !bytes.is_empty() {
            match self.state {
                State::Lost => return Ok(()),
                State::Body(left) | State::Chunk(left) => {
                    let here = u64::try_from(bytes.len()).unwrap_or(u64::MAX).min(left);
                    let taken = usize::try_from(here).unwrap_or(bytes.len());
                    bytes = bytes.get(taken..).unwrap_or_default();
                    self.state = match (self.state, left - here) {
                        (State::Chunk(_), 0) => State::Size,
                        (State::Chunk(_), left) => State::Chunk(left),
                        (_, 0) => State::Head,
                        (_, left) => State::Body(left),
                    };
                }
                State::Head | State::Size | State::Trailer => {
                    let end = bytes.iter().position(|b| *b == b'\n');
                    let (part, rest) = match end {
                        Some(end) => (bytes.get(..end), bytes.get(end + 1..)),
                        None => (Some(bytes), None),
                    };
                    self.take(part.unwrap_or_default());
                    bytes = rest.unwrap_or_default();
                    if end.is_some() {
                        self.line_ended()?;
                    }
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, part: &[u8]) {
        let room = LINE.saturating_sub(self.line.len());
        self.line
            .extend_from_slice(part.get(..room.min(part.len())).unwrap_or_default());
        if let Some(last) = part.last() {
            self.last = *last;
        }
    }

    fn line_ended(&mut self) -> Result<(), Ambiguous> {
        if self.last != b'\r' {
            return Err(Ambiguous);
        }
        self.last = 0;
        let mut line = std::mem::take(&mut self.line);
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        match self.state {
            State::Size => self.chunk_follows(&line),
            State::Trailer if line.is_empty() => self.state = State::Head,
            State::Head if !line.is_empty() => self.header(&line),
            // An empty line before the request line is skipped, as hyper does.
            State::Head if self.any_line => return self.head_ended(),
            _ => {}
        }
        Ok(())
    }

    fn header(&mut self, line: &[u8]) {
        self.any_line = true;
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            return;
        };
        let (name, value) = line.split_at(colon);
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        if name.eq_ignore_ascii_case(b"content-length") {
            self.lengths += 1;
            let number = std::str::from_utf8(value).ok().and_then(|v| v.parse().ok());
            match number {
                Some(number) => self.length = number,
                None => self.state = State::Lost,
            }
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            self.chunked = true;
        }
    }

    fn head_ended(&mut self) -> Result<(), Ambiguous> {
        if self.lengths > 1 || (self.chunked && self.lengths > 0) {
            return Err(Ambiguous);
        }
        self.state = match (self.chunked, self.length) {
            (true, _) => State::Size,
            (false, 0) => State::Head,
            (false, length) => State::Body(length),
        };
        (self.lengths, self.length) = (0, 0);
        (self.chunked, self.any_line) = (false, false);
        Ok(())
    }

    fn chunk_follows(&mut self, line: &[u8]) {
        let digits: Vec<u8> = line
            .iter()
            .copied()
            .take_while(u8::is_ascii_hexdigit)
            .collect();
        let size = std::str::from_utf8(&digits)
            .ok()
            .and_then(|text| u64::from_str_radix(text, 16).ok());
        self.state = match size {
            Some(0) => State::Trailer,
            Some(size) => size.checked_add(2).map_or(State::Lost, State::Chunk),
            None => State::Lost,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same verdict however the bytes are cut.
    fn verdict(text: &str) -> Result<State, Ambiguous> {
        let mut found = Vec::new();
        for size in [1, 2, 3, 7, 1_000] {
            let mut framing = Framing::default();
            let out = text
                .as_bytes()
                .chunks(size)
                .try_for_each(|part| framing.feed(part));
            found.push(out.map(|()| framing.state));
        }
        let first = found.remove(0);
        assert!(
            found.iter().all(|f| *f == first),
            "{text:?}: {found:?} {first:?}"
        );
        first
    }

    #[test]
    fn whole_requests_end_where_the_next_begins() {
        for text in [
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na\nb",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\na\nb\r\n0\r\nT: 1\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        ] {
            assert_eq!(verdict(text), Ok(State::Head), "{text:?}");
            assert_eq!(
                verdict(&format!("{text}{text}")),
                Ok(State::Head),
                "{text:?} twice"
            );
        }
        assert_eq!(
            verdict("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab"),
            Ok(State::Body(3))
        );
    }

    #[test]
    fn ambiguous_requests_are_refused() {
        for text in [
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET / HTTP/1.1\r\nHost: a\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\ncontent-length: 3\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
        ] {
            assert_eq!(verdict(text), Err(Ambiguous), "{text:?}");
        }
        let second = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\n";
        assert_eq!(verdict(second), Err(Ambiguous));
    }

    #[test]
    fn what_hyper_refuses_is_left_to_it() {
        for text in [
            "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n\n\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n\n\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\n",
        ] {
            assert_eq!(verdict(text), Ok(State::Lost), "{text:?}");
        }
    }
}
