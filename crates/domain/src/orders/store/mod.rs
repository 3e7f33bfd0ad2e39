//! SQL of orders.

pub(super) mod facts;
pub(super) mod findings;
pub(super) mod import;
pub(super) mod progress;
pub(super) mod proof;
pub(super) mod write;
