//! The project's own chores: `cargo xtask tidy` and `cargo xtask bench`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool prints"
)]

mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask COMMAND
  tidy          the rules of this code base that no compiler checks
  bench [ARG…]  the speed budgets, in a release build";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", [].as_slice()),
    };
    let outcome = match command {
        "tidy" => run_tidy(),
        "bench" => bench(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run_tidy() -> Result<(), String> {
    let report = tidy::check(&root())?;
    for note in &report.notes {
        println!("note: {note}");
    }
    for problem in &report.problems {
        println!("{problem}");
    }
    if report.problems.is_empty() {
        println!("tidy: {} files, nothing to say", report.files);
        return Ok(());
    }
    Err(format!(
        "tidy: {} problems in {} files; a rule is lifted for one place by a comment above it: \
         // tidy-allow: RULE — reason",
        report.problems.len(),
        report.files
    ))
}

fn bench(arguments: &[String]) -> Result<(), String> {
    let status = Command::new("cargo")
        .args([
            "run",
            "--release",
            "--locked",
            "--package",
            "jieqing-bench",
            "--",
        ])
        .args(arguments)
        .current_dir(root())
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("bench: {status}"))
    }
}

/// The workspace's root, whatever folder the command was called from.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}
