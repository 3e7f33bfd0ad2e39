//! SQL of orders.

pub(super) mod facts;
pub(super) mod import;
pub(super) mod progress;
pub(super) mod write;
