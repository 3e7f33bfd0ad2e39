//! What every context stands on: the proofs over a whole company.

mod store;
mod verify;

pub use store::CompanyRow;
pub use verify::{Proof, companies, verify_company};
