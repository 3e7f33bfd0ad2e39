//! 结清 Jieqing: one binary. Everything starts here; the work is done in the crates below.

mod cli;
mod config;
mod disk;
mod documents;
mod failure;
mod http;
mod place;
mod verify;
mod workers;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The reader of hostile files takes its limits before threads or a runtime exist.
    if let Some(code) = cli::import_worker() {
        return code;
    }
    cli::run()
}
