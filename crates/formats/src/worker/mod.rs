//! Reading files in a limited child process.
//!
//! # Purpose
//! A workbook reader may abort the process on a failed allocation, and an abort cannot be caught.
//! So the server starts its own binary again with a hidden subcommand, hands it the file on
//! standard input, and gets rows back on standard output.
//!
//! # Invariants
//! - The child limits itself before it reads a byte: address space 512 MB, CPU 60 s, no files, no
//!   core dump. It gets an empty environment and no other handle than the three standard ones.
//! - The parent enforces the wall time, checks every frame, always kills and waits for the child
//!   (no zombies), and touches no other process.
//! - A child that dies is `file.reader_crashed`; a child that is too slow is `file.reader_timeout`.
//!
//! # Limits
//! One frame ≤ 4 MiB. Cost over reading in the process: one copy of each row and the start of a
//! process.

mod bank;
mod child;
mod frames;
mod job;
mod parent;

pub use bank::{bank_limits, run_bank_worker};
pub use child::worker_main;
pub use parent::{Input, WorkerLimits, run_worker, run_worker_rows};
