//! Rules of this code base that neither rustc nor clippy checks.
//!
//! | rule | says |
//! |---|---|
//! | `crates` | a crate depends only on the crates below it, and only the edge speaks HTTP or SQL |
//! | `sql` | SQL text stands in `store`, `query` and the database crates only, and is never put together |
//! | `length` | at most 400 lines of code a file; 600 with a reason; never more |
//! | `todo` | an unfinished thing names its issue |
//! | `privacy` | a context of `domain` uses another only through what its `mod.rs` exports |
//!
//! `// tidy-allow: RULE — reason` on the line, or on the comment lines right above it, lifts a rule
//! for that place (`length`: anywhere in the file's first 20 lines). Crate rules are never lifted.

mod crates;
mod length;
mod privacy;
mod source;
mod sql;
mod todo;

use std::fmt;
use std::path::Path;
use std::process::Command;

use source::Source;

pub(crate) struct Report {
    pub(crate) files: usize,
    pub(crate) problems: Vec<Problem>,
    /// Worth knowing, not wrong enough to fail.
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}:{}: {}: {}",
            self.path, self.line, self.rule, self.message
        )
    }
}

/// Checks the whole work tree, files not yet committed included.
pub(crate) fn check(root: &Path) -> Result<Report, String> {
    let mut problems = crates::check(&cargo_metadata(root)?)?;
    let mut sources = Vec::new();
    for path in tracked_files(root)? {
        // A file that a colleague has just moved away is no one's problem here.
        if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
            sources.push(Source::new(path, &text));
        }
    }
    for source in &sources {
        problems.extend(check_source(source));
    }
    let (privacy, notes) = privacy::check(&sources);
    problems.extend(privacy);
    problems.sort();
    Ok(Report {
        files: sources.len(),
        problems,
        notes,
    })
}

fn check_source(source: &Source) -> Vec<Problem> {
    [
        sql::check(source),
        length::check(source),
        todo::check(source),
    ]
    .concat()
}

fn tracked_files(root: &Path) -> Result<Vec<String>, String> {
    let listing = output(
        root,
        "git",
        &[
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "--deduplicate",
        ],
    )?;
    let kinds = [".rs", ".ts", ".tsx", ".mjs", ".css", ".sql", ".sh"];
    Ok(listing
        .lines()
        .filter(|path| kinds.iter().any(|kind| path.ends_with(kind)))
        .map(str::to_owned)
        .collect())
}

fn cargo_metadata(root: &Path) -> Result<String, String> {
    output(
        root,
        "cargo",
        &[
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ],
    )
}

fn output(root: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .output()
        .map_err(|error| format!("{program} did not start: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{program}: {error}"))
}
