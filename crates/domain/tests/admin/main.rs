//! Stories of administration, on both engines.

mod auth;
mod master;
mod support;
mod users;
