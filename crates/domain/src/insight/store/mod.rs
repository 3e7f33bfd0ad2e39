//! SQL of the read models.

pub(super) mod aging;
pub(super) mod customer;
