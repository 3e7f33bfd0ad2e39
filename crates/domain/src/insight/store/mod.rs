//! SQL of the read models.

pub(super) mod aging;
pub(super) mod customer;
pub(super) mod dashboard;
pub(super) mod search;
pub(super) mod worklist;
