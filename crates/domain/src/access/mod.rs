//! Who may do what: permissions, roles, scopes.
//!
//! A **permission** is (resource, action). A **role** is a fixed set of permissions
//! ([`roles`]). An **assignment** gives a user a role in a company with a **scope**: own records,
//! a department's, or the company's. `authorize` runs first in every transaction.

mod permission;
pub mod roles;
mod scope;
mod store;

pub use permission::Permission;
pub use roles::Role;
pub use scope::{InScope, Scope, authorize, granted};
