//! Bank files in the child: the whole file is read there and comes back as one document in pieces.

use std::io::{self, Write};
use std::path::Path;

use super::frames;
use super::job::{Job, Task};
use super::parent::{Input, WorkerLimits, supervise};
use crate::FormatError;
use crate::bank::{self, BankFile};
use crate::table::Isolation;

/// Bytes of one piece.
const PIECE: usize = 1024 * 1024;
/// Most bytes of a document, far above what the entry limit lets a file grow to.
const MAX_DOCUMENT: usize = 512 * 1024 * 1024;

/// Limits for reading a bank file: memory 300 MB, CPU and wall time as for tables.
#[must_use]
pub fn bank_limits() -> WorkerLimits {
    WorkerLimits {
        memory_bytes: 300 * 1024 * 1024,
        ..WorkerLimits::default()
    }
}

/// Reads a bank file of any kind in a child process.
///
/// # Errors
/// All codes of [`bank::read`], and `file.reader_crashed`, `file.reader_timeout`,
/// `file.worker_start`, `file.worker_protocol`.
pub fn run_bank_worker(
    program: &Path,
    args: &[&str],
    input: Input<'_>,
    file_name: &str,
    limits: &WorkerLimits,
) -> Result<BankFile, FormatError> {
    let job = Job {
        task: Task::Bank,
        opts: bank::table_options(),
        limits: limits.clone(),
        file_name: file_name.to_owned(),
    };
    supervise(program, args, input, &job, receive)
}

fn receive(output: &mut impl io::Read) -> Result<Option<BankFile>, FormatError> {
    let protocol = |what: &str| FormatError::new("file.worker_protocol").fact("detail", what);
    let mut document = Vec::new();
    let mut body = Vec::new();
    loop {
        match frames::read_frame(output, &mut body) {
            Ok(Some(frames::PIECE)) => {
                if document.len() + body.len() > MAX_DOCUMENT {
                    return Err(protocol("limit"));
                }
                document.extend_from_slice(&body);
            }
            Ok(Some(frames::END)) => {
                return serde_json::from_slice(&document)
                    .map(Some)
                    .map_err(|e| protocol(&e.to_string()));
            }
            Ok(Some(frames::ERROR)) => {
                return Err(frames::read_error(&body).ok_or_else(|| protocol("error"))?);
            }
            Ok(Some(_)) => return Err(protocol("order")),
            Ok(None) => return Ok(None),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(e) => return Err(protocol(&e.to_string())),
        }
    }
}

/// The child's side: reads, and sends the document; the error is for an error frame.
pub(super) fn send(
    bytes: &[u8],
    file_name: &str,
    out: &mut impl Write,
) -> Result<io::Result<()>, FormatError> {
    let file = bank::read_in(bytes, file_name, Isolation::Child)?;
    let mut pieces = Pieces {
        out,
        held: Vec::with_capacity(PIECE),
    };
    let written = serde_json::to_writer(&mut pieces, &file)
        .map_err(io::Error::from)
        .and_then(|()| pieces.flush())
        .and_then(|()| frames::write_frame(pieces.out, frames::END, &[]));
    Ok(written)
}

/// Cuts a stream into frames.
struct Pieces<'w, W: Write> {
    out: &'w mut W,
    held: Vec<u8>,
}

impl<W: Write> Write for Pieces<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE - self.held.len();
        let taken = bytes.get(..bytes.len().min(room)).unwrap_or(bytes);
        self.held.extend_from_slice(taken);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.held.is_empty() {
            frames::write_frame(self.out, frames::PIECE, &self.held)?;
            self.held.clear();
        }
        Ok(())
    }
}
