//! Companies, users, roles, departments, sessions, tokens, settings.

mod company;
mod principal;
mod store;

pub use company::{NewCompany, create_company, load_ctx};
pub use principal::{Principal, authenticate_session, authenticate_token};
