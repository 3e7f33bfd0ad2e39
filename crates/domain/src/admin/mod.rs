//! Administration: companies, users, roles, departments, sessions, tokens, settings.
//!
//! Invariants: a company keeps an active administrator; nobody changes their own roles; secrets
//! (passwords, session and API tokens, the setup token) are stored as hashes only; a right that was
//! taken away is gone on the next request.

mod access_log;
pub mod auth;
mod companies;
mod company;
mod departments;
mod duties;
mod error;
mod principal;
pub mod query;
mod store;
mod users;
mod views;

pub use access_log::{AccessKind, AccessNote, note_access};
pub use companies::{ChangeCompany, CompanyDraft, CreateCompany, CreditCheck, ReceivableOn};
pub use company::{NewCompany, create_company, list_companies, load_ctx};
pub use departments::SaveDepartment;
pub use duties::conflicts;
pub use error::AdminRefusal;
pub use jieqing_ledger::AccountingStandard;
pub use principal::{
    Principal, Proof, SESSION_IDLE, SESSION_MOST, authenticate_session, authenticate_token, touch,
};
pub use store::company::{CompanyName, CompanyRow};
pub use store::sessions::SessionRow;
pub use store::tokens::TokenRow;
pub use store::users::{AssignmentRow, CompanyChoice, UserRow};
pub use users::{
    AddMember, AssignRoles, ChangeUser, CreateUser, GrantScope, ResetPassword, RoleGrant,
    SetUserActive, UserDraft,
};
pub use views::{CreateView, RemoveView};
