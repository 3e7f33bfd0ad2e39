//! Companies, users, roles, departments, sessions, tokens, settings.

mod company;
mod store;

pub use company::{NewCompany, create_company, load_ctx};
