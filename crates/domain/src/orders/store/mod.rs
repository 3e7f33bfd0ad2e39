//! SQL of orders.

pub(super) mod facts;
pub(super) mod progress;
pub(super) mod write;
