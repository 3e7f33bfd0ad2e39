//! The command line: one file per subcommand.

mod allocate;
mod apply;
mod backup;
mod company;
mod demo;
mod import;
mod inspect;
mod migrate;
mod openapi;
mod reconcile;
mod report;
mod restore;
mod serve;
mod statement;
mod user;
mod verify;
mod workplace;

use crate::config::Config;
use crate::failure::Outcome;
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Sales settlement, from order to cleared cash and balanced books.
#[derive(Parser)]
#[command(name = "jieqing", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the product: screens, API, background work
    Serve(serve::Serve),
    /// Build a demo company with eighteen months of business in an empty folder
    Demo(demo::Demo),
    /// Bring a database to this program's schema
    Migrate(migrate::Migrate),
    /// Prove that chains, ledger, open items and balances hold; exit code 1 when one does not
    Verify(verify::Verify),
    /// Copy a running SQLite database and its attachments into a new folder
    Backup(backup::Backup),
    /// Put a backup into an empty data folder, after checking it
    Restore(restore::Restore),
    /// Legal entities that keep books here
    Company(company::Company),
    /// Look at a file and store it: customers, products, orders, deliveries, invoices, receipts
    Import(import::Import),
    /// Say what any file is and what is in it: bank statement, invoice, table, pdf …
    Inspect(inspect::Inspect),
    /// Compare our list with the customer's, line by line, without a database
    Reconcile(reconcile::Reconcile),
    /// Unapplied receipts on open invoices
    Allocate(allocate::Allocate),
    /// Which receipt pays which open item, from files, with reasons
    Apply(apply::Apply),
    /// Statements of account
    Statement(statement::Statement),
    /// Figures for people and scripts
    Report(report::Report),
    /// Accounts: list, create, set a temporary password
    User(user::User),
    /// Print the API's description (OpenAPI 3.1)
    Openapi,
}

/// Word that turns the process into the reader of one file.
const WORKER: &str = "import-worker";

/// Runs the file reader when the first argument asks for it.
pub(crate) fn import_worker() -> Option<ExitCode> {
    let mut args = std::env::args_os().skip(1);
    if args.next()? != WORKER {
        return None;
    }
    let job = args.next().unwrap_or_default();
    let code = jieqing_formats::worker::worker_main(
        &job.to_string_lossy(),
        std::io::stdin().lock(),
        std::io::stdout().lock(),
    );
    Some(ExitCode::from(code))
}

/// Runs the subcommand.
pub(crate) fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(command) => command.run(),
        Command::Demo(command) => command.run(),
        Command::Migrate(command) => command.run(),
        Command::Verify(command) => return finish(command.run()),
        Command::Backup(command) => command.run(),
        Command::Restore(command) => command.run(),
        Command::Company(command) => command.run(),
        Command::Import(command) => return finish(command.run()),
        Command::Inspect(command) => return finish(command.run()),
        Command::Reconcile(command) => return finish(command.run()),
        Command::Allocate(command) => command.run(),
        Command::Apply(command) => return finish(command.run()),
        Command::Statement(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::User(command) => command.run(),
        Command::Openapi => openapi::run(),
    };
    finish(done.map(|()| ExitCode::SUCCESS))
}

fn finish(done: Outcome<ExitCode>) -> ExitCode {
    done.unwrap_or_else(|failure| {
        // Nothing is left to tell anybody when standard error is closed.
        let _ = writeln!(std::io::stderr(), "jieqing: {failure}");
        failure.exit_code()
    })
}

/// A line for the person at the terminal.
fn say(line: impl std::fmt::Display) {
    // A closed terminal stops no command.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A line for the person at the terminal that is no result.
fn warn(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "jieqing: {line}");
}

/// Logs to standard error: text on a terminal, JSON lines otherwise.
fn start_logging(config: &Config) {
    use std::io::IsTerminal;
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process keeps the first logger.
    let _ = if std::io::stderr().is_terminal() {
        logs.compact().try_init()
    } else {
        logs.json().try_init()
    };
}
