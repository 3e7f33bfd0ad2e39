//! Commands: make one, make all at once or as a job, void.

mod batch;
mod make;
mod run;
mod void;

pub use batch::{STATEMENT_RUN, StartStatementRun, StatementRunHandler};
pub use make::{MadeStatement, MakeStatement};
pub use run::{NotMade, RunReport, RunStatements};
pub use void::VoidStatement;
