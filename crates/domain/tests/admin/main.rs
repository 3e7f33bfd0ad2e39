//! Stories of administration, on both engines.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod auth;
mod master;
mod scopes;
mod settings;
mod support;
mod users;
