//! Administration: companies, users, roles, departments, sessions, tokens, settings.
//!
//! Invariants: a company keeps an active administrator; nobody changes their own roles; secrets
//! (passwords, session and API tokens, the setup token) are stored as hashes only; a right that was
//! taken away is gone on the next request.

mod access_log;
pub mod auth;
mod company;
mod error;
mod principal;
mod store;

pub use access_log::{AccessKind, AccessNote, note_access};
pub use company::{NewCompany, create_company, list_companies, load_ctx};
pub use error::AdminRefusal;
pub use jieqing_ledger::AccountingStandard;
pub use principal::{
    Principal, Proof, SESSION_IDLE, SESSION_MOST, authenticate_session, authenticate_token, touch,
};
pub use store::company::CompanyRow;
pub use store::sessions::SessionRow;
pub use store::tokens::TokenRow;
pub use store::users::CompanyChoice;
