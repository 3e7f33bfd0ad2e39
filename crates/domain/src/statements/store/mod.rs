//! SQL of statements.

pub(super) mod read;
pub(super) mod write;
