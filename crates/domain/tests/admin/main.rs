//! Stories of administration, on both engines.

mod auth;
mod support;
