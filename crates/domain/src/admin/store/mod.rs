//! SQL of administration.

pub(super) mod access;
pub(super) mod company;
pub(super) mod sessions;
pub(super) mod throttle;
pub(super) mod tokens;
pub(super) mod users;
pub(super) mod views;
