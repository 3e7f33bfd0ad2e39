//! Stories of administration, on both engines.

mod auth;
mod master;
mod scopes;
mod settings;
mod support;
mod users;
