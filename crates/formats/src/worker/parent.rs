//! The parent's side: start, watch, check, stop.

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::frames;
use super::job::{Job, Task};
use crate::FormatError;
use crate::table::{Event, FileInfo, Flow, ReadOptions, Row, Sink, Workbook, collect};

/// What the child may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerLimits {
    /// Address space in bytes. Default 512 MB.
    pub memory_bytes: u64,
    /// CPU time in seconds. Default 60.
    pub cpu_seconds: u64,
    /// Wall time; the parent kills the child after it. Default 60 s.
    pub wall: Duration,
}

impl Default for WorkerLimits {
    fn default() -> Self {
        Self {
            memory_bytes: 512 * 1024 * 1024,
            cpu_seconds: 60,
            wall: Duration::from_secs(60),
        }
    }
}

/// Where the file comes from.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// Bytes in memory.
    Bytes(&'a [u8]),
    /// A file; the child gets the open handle, not the path.
    Path(&'a Path),
}

/// Reads a whole file in a child process.
///
/// `program` is the own binary, `args` the hidden subcommand (`["import-worker"]`); one more
/// argument, the job, is put behind them and belongs to [`super::worker_main`].
///
/// # Errors
/// All codes of [`crate::table::TableFile::read`], and `file.reader_crashed`,
/// `file.reader_timeout`, `file.worker_start`, `file.worker_protocol`.
pub fn run_worker(
    program: &Path,
    args: &[&str],
    input: Input<'_>,
    file_name: &str,
    opts: &ReadOptions,
    limits: &WorkerLimits,
) -> Result<Workbook, FormatError> {
    collect(|sink| run_worker_rows(program, args, input, file_name, opts, limits, sink))
}

/// Reads a file in a child process and hands the rows out one by one.
///
/// # Errors
/// As [`run_worker`], and whatever the sink returns.
pub fn run_worker_rows(
    program: &Path,
    args: &[&str],
    input: Input<'_>,
    file_name: &str,
    opts: &ReadOptions,
    limits: &WorkerLimits,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let job = Job {
        task: Task::Rows,
        opts: opts.clone(),
        limits: limits.clone(),
        file_name: file_name.to_owned(),
    };
    supervise(program, args, input, &job, |output| {
        receive(output, opts, sink)
    })
}

/// Starts a child for a job, feeds it, and lets `receive` read what it sends; `Ok(None)` of
/// `receive` means that the child went away without an end, and why is told then.
pub(super) fn supervise<T>(
    program: &Path,
    args: &[&str],
    input: Input<'_>,
    job: &Job,
    receive: impl FnOnce(&mut BufReader<ChildStdout>) -> Result<Option<T>, FormatError>,
) -> Result<T, FormatError> {
    let start = |e: std::io::Error| FormatError::new("file.worker_start").fact("detail", e);
    let opts = &job.opts;
    let (stdin, bytes) = match input {
        Input::Bytes(bytes) => {
            // Refused here as well, to save the copy.
            if bytes.len() as u64 > opts.max_bytes {
                return Err(FormatError::new("file.too_large")
                    .fact("limit_bytes", opts.max_bytes)
                    .fact("bytes", bytes.len()));
            }
            (Stdio::piped(), Some(bytes))
        }
        Input::Path(path) => (Stdio::from(File::open(path).map_err(start)?), None),
    };
    let mut child = Command::new(program)
        .args(args)
        .arg(job.encode())
        .env_clear()
        .current_dir("/")
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(start)?;
    let pipe = child.stdin.take();
    let output = child.stdout.take();
    let guard = Guard::new(child, job.limits.wall);
    let Some(output) = output else {
        return Err(FormatError::new("file.worker_start").fact("detail", "no pipe"));
    };
    std::thread::scope(|scope| {
        if let (Some(mut pipe), Some(bytes)) = (pipe, bytes) {
            // A child that stops early closes the pipe; that is not this thread's error.
            scope.spawn(move || pipe.write_all(bytes).is_ok());
        }
        let result = receive(&mut BufReader::with_capacity(256 * 1024, output));
        // The feeder ends when the child does.
        let verdict = guard.stop(matches!(result, Ok(None)));
        match result {
            Ok(Some(done)) => Ok(done),
            Ok(None) => Err(verdict),
            Err(error) => Err(error),
        }
    })
}

/// Reads frames until the end frame; `None` when the stream ends without one.
fn receive(
    output: &mut impl std::io::Read,
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<Option<FileInfo>, FormatError> {
    let protocol = |what: &str| FormatError::new("file.worker_protocol").fact("detail", what);
    let mut body = Vec::new();
    let mut row = Row::default();
    let mut opened: Option<FileInfo> = None;
    let mut rows = 0_u64;
    loop {
        let kind = match frames::read_frame(output, &mut body) {
            Ok(Some(kind)) => kind,
            // A cut frame is what a dying child leaves behind.
            Ok(None) => return Ok(None),
            Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(e) => return Err(protocol(&e.to_string())),
        };
        let flow = match (kind, &mut opened) {
            (frames::OPENED, None) => {
                let info = frames::read_info(&body).ok_or_else(|| protocol("info"))?;
                let flow = sink(Event::Opened(&info))?;
                opened = Some(info);
                flow
            }
            (frames::ROW, Some(info)) => {
                let sheet = frames::read_row(&body, &mut row).ok_or_else(|| protocol("row"))?;
                rows += 1;
                let columns = row.len() > opts.max_columns as usize;
                let counted = info.sheets.get_mut(sheet);
                match counted {
                    Some(counted) if rows <= opts.max_rows && !columns => counted.rows += 1,
                    _ => return Err(protocol("limit")),
                }
                sink(Event::Row { sheet, row: &row })?
            }
            (frames::END, Some(_)) => {
                return frames::read_info(&body)
                    .map(Some)
                    .ok_or_else(|| protocol("info"));
            }
            (frames::ERROR, _) => {
                return Err(frames::read_error(&body).ok_or_else(|| protocol("error"))?);
            }
            _ => return Err(protocol("order")),
        };
        if flow == Flow::Stop {
            return Ok(opened);
        }
    }
}

/// Kills the child when the wall time is over or when the parent is done with it.
struct Guard {
    child: Arc<Mutex<Child>>,
    done: Sender<()>,
    watch: Option<JoinHandle<bool>>,
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Guard {
    fn new(child: Child, wall: Duration) -> Self {
        let child = Arc::new(Mutex::new(child));
        let (done, wait) = channel();
        let watched = Arc::clone(&child);
        let watch = std::thread::spawn(move || match wait.recv_timeout(wall) {
            Err(RecvTimeoutError::Timeout) => {
                let _gone = lock(&watched).kill();
                true
            }
            Ok(()) | Err(RecvTimeoutError::Disconnected) => false,
        });
        Self {
            child,
            done,
            watch: Some(watch),
        }
    }

    /// Ends the child and names why it ended, if that was not asked for. With `let_exit` the child
    /// has closed its output and gets a moment to exit by itself, so that the cause can be told.
    fn stop(mut self, let_exit: bool) -> FormatError {
        if let_exit {
            for _ in 0..50 {
                if !matches!(lock(&self.child).try_wait(), Ok(None)) {
                    break;
                }
                std::thread::park_timeout(Duration::from_millis(4));
            }
        }
        let timed_out = self.end_watch();
        let mut child = lock(&self.child);
        let _gone = child.kill();
        let status = child.wait().map(|s| s.to_string()).unwrap_or_default();
        if timed_out {
            FormatError::new("file.reader_timeout")
        } else {
            FormatError::new("file.reader_crashed").fact("detail", status)
        }
    }

    fn end_watch(&mut self) -> bool {
        let _sent = self.done.send(());
        self.watch
            .take()
            .is_some_and(|watch| watch.join().unwrap_or(false))
    }
}

impl Drop for Guard {
    /// Also on a panic in the sink no child is left behind.
    fn drop(&mut self) {
        if self.watch.is_some() {
            self.end_watch();
            let mut child = lock(&self.child);
            let _gone = child.kill();
            let _status = child.wait();
        }
    }
}
