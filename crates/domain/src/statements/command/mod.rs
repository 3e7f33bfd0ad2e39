//! Commands: make one, make all, void.

mod make;
mod run;
mod void;

pub use make::{MadeStatement, MakeStatement};
pub use run::{NotMade, RunReport, RunStatements};
pub use void::VoidStatement;
