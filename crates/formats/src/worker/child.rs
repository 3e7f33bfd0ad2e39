//! The child's side: limit, read, send.

use std::io::{BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rlimit::Resource;

use super::bank;
use super::frames;
use super::job::{Job, Task};
use super::parent::WorkerLimits;
use crate::FormatError;
use crate::table::{Event, Flow, Isolation, read_isolated};

/// Bytes gathered before a write to the pipe.
const BUFFER: usize = 256 * 1024;

/// Runs the child: reads the file from `input`, writes frames to `output`.
///
/// `job` is the argument that the parent put last on the command line. Call this first thing in
/// `main`, before threads or a runtime exist: the memory limit counts all of the process. The
/// returned number is the exit code (0 also when an error frame was sent).
///
/// # Errors
/// None; errors are sent as frames. 2 is returned when the job is unreadable or the pipe is gone.
pub fn worker_main(job: &str, input: impl Read, output: impl Write) -> u8 {
    let Some(Job {
        task,
        opts,
        limits,
        file_name,
    }) = Job::decode(job)
    else {
        return 2;
    };
    if restrict(&limits).is_err() {
        return 2;
    }
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = BufWriter::with_capacity(BUFFER, output);
    let mut bytes = Vec::new();
    if input
        .take(opts.max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .is_err()
    {
        return 2;
    }
    if task == Task::Bank {
        let result = catch_unwind(AssertUnwindSafe(|| {
            bank::send(&bytes, &file_name, &mut out)
        }));
        let sent = match result {
            Ok(Ok(sent)) => sent,
            Ok(Err(error)) => send_error(&mut out, &error),
            Err(_) => send_error(&mut out, &crashed()),
        };
        return exit_code(sent.and_then(|()| out.flush()));
    }
    let mut body = Vec::new();
    let result = catch_unwind(AssertUnwindSafe(|| {
        read_isolated(&bytes, &file_name, &opts, Isolation::Child, &mut |event| {
            let sent = match event {
                Event::Opened(info) => {
                    frames::write_frame(&mut out, frames::OPENED, &frames::info_body(info))
                        .and_then(|()| out.flush())
                }
                Event::Row { sheet, row } => {
                    frames::row_body(sheet, row, &mut body);
                    frames::write_frame(&mut out, frames::ROW, &body)
                }
            };
            // A closed pipe means that the parent has enough.
            Ok(if sent.is_ok() {
                Flow::Continue
            } else {
                Flow::Stop
            })
        })
    }));
    let sent = match result {
        Ok(Ok(info)) => frames::write_frame(&mut out, frames::END, &frames::info_body(&info)),
        Ok(Err(error)) => send_error(&mut out, &error),
        Err(_) => send_error(&mut out, &crashed()),
    };
    exit_code(sent.and_then(|()| out.flush()))
}

fn send_error(out: &mut impl Write, error: &FormatError) -> std::io::Result<()> {
    frames::write_frame(out, frames::ERROR, &frames::error_body(error))
}

fn crashed() -> FormatError {
    FormatError::new("file.reader_crashed").fact("detail", "panic")
}

fn exit_code(sent: std::io::Result<()>) -> u8 {
    match sent {
        Ok(()) => 0,
        Err(_) => 2,
    }
}

/// Takes rights away from this process: memory, CPU time, files, core dumps.
fn restrict(limits: &WorkerLimits) -> std::io::Result<()> {
    let set = |resource: Resource, value: u64| {
        let (_, hard) = resource.get()?;
        let value = value.min(hard);
        resource.set(value, value)
    };
    set(Resource::AS, limits.memory_bytes)?;
    set(Resource::CPU, limits.cpu_seconds)?;
    set(Resource::FSIZE, 0)?;
    set(Resource::CORE, 0)?;
    set(Resource::NOFILE, 16)
}
