//! What every context stands on: proofs over a company, work after the commit, files of documents,
//! outgoing mail, scheduled tasks, and what screens are told of changes.

pub mod attachments;
mod error;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod schedules;
mod store;
pub mod subject;
mod verify;

pub use error::PlatformRefusal;
pub use store::CompanyRow;
pub use verify::{
    Proof, RequestVerify, VERIFY, VerifyHandler, companies, last_event_at, verify_company,
};
